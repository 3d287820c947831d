import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Correction, InspectionResult } from '../../schema/inspection/index.ts';
import { Warning, WarningState, WarningStep } from '../../schema/warning/index.ts';
import { statementsOn } from '../database/index.ts';
import { appendEvents, type EventRecord, type NewEvent } from '../live/index.ts';
import { warningLife } from './life.ts';
import { readHistories, readVersions } from './published.ts';
import { raiseWarnings, told } from './raising.ts';
import { type Cause, causesOf, INSPECTION_KINDS } from './rules.ts';
import { moveSettlement } from './settlement.ts';

/** What to settle after an event: of which units, and because of which correction if one was. */
export interface Occasion {
  event: Pick<EventRecord, 'tx' | 'id' | 'at'>;
  /** All of them unless named. */
  units?: readonly number[];
  correction?: number | null;
}

/** A cause of a unit. */
interface Held extends Cause {
  unit: number;
}

/**
 * Makes the warnings of units what the rules say of what was published as of an event: raises those whose cause holds and is not warned of, restates those whose
 * figures were corrected, retracts those whose cause no longer holds. Doing it again changes nothing.
 *
 * Events tell first what is taken back, then what is new, the least severe first: whoever reads along ends with what matters most.
 */
export async function settleWarnings(em: EntityManager, { event, units, correction }: Occasion): Promise<void> {
  const db = statementsOn(em.getKysely<object>());
  const asOf = await moveSettlement(db, { tx: String(event.tx), id: String(event.id) });
  const [histories, versions] = [await readHistories(db, { units, asOf }), await readVersions(db)];
  const held = new Map(histories.flatMap(({ unit, code, months }) => causesOf(code, months, versions).map((cause): [string, Held] => [cause.text, { ...cause, unit }])));
  const standing = await em.find(
    Warning,
    { kind: { $in: [...INSPECTION_KINDS] }, state: { $ne: WarningState.RETRACTED }, ...(units ? { unit: { $in: [...units] } } : {}) },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true },
  );

  const events: NewEvent[] = [];
  const changed = (warning: Warning, step: WarningStep) => {
    warning.state = warningLife.after(warning, step);
    events.push({ kind: 'WARNING_CHANGED', data: { ...told(warning), step } });
  };
  for (const warning of standing) {
    const cause = held.get(warning.cause);
    held.delete(warning.cause);
    if (!cause) {
      changed(warning, WarningStep.RETRACT);
      warning.retractedAt = event.at;
      warning.retractionReason = correction ? AFTER_CORRECTION : AFTER_PUBLICATION;
      warning.retractedBy = correction ? em.getReference(Correction, correction) : null;
    } else if (String(cause.results) !== String(warning.basis)) {
      changed(warning, WarningStep.RESTATE);
      Object.assign(warning, figuresOf(em, cause));
    }
  }
  // The old lives must be over before new ones begin: the index allows one a cause.
  await em.flush();

  const raised = await raiseWarnings(
    em,
    [...held.values()].map((cause) => ({ ...cause, more: figuresOf(em, cause) })),
    event.at,
  );
  await appendEvents(em, [...events, ...raised]);
}

const AFTER_CORRECTION = '结果更正后，原因不再成立。Its cause no longer holds after a correction.';
const AFTER_PUBLICATION = '其间月份发布后，原因不再成立。Its cause no longer holds since a month before was published.';

function figuresOf(em: EntityManager, { results }: Cause): Pick<Warning, 'basis' | 'result' | 'previousResult'> {
  const reference = (id: number | undefined) => (id === undefined ? null : em.getReference(InspectionResult, id));
  return { basis: results, result: reference(results.at(-1)), previousResult: reference(results.at(-2)) };
}
