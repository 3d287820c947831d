import type { Refusal } from './access.ts';
import { Both } from './Both.tsx';

export const REFUSALS = 'refusals';

/** There from the beginning, if empty: screen readers read out only what comes into a region they know. */
export function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  return (
    <div id={REFUSALS} className="refusals" role="alert">
      {refusals.map(({ message, messageEn }) => (
        <p key={message}>
          <Both zh={message} en={messageEn} />
        </p>
      ))}
    </div>
  );
}
