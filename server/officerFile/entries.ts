import sql, { raw, type Sql } from 'sql-template-tag';
import { AppraisalStep } from '../../schema/appraisal/index.ts';
import type { EventData } from '../../schema/live/LoggedEvent.ts';
import { type OfficerFileEntry, OfficerFileEntryKind } from '../../schema/officerFile/index.ts';
import { RectificationStepKind } from '../../schema/rectification/index.ts';
import { WarningStep } from '../../schema/warning/words.ts';

const { APPRAISED, APPRAISAL_EXPLAINED, APPRAISAL_CORRECTED, OBJECTION_MADE, OBJECTION_UPHELD, OBJECTION_DISMISSED } = OfficerFileEntryKind;
const { TALK_ARRANGED, TALK_RECORDED, TALK_CAUSE_FELL, STUDY_CLASS_ENROLLED, STUDY_CLASS_ATTENDANCE, STUDY_CLASS_CLOSED, STUDY_CLASS_TAKEN_BACK } = OfficerFileEntryKind;
const { STREAK_WARNED, STREAK_WARNING_RETRACTED, MINUTES_ISSUED, MINUTES_RETRACTED } = OfficerFileEntryKind;
const { EXPLAIN, OBJECT, UPHOLD, DISMISS, CLOSE, FILE } = AppraisalStep;

/** What an entry refers to. */
export type EntryReference = 'appraisal' | 'statement' | 'objection' | 'rectification' | 'step' | 'talk' | 'enrolment' | 'attendance' | 'warning';

/** Where entries come from: rows of other domains that are never changed again in what an entry says of them. */
export interface EntrySource {
  /** With a row's own key it is what of each officer is entered once. Kept in the database: never to be renamed. */
  name: string;
  /** Columns `key`, `officer`, `kind`, `month`, `at`, one for each reference, and `told_by`: what events name the row by. */
  rows: Sql;
  references: readonly (EntryReference & keyof OfficerFileEntry)[];
  /** The events that tell of its rows: of each what they are named by; nothing where this one tells of none. */
  events: { readonly [K in keyof EventData]?: (data: EventData[K]) => number | undefined };
}

/** What becomes of each kind of step. */
const STEPS: Record<RectificationStepKind, OfficerFileEntryKind> = {
  [RectificationStepKind.OPEN]: OfficerFileEntryKind.RECTIFICATION_OPENED,
  [RectificationStepKind.ASSIGN_HELPERS]: OfficerFileEntryKind.HELPERS_ASSIGNED,
  [RectificationStepKind.EXPLAIN]: OfficerFileEntryKind.RECTIFICATION_EXPLAINED,
  [RectificationStepKind.PLAN]: OfficerFileEntryKind.MEASURES_PLANNED,
  [RectificationStepKind.COMPLETE]: OfficerFileEntryKind.MEASURE_COMPLETED,
  [RectificationStepKind.SUBMIT]: OfficerFileEntryKind.RECTIFICATION_SUBMITTED,
  [RectificationStepKind.ACCEPT]: OfficerFileEntryKind.RECTIFICATION_ACCEPTED,
  [RectificationStepKind.SEND_BACK]: OfficerFileEntryKind.RECTIFICATION_SENT_BACK,
  [RectificationStepKind.REOPEN]: OfficerFileEntryKind.RECTIFICATION_REOPENED,
  [RectificationStepKind.WITHDRAW]: OfficerFileEntryKind.RECTIFICATION_WITHDRAWN,
  [RectificationStepKind.RESTATE]: OfficerFileEntryKind.RECTIFICATION_RESTATED,
  [RectificationStepKind.LAPSE]: OfficerFileEntryKind.RECTIFICATION_LAPSED,
};

/** An event of a round, where it is one of these steps. */
const onSteps =
  (...steps: readonly AppraisalStep[]) =>
  ({ appraisalRound, step }: EventData['APPRAISAL_ROUND_CHANGED']) =>
    steps.includes(step) ? appraisalRound : undefined;

/** What the committee corrects of a closed round stands as an objection that was upheld at once; the subject made none. */
const BY_SUBJECT = sql`not (o.state = 'UPHELD' and o.made_at = o.decided_at and o.text = o.reason)`;
const ENROLMENTS = sql`study_enrolment n join study_class c on c.id = n.study_class_id`;
const APPRAISALS = sql`appraisal a join appraisal_round r on r.id = a.round_id`;

