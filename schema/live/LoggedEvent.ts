import { Entity, Index, PrimaryKey, Property, Trigger } from '@mikro-orm/decorators/legacy';
import type { AppraisalStep } from '../appraisal/words.ts';
import type { UnitClass } from '../organisation/Unit.ts';
import type { RectificationStepKind } from '../rectification/words.ts';
import type { StudyStep } from '../study/words.ts';
import type { StudyClassStep } from '../studyClass/words.ts';
import type { TalkStep } from '../talk/words.ts';
import type { WarningLevel, WarningStep } from '../warning/words.ts';

/**
 * What each kind of event carries: ids and what subscribers filter by, nothing personal. The one table of events; the board,
 * the subscriptions and later the durable consumers all read from it.
 */
export interface EventData {
  ROUND_OPENED: { round: number };
  UNIT_INSPECTED: { round: number; inspection: number };
  FINDING_RECORDED: { round: number; inspection: number; finding: number };
  FINDING_RETRACTED: { round: number; inspection: number; finding: number };
  RESULT_PUBLISHED: { round: number; result: number; unitClass: UnitClass };
  ROUND_PUBLISHED: { round: number };
  WARNING_RAISED: { round: number | null; warning: number; level: WarningLevel };
  WARNING_CHANGED: { round: number | null; warning: number; level: WarningLevel; step: WarningStep };
  RECTIFICATION_CHANGED: { round: number | null; rectification: number; unit: number; step: RectificationStepKind };
  APPRAISAL_ROUND_CHANGED: { appraisalRound: number; step: AppraisalStep };
  APPRAISAL_CORRECTED: { appraisal: number };
  STUDY_CHANGED: { study: number; step: StudyStep };
  MINUTES_ISSUED: { minutes: number };
  MINUTES_RETRACTED: { minutes: number };
  TALK_CHANGED: { talk: number; officer: number; step: TalkStep };
  STUDY_CLASS_CHANGED: { studyClass: number; enrolment: number | null; officer: number | null; step: StudyClassStep };
  OFFICER_FILE_ENTRY_ADDED: { entry: number };
}
export type EventKind = keyof EventData;

/**
 * One row of the append-only event log, written in the transaction of the rows it tells about.
 *
 * `tx` is the writing transaction. Ids are handed out before commit, so id order is not commit
 * order; readers go by (tx, id) and stop below the oldest transaction still running.
 * A statement trigger wakes the tails (`notify duban_event`). See docs/decisions/0003.
 */
@Entity({ tableName: 'event' })
@Index({ properties: ['tx', 'id'] })
@Index({ name: 'event_round_tx_id_index', expression: `create index "event_round_tx_id_index" on "event" (((data ->> 'round')::int), "tx", "id")` })
@Trigger({
  name: 'event_notify',
  timing: 'after',
  events: ['insert'],
  forEach: 'statement',
  // The payload stays empty: tails are only woken, and read the log themselves.
  body: "perform pg_notify('duban_event', ''); return null;",
})
export class LoggedEvent {
  @PrimaryKey({ type: 'bigint' })
  id!: string;

  @Property({ columnType: 'xid8', type: 'string', defaultRaw: 'pg_current_xact_id()' })
  tx!: string;

  @Property({ type: 'datetime', defaultRaw: 'clock_timestamp()' })
  at!: Date;

  @Property({ type: 'text' })
  kind!: EventKind;

  @Property({ type: 'json' })
  data!: EventData[EventKind];
}
