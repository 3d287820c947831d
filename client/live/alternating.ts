import type { Transport } from './transport.ts';

/** One failure may be a server that restarts; so many in a row, and the other is tried. */
const SUSPICIOUS = 2;

/**
 * Two ways to the same server, for a network in which the first may be blocked. Once it has failed twice in a row without
 * having been accepted they take turns until one is, and that one is then remembered. A `first` that was ever
 * accepted is preferred again after the next break: while a server is down both fail, and which of them finds it back is chance.
 */
export function alternating(first: Transport, second: Transport): Transport {
  const accepted = new Set<Transport>();
  /** Tries in a row; one left for its silence counts too, for a proxy may swallow the answer instead of breaking it. */
  let unanswered = 0;
  return (operation, told) => {
    const [preferred, other] = accepted.has(second) && !accepted.has(first) ? [second, first] : [first, second];
    const turn = unanswered++ - SUSPICIOUS;
    const transport = turn < 0 || turn % 2 ? preferred : other;
    const connected = (renewAfter?: number) => {
      unanswered = 0;
      accepted.add(transport);
      told.connected(renewAfter);
    };
    return transport(operation, { ...told, connected });
  };
}
