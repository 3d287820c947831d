import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Refusal } from '../server.ts';

/** What a form's fields hold, by name. */
export type Typed = (field: string) => string;

export interface FormParts {
  /** Has it done; what comes back kept it from being done. */
  send: (typed: Typed) => readonly Refusal[] | Promise<readonly Refusal[]>;
  /** Once `send` came back without a refusal. */
  done: (form: HTMLFormElement) => void;
  /** The field that is most likely typed again, whatever was refused. */
  again: string;
  /** What went wrong before. */
  before?: readonly Refusal[];
}

/** A form that shows why something was not done, until it is. */
export function useForm({ send, done, again, before = [] }: FormParts) {
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
    if (!found.length) return done(form);
    setRefusals(found);
    setBusy(false);
    const atFault = form.elements.namedItem(found[0]?.field ?? again) ?? form.elements.namedItem(again);
    if (atFault instanceof HTMLInputElement) {
      atFault.focus();
      atFault.select();
    }
  };
  return { refusals, busy, firstField, onSubmit, ready: () => setBusy(false) };
}
