import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { globalId } from '../../schema/Node.ts';
import { refuse } from '../../schema/problemWording.ts';
import { Warning, WarningStep } from '../../schema/warning/index.ts';
import { ANEW } from '../database/index.ts';
import { appendEvents } from '../live/index.ts';
import { checkedText } from '../texts.ts';
import { warningLife } from './life.ts';
import { told } from './raising.ts';

/** Longest note or reason, in characters: a paragraph. */
const LONGEST_TEXT = 500;

/** Who does something, for the record; null for who has not said. */
type Person = string | null;

/** Takes a warning up, so that it escalates no further. Of two at once the second is refused with WARNING_STEP_ILLEGAL. */
export function acknowledgeWarning(em: EntityManager, key: number, { note, by }: { note?: string | null; by: Person }): Promise<Warning> {
  return step(em, key, WarningStep.ACKNOWLEDGE, { acknowledgedAt: new Date(), acknowledgedBy: by, note: note?.trim() ? checkedText('note', note, LONGEST_TEXT) : null });
}

/** Says how a warning was dealt with. Only what was taken up before can be. */
export function resolveWarning(em: EntityManager, key: number, { reason, by }: { reason: string; by: Person }): Promise<Warning> {
  return step(em, key, WarningStep.RESOLVE, { resolvedAt: new Date(), resolvedBy: by, resolution: checkedText('reason', reason, LONGEST_TEXT) });
}

async function step(em: EntityManager, key: number, what: WarningStep, change: Partial<Warning>): Promise<Warning> {
  return em.transactional(async (tx) => {
    // The lock makes whoever else takes a step, be it the system, wait and see this one.
    const warning = await tx.findOne(Warning, key, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!warning) refuse('UNKNOWN_ID', { field: 'id', found: globalId('Warning', key) });
    Object.assign(warning, change, { state: warningLife.after(warning, what) });
    await tx.flush();
    await appendEvents(tx, [{ kind: 'WARNING_CHANGED', data: { ...told(warning), step: what } }]);
    return warning;
  }, ANEW);
}
