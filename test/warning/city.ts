import sql from 'sql-template-tag';
import { InspectionResult } from '../../schema/inspection/index.ts';
import { Refusal } from '../../schema/problemWording.ts';
import { runCheck } from '../../server/clock.ts';
import { type Statements, statementsOn } from '../../server/database/index.ts';
import { publishInspectionRound } from '../../server/inspection/index.ts';
import { correctInspectionResult } from '../../server/inspection/publication.ts';
import { openInspectionRound, recordFinding, recordInspection } from '../../server/inspection/recording.ts';
import { type DurableConsumer, EventConsumers } from '../../server/live/consumers/index.ts';
import { EventLog } from '../../server/live/index.ts';
import { acknowledgeWarning, resolveWarning } from '../../server/warning/handling.ts';
import { escalationCheck, recomputeWarnings, type WarningDifference, warningConsumer } from '../../server/warning/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { emptied } from '../testkit/emptied.ts';
import { seed } from '../testkit/seed.ts';
import { settled } from '../testkit/settled.ts';
import type { Found, Life, Written } from './model.ts';

const BEGINNING = Date.UTC(2001, 0, 1);
const DAY = 86_400_000;

/** A city whose verbs, clock and consumers a test moves one by one. Its events happen on the day of its clock. */
export class City {
  readonly #database: TestDatabase;
  readonly #units: readonly string[];
  readonly #db: Statements;
  #day = 0;

  private constructor(database: TestDatabase, units: readonly string[]) {
    this.#database = database;
    this.#units = units;
    this.#db = statementsOn(database.orm.em.fork().getKysely<object>());
  }

  static async found(units: readonly string[]): Promise<City> {
    const database = await freshDatabase();
    const count = (prefix: string) => units.filter((unit) => unit.startsWith(prefix)).length;
    await seed(database.orm)
      .city()
      .units({ TOWNSHIP: count('XZ'), CITY: count('SZ') })
      .ruleBook(2026)
      .write();
    return new City(database, units);
  }