/** Everything that enters a file. Without an officer a row is none of theirs; that is looked at once for all. */
export const SOURCES: readonly EntrySource[] = [
  {
    // The version that held when the round came to its end: that of a committee's round with its closing, of an organ's with its filing.
    name: 'appraised',
    rows: sql`
      select r.id as key, r.id as told_by, a.officer_id as officer, ${APPRAISED}::text as kind, r.month, e.at, a.id as appraisal
      from ${APPRAISALS} cross join lateral (select case r.body when 'COMMITTEE' then r.closed_at else r.filed_at end as at) as e
      where e.at is not null and (a.superseded_at is null or a.superseded_at >= e.at) and (a.version = 1 or a.graded_at < e.at)`,
    references: ['appraisal'],
    events: { APPRAISAL_ROUND_CHANGED: onSteps(CLOSE, FILE) },
  },
  {
    name: 'statement',
    rows: sql`
      select s.id as key, r.id as told_by, a.officer_id as officer, ${APPRAISAL_EXPLAINED}::text as kind, r.month, s.written_at as at, a.id as appraisal, s.id as statement
      from appraisal_statement s join ${APPRAISALS} on a.id = s.appraisal_id`,
    references: ['appraisal', 'statement'],
    events: { APPRAISAL_ROUND_CHANGED: onSteps(EXPLAIN) },
  },
  {
    name: 'objection',
    rows: sql`
      select o.id as key, r.id as told_by, a.officer_id as officer, ${OBJECTION_MADE}::text as kind, r.month, o.made_at as at, a.id as appraisal, o.id as objection
      from appraisal_objection o join ${APPRAISALS} on a.id = o.appraisal_id where ${BY_SUBJECT}`,
    references: ['appraisal', 'objection'],
    events: { APPRAISAL_ROUND_CHANGED: onSteps(OBJECT) },
  },
  {
    name: 'decision',
    rows: sql`
      select o.id as key, r.id as told_by, a.officer_id as officer, case o.state when 'UPHELD' then ${OBJECTION_UPHELD}::text else ${OBJECTION_DISMISSED}::text end as kind, r.month,
        o.decided_at as at, a.id as appraisal, o.id as objection
      from appraisal_objection o join ${APPRAISALS} on a.id = o.appraisal_id where o.decided_at is not null and ${BY_SUBJECT}`,
    references: ['appraisal', 'objection'],
    events: { APPRAISAL_ROUND_CHANGED: onSteps(UPHOLD, DISMISS) },
  },
  {
    // Of a version that a peer's correction made no objection is theirs to read.
    name: 'version',
    rows: sql`
      select a.id as key, a.id as told_by, a.officer_id as officer, ${APPRAISAL_CORRECTED}::text as kind, r.month, a.graded_at as at, a.id as appraisal,
        (select max(o.id) from appraisal_objection o join appraisal b on b.id = o.appraisal_id where b.round_id = a.round_id and b.officer_id = a.officer_id and o.revision = a.from_revision) as objection
      from ${APPRAISALS} where a.version > 1`,
    references: ['appraisal', 'objection'],
    events: { APPRAISAL_CORRECTED: ({ appraisal }) => appraisal },
  },
  {
    name: 'step',
    rows: sql`
      select s.id as key, r.id as told_by, r.officer_id as officer, ${raw(inWords('s.kind', STEPS))} as kind, r.month, s.taken_at as at, r.id as rectification, s.id as step
      from rectification_step s join rectification r on r.id = s.rectification_id`,
    references: ['rectification', 'step'],
    events: { RECTIFICATION_CHANGED: ({ rectification }) => rectification },
  },
  {
    // From when it is arranged it is a talk; what was proposed and came to nothing is none.
    name: 'talk',
    rows: talks(TALK_ARRANGED, sql`t.arranged_at`),
    references: ['talk'],
    events: { TALK_CHANGED: ({ talk }) => talk },
  },
  {
    name: 'talk record',
    rows: talks(TALK_RECORDED, sql`(select k.confirmed_at from talk_record k where k.talk_id = t.id)`),
    references: ['talk'],
    events: { TALK_CHANGED: ({ talk }) => talk },
  },
  {
    name: 'talk cause',
    rows: talks(TALK_CAUSE_FELL, sql`case when t.arranged_at is not null then t.cause_fell_at end`),
    references: ['talk'],
    events: { TALK_CHANGED: ({ talk }) => talk },
  },
  {
    name: 'enrolment',
    rows: enrolments(STUDY_CLASS_ENROLLED, sql`n.enrolled_at`),
    references: ['enrolment'],
    events: { STUDY_CLASS_CHANGED: ({ studyClass }) => studyClass },
  },
  {
    // Each version of it.
    name: 'attendance',
    rows: sql`
      select d.id as key, c.id as told_by, n.officer_id as officer, ${STUDY_CLASS_ATTENDANCE}::text as kind, null::text as month, d.recorded_at as at, n.id as enrolment, d.id as attendance
      from study_attendance d join ${ENROLMENTS} on n.id = d.enrolment_id`,
    references: ['enrolment', 'attendance'],
    events: { STUDY_CLASS_CHANGED: ({ studyClass }) => studyClass },
  },
  {
    name: 'class closed',
    rows: enrolments(STUDY_CLASS_CLOSED, sql`case when n.taken_back_at is null or n.taken_back_at > c.closed_at then c.closed_at end`),
    references: ['enrolment'],
    events: { STUDY_CLASS_CHANGED: ({ studyClass }) => studyClass },
  },
  {
    name: 'enrolment taken back',
    rows: enrolments(STUDY_CLASS_TAKEN_BACK, sql`n.taken_back_at`),
    references: ['enrolment'],
    events: { STUDY_CLASS_CHANGED: ({ studyClass }) => studyClass },
  },
  {
    name: 'streak',
    rows: streaks(STREAK_WARNED, sql`w.raised_at`),
    references: ['warning'],
    events: { WARNING_RAISED: ({ warning }) => warning },
  },
  {
    name: 'streak retracted',
    rows: streaks(STREAK_WARNING_RETRACTED, sql`w.retracted_at`),
    references: ['warning'],
    events: { WARNING_CHANGED: ({ warning, step }) => (step === WarningStep.RETRACT ? warning : undefined) },
  },
  {
    name: 'minutes',
    rows: minutes(MINUTES_ISSUED, sql`m.issued_at`),
    references: ['warning'],
    events: { MINUTES_ISSUED: ({ minutes: key }) => key },
  },
  {
    name: 'minutes retracted',
    rows: minutes(MINUTES_RETRACTED, sql`m.retracted_at`),
    references: ['warning'],
    events: { MINUTES_RETRACTED: ({ minutes: key }) => key },
  },
];

