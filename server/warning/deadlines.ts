import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import sql from 'sql-template-tag';
import { Rectification } from '../../schema/rectification/index.ts';
import { Warning, WarningKind, WarningOrigin, WarningState, WarningStep } from '../../schema/warning/index.ts';
import { dayInChina } from '../calendar.ts';
import type { ClockCheck } from '../clock.ts';
import { type Statements, statementsOn } from '../database/index.ts';
import { appendEvents, type NewEvent } from '../live/index.ts';
import { type Deadline, type DeadlineOf, kindOn, sortOf, TIMED_KINDS, timedCauseOf } from './deadlineRules.ts';
import { warningLife } from './life.ts';
import { readVersions } from './published.ts';
import { type NewCause, raiseWarnings, told } from './raising.ts';
import { type RuleVersion, versionOf } from './rules.ts';

/** Every deadline that has not been met, whenever it is: what is not among them any more has been. */
export type DeadlineSource = (db: Statements, now: Date) => Promise<Deadline[]>;

/** Where the deadlines of each sort come from. Warnings of a sort without a source are left alone. */
export type DeadlineSources = Readonly<Partial<Record<DeadlineOf, DeadlineSource>>>;

/**
 * Makes the warnings of deadlines what the clock says of those that have not been met. Each stands by the rules it was raised by: adopting others ends
 * none.
 */
export function deadlineCheck(sources: DeadlineSources): ClockCheck {
  return { name: 'warning deadlines', run: (em, now) => watchDeadlines(em, now, sources) };
}

async function watchDeadlines(em: EntityManager, now: Date, sources: DeadlineSources): Promise<void> {
  const db = statementsOn(em.getKysely<object>());
  const today = dayInChina(now);
  const versions = await readVersions(db);
  const open: Deadline[] = [];
  for (const source of Object.values(sources)) open.push(...(await source(db, now)));
  const deadlines = new Map(open.map((deadline) => [nameOf(deadline), deadline]));
  const withdrawn = new Set(await warningsOfWithdrawn(db));
  const watched = TIMED_KINDS.filter((kind) => sources[sortOf(kind)]);
  const standing = await em.find(
    Warning,
    { kind: { $in: watched }, state: { $ne: WarningState.RETRACTED }, $or: [{ lapsedAt: null }, { id: { $in: [...withdrawn] } }] },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true },
  );

  const events: NewEvent[] = [];
  const changed = (warning: Warning, step: WarningStep, change: Partial<Warning>) => {
    Object.assign(warning, change, { state: warningLife.after(warning, step) });
    events.push({ kind: 'WARNING_CHANGED', data: { ...told(warning), step } });
  };
  const warnedOf = new Set<string>();
  for (const warning of standing) {
    const deadline = deadlines.get(`${sortOf(warning.kind)} ${warning.cause.slice(warning.kind.length + 1)}`);
    const rules = versions.find(({ id }) => id === warning.ruleBook.id)?.rules ?? {};
    if (withdrawn.has(warning.id)) changed(warning, WarningStep.RETRACT, { retractedAt: now, retractionReason: WITHDRAWN });
    else if (!deadline || kindOn(deadline.of, deadline.dueOn, today, rules) !== warning.kind)
      changed(warning, WarningStep.LAPSE, over(warning, deadline ? SUPERSEDED : DONE[warning.kind], now));
    else warnedOf.add(warning.cause);
  }
  // The old lives must be over before new ones begin: the index allows one a cause.
  await em.flush();
  const causes = open.flatMap((deadline) => newCauseOf(em, deadline, today, versions) ?? []).filter(({ text }) => !warnedOf.has(text));
  // Nobody could have taken it up before: its term begins now, also where the server was down when the day came.
  const raised = await raiseWarnings(em, causes, now);
  await appendEvents(em, [...events, ...raised]);
}

function newCauseOf(em: EntityManager, deadline: Deadline, today: string, versions: readonly RuleVersion[]): NewCause | undefined {
  const version = versionOf(versions, deadline.month);
  const cause = version && timedCauseOf(deadline, today, version.rules);
  if (!cause) return undefined;
  const { unit, month, dueOn, rectification, ofOfficer = false } = deadline;
  const more = { basis: [], dueOn, ofOfficer, rectification: rectification === undefined ? null : em.getReference(Rectification, rectification) };
  // What the board tells belongs to a round: of an officer it tells nothing.
  return { ...cause, origin: WarningOrigin.CLOCK, unit, month, round: ofOfficer ? null : deadline.round, ruleBook: version.id, more };
}

/** What somebody resolved keeps what they said. */
function over(warning: Warning, resolution: string | undefined, now: Date): Partial<Warning> {
  return warning.state === WarningState.RESOLVED ? { lapsedAt: now } : { lapsedAt: now, resolvedAt: now, resolution: resolution ?? null };
}

const WITHDRAWN = '所属帮教整改已撤销。The rectification that it is about was withdrawn.';
const SUPERSEDED = '期限已过，转为逾期。The deadline has passed: it is overdue.';
const DONE: Partial<Record<WarningKind, string>> = {
  RECTIFICATION_DUE: '已办理，或改以其他期限为准。Done, or another date counts now.',
  RECTIFICATION_OVERDUE: '逾期后已办理，或改以其他期限为准。Done after the deadline, or another date counts now.',
  FILING_MISSING: '逾期后已备案。Filed, after its date.',
};

/** `RECTIFICATION XZ01 2026-10 12`: what a cause names after its kind. */
function nameOf({ of, code, month, key }: Deadline): string {
  return `${of} ${code} ${month} ${key}`;
}

/** Also those that were over before: a unit's record must not go on showing what turned out not to have been. */
async function warningsOfWithdrawn(db: Statements): Promise<number[]> {
  const rows = await db.query<{ id: number }>(sql`
    select w.id from rectification r join warning w on w.rectification_id = r.id where r.state = 'WITHDRAWN' and w.state <> 'RETRACTED'`);
  return rows.map(({ id }) => id);
}