  async empty(): Promise<void> {
    await emptied(this.#database.orm, 'event', 'event_consumer', 'set_aside_event', 'warning', 'warning_settlement', 'inspection_round');
    this.#day = 0;
  }

  get orm(): TestDatabase['orm'] {
    return this.#database.orm;
  }

  drop(): Promise<void> {
    return this.#database.drop();
  }

  /** Opens, records and publishes a month; what each unit inspected came to. */
  async publish(month: string, outcomes: readonly (readonly (string | number)[] | undefined)[]): Promise<Map<string, { id: number; found: Found[] }>> {
    const em = () => this.#database.orm.em.fork();
    await openInspectionRound(em(), month);
    const visit = { month, inspectedOn: `${month}-10`, inspector: '孔敏建' };
    const found = new Map<string, Found[]>();
    for (const [n, unitCode] of this.#units.entries()) {
      const outcome = outcomes[n];
      if (!outcome) continue;
      found.set(unitCode, []);
      await recordInspection(em(), { ...visit, unitCode });
      for (let at = 0; at < outcome.length; at += 2) {
        const one = { item: outcome[at] as string, occurrences: outcome[at + 1] as number };
        found.get(unitCode)?.push(one);
        await recordFinding(em(), { ...visit, unitCode, itemCode: one.item, occurrences: one.occurrences, evidence: '台账缺失' });
      }
    }
    await publishInspectionRound(em(), month);
    await this.#dateEvents();
    const results = await this.#currentResults(month);
    return new Map([...found].map(([unit, each]) => [unit, { id: results.get(unit) as number, found: each }]));
  }

  /** Takes back what was found, or adds one occurrence of an item, or both. */
  async correct(unit: string, month: string, { retract, record }: { retract: boolean; record: string | undefined }) {
    const before = await this.#currentResults(month);
    const findings = await this.#db.query<{ id: number; item: string; occurrences: number }>(sql`
      select f.id, i.code as item, f.occurrences from finding f join rule_item i on i.id = f.item_id join inspection n on n.id = f.inspection_id
      join unit u on u.id = n.unit_id join inspection_round o on o.id = n.round_id
      where u.code = ${unit} and o.month = ${month} and f.until_version is null order by f.id`);
    const input = { itemCode: record as string, occurrences: 1, evidence: '补记', inspectedOn: `${month}-12`, inspector: '孔敏建' };
    await correctInspectionResult(this.#database.orm.em.fork(), before.get(unit) as number, {
      reason: '复核',
      retract: retract ? findings.map(({ id }) => id) : [],
      record: record ? [input] : [],
    });
    await this.#dateEvents();
    const written = await this.#db.query<{ result: number }>(sql`
      select (data ->> 'result')::int as result from event where kind = 'RESULT_PUBLISHED' and not (data ->> 'result')::int = any(${[...before.values()]}::int[])
        and (data ->> 'result')::int in (select id from inspection_result where superseded_at is null and round_id = (select id from inspection_round where month = ${month}))
      order by tx, id`);
    const em = this.#database.orm.em.fork();
    const results: Written[] = [];
    for (const { result } of written) {
      const row = await em.findOneOrFail(InspectionResult, result, { populate: ['unit'] });
      results.push({ unit: row.unit.code, month, id: row.id });
    }
    const kept = retract ? [] : findings.map(({ item, occurrences }) => ({ item, occurrences }));
    return { unit, month, found: [...kept, ...(record ? [{ item: record, occurrences: 1 }] : [])], written: results };
  }

  /** Takes a step as a person; what it was refused with. */
  async step(cause: string, life: number, step: 'ACKNOWLEDGE' | 'RESOLVE'): Promise<{ code: string; found: string; message: string } | null> {
    const [row] = await this.#db.query<{ id: number }>(sql`select id from warning where cause = ${cause} and life = ${life}`);
    const em = this.#database.orm.em.fork();
    try {
      if (step === 'ACKNOWLEDGE') await acknowledgeWarning(em, row?.id as number, { note: '已阅', by: '某某' });
      else await resolveWarning(em, row?.id as number, { reason: '已整改', by: '某某' });
      await this.#dateEvents();
      return null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, found, message } = error.problems[0] as { code: string; found: string; message: string };
      return { code, found, message };
    }
  }

  wait(days: number): void {
    this.#day += days;
  }

  async look(): Promise<void> {
    expectTrue(await runCheck(this.#database.orm, escalationCheck, new Date(BEGINNING + this.#day * DAY)));
    await this.#dateEvents();
  }

  /** Lets the consumers of so many processes read to the end. The nth event handled, of each number named, dies before its commit; `anew` makes them forget where they were. */
  async consume({ crashes, anew, processes }: { crashes: readonly number[]; anew: boolean; processes: number }): Promise<void> {
    const { orm, url } = this.#database;
    if (anew) await this.#db.query(sql`delete from event_consumer`);
    let handled = 0;
    const dying: DurableConsumer = {
      ...warningConsumer,
      handle: async (event, em) => {
        await warningConsumer.handle(event, em);
        if (crashes.includes(handled++)) throw new Error('The process dies here');
      },
    };
    const log = await EventLog.open(orm);
    const arrivals = { arrived: () => new Promise<void>((resolve) => setImmediate(resolve)) };
    const pace = { poll: 1, waits: [1, 1, 1, 1, 1, 1] as [number, ...number[]], longest: 30_000 };
    const options = { orm, databaseUrl: url, log, arrivals, consumers: [dying], report: () => undefined, pace };
    const running = await Promise.all(Array.from({ length: processes }, () => EventConsumers.start(options)));
    try {
      await settled(orm, [warningConsumer]);
    } finally {
      await Promise.all(running.map((consumers) => consumers.stop()));
    }
    await this.#dateEvents();
  }

  difference(): Promise<WarningDifference> {
    return recomputeWarnings(this.#db);
  }

  /** The table, and of each warning what the log tells of it. */
  async warnings(): Promise<Life[]> {
    const days = (column: string) => `(extract(epoch from ${column}) * 1000 - ${BEGINNING}) / ${DAY}`;
    const rows = await this.#database.orm.em.fork().execute<Life[]>(`
      select cause, life, state, level, escalations, (${days('raised_at')})::float8 as "raisedOn", (${days('escalated_at')})::float8 as "escalatedOn",
        (${days('retracted_at')})::float8 as "retractedOn", basis,
        array(select coalesce(e.data ->> 'step', 'RAISE') from event e where e.kind like 'WARNING_%' and (e.data ->> 'warning')::int = w.id order by e.tx, e.id) as steps
      from warning w`);
    return rows.map((row) => ({ ...row })).sort((a, b) => a.cause.localeCompare(b.cause) || a.life - b.life);
  }

  /** What was logged just now happened on the day it is. */
  async #dateEvents(): Promise<void> {
    await this.#db.query(sql`update event set at = ${new Date(BEGINNING + this.#day * DAY)} where at > now() - interval '1 hour'`);
  }

  async #currentResults(month: string): Promise<Map<string, number>> {
    const rows = await this.#db.query<{ unit: string; id: number }>(sql`
      select u.code as unit, r.id from inspection_result r join unit u on u.id = r.unit_id join inspection_round o on o.id = r.round_id
      where o.month = ${month} and r.superseded_at is null`);
    return new Map(rows.map(({ unit, id }) => [unit, id]));
  }
}

function expectTrue(done: boolean): void {
  if (!done) throw new Error('Another process was at it');
}
