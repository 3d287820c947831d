import { whoIsIt } from '../shared/access/viewer.ts';
import { attempt, carryOut, UNREACHABLE } from '../shared/server.ts';
import { BeginPairingDocument, ClaimScreenDocument } from './operations.ts';
import type { Begun, Kept, PairingServer } from './pairing.ts';

/** Of the tab, so that a reload goes on with the same code and a second tab has its own. */
const KEY = 'duban.pairing';

export const pairingServer: PairingServer = {
  isScreen: () =>
    whoIsIt().then(
      ({ kind }) => kind === 'SCREEN',
      () => UNREACHABLE,
    ),
  begin: async () => {
    const outcome = await carryOut(BeginPairingDocument, {});
    if ('refusals' in outcome) return outcome.refusals[0] ?? UNREACHABLE;
    const { code, secret, expiresAt } = outcome.done;
    return code && secret && expiresAt ? { code, secret, expiresAt } : UNREACHABLE;
  },
  claim: async (secret) => {
    const [refusal] = await attempt(ClaimScreenDocument, { secret });
    if (!refusal) return 'paired';
    if (refusal.code === 'PAIRING_NOT_CONFIRMED') return 'waiting';
    return refusal.code === 'PAIRING_SPENT' ? 'spent' : refusal;
  },
};

/** Kept by the browser, and here for one that keeps nothing. */
export function keptInTab(): Kept {
  let kept = stored();
  return {
    read: () => kept,
    write: (begun) => {
      kept = begun;
      try {
        if (begun) sessionStorage.setItem(KEY, JSON.stringify(begun));
        else sessionStorage.removeItem(KEY);
      } catch {}
    },
  };
}

function stored(): Begun | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Begun | null) ?? undefined;
  } catch {
    return undefined;
  }
}