/** What happened to talks at a moment, once there is one. */
function talks(kind: OfficerFileEntryKind, at: Sql): Sql {
  return dated(sql`select t.id as key, t.id as told_by, t.officer_id as officer, ${kind}::text as kind, t.month, ${at} as at, t.id as talk from collective_talk t`);
}

/** Of classes everybody enrolled is told at once, so that events name the class. */
function enrolments(kind: OfficerFileEntryKind, at: Sql): Sql {
  return dated(sql`select n.id as key, c.id as told_by, n.officer_id as officer, ${kind}::text as kind, null::text as month, ${at} as at, n.id as enrolment from ${ENROLMENTS}`);
}

/** Of streaks alone: what else is warned of a person, their deadlines, stands in the steps of their rectification. */
function streaks(kind: OfficerFileEntryKind, at: Sql): Sql {
  return dated(
    sql`select w.id as key, w.id as told_by, w.officer_id as officer, ${kind}::text as kind, w.month, ${at} as at, w.id as warning from warning w where w.origin = 'APPRAISAL'`,
  );
}

/** A study of a person enters when it was held, and its minutes went out. It leads to what it followed from: what the meeting said is for whom the minutes are addressed to. */
function minutes(kind: OfficerFileEntryKind, at: Sql): Sql {
  return dated(sql`
    select m.id as key, m.id as told_by, p.officer_id as officer, ${kind}::text as kind, p.month, ${at} as at, p.warning_id as warning
    from minutes m join study_proposal p on p.id = m.proposal_id where m.issued_at is not null`);
}

/** Those of rows that have their moment. */
function dated(rows: Sql): Sql {
  return sql`select * from (${rows}) as row where row.at is not null`;
}

/** A column of one enum in the words of another. */
function inWords(column: string, words: Readonly<Record<string, string>>): string {
  return `case ${column} ${Object.entries(words)
    .map(([from, to]) => `when '${from}' then '${to}'`)
    .join(' ')} end`;
}
