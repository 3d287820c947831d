import { Both } from '../Both.tsx';
import type { Refusal } from '../server.ts';

/** Id of those of a form, which describe its fields. */
export const REFUSALS = 'refusals';

/** There from the beginning, if empty: screen readers read out only what comes into a region they know. */
export function Refusals({ refusals, id }: { refusals: readonly Refusal[]; id?: typeof REFUSALS }) {
  return (
    <div id={id} className="refusals" role="alert">
      {refusals.map(({ message, messageEn }) => (
        <p key={message}>
          <Both zh={message} en={messageEn} />
        </p>
      ))}
    </div>
  );
}
