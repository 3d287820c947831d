import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Warning, WarningState, WarningStep } from '../../schema/warning/index.ts';
import { statementsOn } from '../database/index.ts';
import { appendEvents, type EventRecord, type NewEvent } from '../live/index.ts';
import { warningLife } from './life.ts';
import { readVersions } from './published.ts';
import { type NewCause, raiseWarnings, told } from './raising.ts';
import type { RuleVersion } from './rules.ts';
import { type EventPlace, moveSettlement, type Settled } from './settlement.ts';

/** What to settle after an event: the causes of whom, and why those no longer hold that do not. */
export interface Settlement {
  origin: Settled;
  event: Pick<EventRecord, 'tx' | 'id' | 'at'>;
  /** Of whom: the same as those whose causes are read. All of the origin without it. */
  about?: { unit?: number; officer?: number | null } | undefined;
  /** The causes that hold as of a place in the log. */
  causes(versions: readonly RuleVersion[], asOf: EventPlace): Promise<NewCause[]>;
  /** What a warning whose cause no longer holds says of that. */
  retraction: Pick<Warning, 'retractionReason'> & Partial<Warning>;
}

/**
 * Makes warnings what the rules say of what was published, or closed, as of an event: raises those whose cause holds and is not warned of, restates those whose
 * figures were corrected, retracts those whose cause no longer holds. Doing it again changes nothing.
 *
 * Events tell first what is taken back, then what is new, the least severe first: whoever reads along ends with what matters most.
 */
export async function settle(em: EntityManager, { origin, event, about = {}, causes, retraction }: Settlement): Promise<void> {
  const db = statementsOn(em.getKysely<object>());
  const asOf = await moveSettlement(db, origin, { tx: String(event.tx), id: String(event.id) });
  const held = new Map((await causes(await readVersions(db), asOf)).map((cause) => [cause.text, cause]));
  const standing = await em.find(
    Warning,
    { origin, state: { $ne: WarningState.RETRACTED }, ...about },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true },
  );

  const events: NewEvent[] = [];
  const changed = (warning: Warning, step: WarningStep, change: Partial<Warning>) => {
    Object.assign(warning, change, { state: warningLife.after(warning, step) });
    events.push({ kind: 'WARNING_CHANGED', data: { ...told(warning), step } });
  };
  for (const warning of standing) {
    const cause = held.get(warning.cause);
    held.delete(warning.cause);
    if (!cause) changed(warning, WarningStep.RETRACT, { ...retraction, retractedAt: event.at });
    else if (String(cause.more.basis) !== String(warning.basis)) changed(warning, WarningStep.RESTATE, cause.more);
  }
  // The old lives must be over before new ones begin: the index allows one a cause.
  await em.flush();
  const raised = await raiseWarnings(em, [...held.values()], event.at);
  await appendEvents(em, [...events, ...raised]);
}
