import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Refusal } from './access.ts';

/** What a form's fields hold, by name. */
export type Typed = (field: string) => string;

/** A form that leads onward once `send` comes back without a refusal; until then it shows why not. */
export function useForm(onward: string, send: (typed: Typed) => readonly Refusal[] | Promise<readonly Refusal[]>, before: readonly Refusal[] = []) {
  const [refusals, setRefusals] = useState(before);
  const [busy, setBusy] = useState(false);
  const firstField = useRef<HTMLInputElement>(null);
  useEffect(() => firstField.current?.focus(), []);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    setBusy(true);
    // Taken away first: the same refusal once more is read out once more.
    setRefusals([]);
    const found = await send((field) => String(typed.get(field) ?? ''));
    if (!found.length) return location.replace(onward);
    setRefusals(found);
    setBusy(false);
    // Whatever was refused, the password is what is most likely typed again.
    const atFault = form.elements.namedItem(found[0]?.field ?? 'password') ?? form.elements.namedItem('password');
    if (atFault instanceof HTMLInputElement) {
      atFault.focus();
      atFault.select();
    }
  };
  return { refusals, busy, firstField, onSubmit };
}
