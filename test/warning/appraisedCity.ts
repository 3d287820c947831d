import sql from 'sql-template-tag';
import { globalId } from '../../schema/Node.ts';
import { Officer, OfficerTier, Unit } from '../../schema/organisation/index.ts';
import { gradeAppraisals } from '../../server/appraisal/grading.ts';
import { correctAppraisal, objectToAppraisal, upholdAppraisalObjection } from '../../server/appraisal/objections.ts';
import { openAppraisalRound } from '../../server/appraisal/opening.ts';
import { approveAppraisalRound, closeAppraisalRound, openAppraisalExplanation, publiciseAppraisalRound } from '../../server/appraisal/steps.ts';
import { type Statements, statementsOn } from '../../server/database/index.ts';
import { recomputeWarnings, type WarningDifference, warningConsumer } from '../../server/warning/index.ts';
import { six } from '../appraisal/offices.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { emptied } from '../testkit/emptied.ts';
import { handOver } from '../testkit/handOver.ts';
import { seed } from '../testkit/seed.ts';

/** Organs, and one of the leadership of each; and a reserve cadre, whose streaks count for nothing. */
export const SUBJECTS = ['XZ01', 'XZ02', 'XZ01-1', 'XZ02-1', 'XZ01-2'];

/** A warning as the model and the table are compared by. */
export interface AppraisedLife {
  cause: string;
  life: number;
  state: string;
  basis: number[];
  /** As the log tells. */
  steps: string[];
}

/** Appraisals as they came to be: by the code of each subject. */
export type Keys = Map<string, number>;

const GRADING = new Date('2026-10-09T02:00:00Z');
const APPROVING = new Date('2026-11-09T02:00:00Z');
const CLOSING = new Date('2026-12-09T02:00:00Z');

/** A city whose committee's rounds, and whose consumer of warnings, a test moves one by one. */
export class AppraisedCity {
  readonly #database: TestDatabase;
  readonly #db: Statements;
  /** How much of the log was read. */
  #read = 0;

  private constructor(database: TestDatabase) {
    this.#database = database;
    this.#db = statementsOn(database.orm.em.fork().getKysely<object>());
  }

  static async found(): Promise<AppraisedCity> {
    const database = await freshDatabase();
    await seed(database.orm).city().units({ TOWNSHIP: 2 }).write();
    const em = database.orm.em.fork();
    for (const unit of await em.find(Unit, {})) {
      unit.isPoliticalLegalOrgan = true;
      const tiers = [OfficerTier.LEADERSHIP, OfficerTier.RESERVE];
      tiers.forEach((tier, at) => void em.create(Officer, { code: `${unit.code}-${at + 1}`, name: `干警${unit.code}-${at + 1}`, unit, post: '职务', tier }));
    }
    await em.flush();
    return new AppraisedCity(database);
  }

  async empty(): Promise<void> {
    await emptied(this.#database.orm, 'event', 'event_consumer', 'warning', 'warning_settlement', 'appraisal_round');
    this.#read = 0;
  }

  drop(): Promise<void> {
    return this.#database.drop();
  }

  /** Grades a month and takes its round to the end, with an objection of one subject upheld on the way where there is one; the appraisals that hold then. */
  async close(month: string, scores: ReadonlyMap<string, number>, upheld?: { code: string; score: number }): Promise<Keys> {
    const em = () => this.#database.orm.em.fork();
    const round = (await openAppraisalRound(em(), { month }, { now: GRADING })).id;
    const grades = await Promise.all([...scores].map(async ([code, score]) => ({ subject: await this.#idOf(code), dimensions: dimensionsOf(score) })));
    await gradeAppraisals(em(), round, grades, { by: null, now: GRADING });
    await openAppraisalExplanation(em(), round, { now: GRADING });
    await approveAppraisalRound(em(), round, { by: null, now: APPROVING });
    await publiciseAppraisalRound(em(), round, { now: APPROVING });
    if (upheld) {
      const key = (await this.#current(month)).get(upheld.code) as number;
      const { id } = await objectToAppraisal(em(), key, '有误', { now: APPROVING });
      await upholdAppraisalObjection(em(), id, { reason: '复核', dimensions: dimensionsOf(upheld.score) }, { by: null, now: APPROVING });
    }
    await closeAppraisalRound(em(), round, { now: CLOSING });
    return this.#current(month);
  }

  /** Another score for a subject of a closed month; the key of the version that it makes. */
  async correct(month: string, code: string, score: number): Promise<number> {
    const key = (await this.#current(month)).get(code) as number;
    return (await correctAppraisal(this.#database.orm.em.fork(), key, { reason: '复核', dimensions: dimensionsOf(score) }, { by: null, now: CLOSING })).id;
  }

  /** Hands over every event that was not yet, so many times each, or all from the beginning; of each the first try dies before its commit where it is to. */
  async consume({ times, anew, dies }: { times: number; anew: boolean; dies: boolean }): Promise<void> {
    // What was logged by handing over concerns no warning.
    this.#read = await handOver(this.#database.orm, warningConsumer, { from: anew ? 0 : this.#read, times, dies });
  }

  difference(): Promise<WarningDifference> {
    return recomputeWarnings(this.#db);
  }

  /** The table, and of each warning what the log tells of it. */
  async warnings(): Promise<AppraisedLife[]> {
    const rows = await this.#database.orm.em.fork().execute<AppraisedLife[]>(`
      select cause, life, state, basis,
        array(select coalesce(e.data ->> 'step', 'RAISE') from event e where e.kind like 'WARNING_%' and (e.data ->> 'warning')::int = w.id order by e.tx, e.id) as steps
      from warning w`);
    return rows.map((row) => ({ ...row })).sort((a, b) => a.cause.localeCompare(b.cause) || a.life - b.life);
  }

  async #current(month: string): Promise<Keys> {
    const rows = await this.#db.query<{ code: string; id: number }>(sql`
      select coalesce(o.code, u.code) as code, a.id from appraisal a join appraisal_round r on r.id = a.round_id join unit u on u.id = a.unit_id left join officer o on o.id = a.officer_id
      where r.month = ${month} and a.superseded_at is null`);
    return new Map(rows.map(({ code, id }) => [code, id]));
  }

  async #idOf(code: string): Promise<string> {
    const [{ id }] = (await this.#db.query<{ id: number }>(
      code.includes('-') ? sql`select id from officer where code = ${code}` : sql`select id from unit where code = ${code}`,
    )) as [{ id: number }];
    return globalId(code.includes('-') ? 'Officer' : 'Unit', id);
  }
}

function dimensionsOf(score: number): never {
  return six(String(score), score < 75 ? '多次迟到' : undefined) as never;
}
