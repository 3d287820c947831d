import { type ReactNode, type Ref, useId } from 'react';
import { Both, type Words } from '../Both.tsx';
import type { Refusal } from '../server.ts';
import { REFUSALS } from './Refusals.tsx';

interface FieldProps {
  /** As the server names it when it refuses. */
  name: string;
  label: Words;
  /** What password managers and browsers fill it in by. */
  autoComplete: string;
  type?: 'text' | 'password';
  hint?: ReactNode;
  refusals: readonly Refusal[];
  ref?: Ref<HTMLInputElement>;
}

export function Field({ name, label, autoComplete, type = 'text', hint, refusals, ref }: FieldProps) {
  const id = useId();
  const refused = refusals.some(({ field }) => field === name);
  const described = [hint && `${id}-hint`, refused && REFUSALS].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        <Both {...label} />
      </label>
      <input
        ref={ref}
        id={id}
        name={name}
        type={type}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        aria-invalid={refused || undefined}
        aria-describedby={described || undefined}
      />
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
