import type { EntityManager } from '@mikro-orm/postgresql';
import { AppraisalBody, AppraisalRound, Dimension } from '../../schema/appraisal/index.ts';
import { globalId } from '../../schema/Node.ts';
import { Officer, OfficerTier, Unit } from '../../schema/organisation/index.ts';
import { Refusal } from '../../schema/problemWording.ts';
import { gradeAppraisals } from '../../server/appraisal/grading.ts';
import { correctAppraisal, dismissAppraisalObjection, objectToAppraisal, upholdAppraisalObjection } from '../../server/appraisal/objections.ts';
import { openAppraisalRound } from '../../server/appraisal/opening.ts';
import { approveAppraisalRound, closeAppraisalRound, openAppraisalExplanation, publiciseAppraisalRound } from '../../server/appraisal/steps.ts';
import { addWorkingDays } from '../../server/calendar.ts';
import { publishInspectionRound } from '../../server/inspection/index.ts';
import { correctInspectionResult } from '../../server/inspection/publication.ts';
import { openInspectionRound, recordFinding, recordInspection } from '../../server/inspection/recording.ts';
import { EventConsumers } from '../../server/live/consumers/index.ts';
import { EventLog } from '../../server/live/index.ts';
import { reactions } from '../../server/reactions.ts';
import { decideStudy } from '../../server/study/deciding.ts';
import { draftMinutes } from '../../server/study/drafting.ts';
import { issueMinutes } from '../../server/study/issuing.ts';
import { TEXT } from '../study/studyDesk.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { emptied } from '../testkit/emptied.ts';
import { seed } from '../testkit/seed.ts';
import { settled } from '../testkit/settled.ts';
import { byCause, type Followed, type Grade, type Graded, type PlainStudy, type Stream } from './model.ts';

/** Occurrences of an item of 25 points. */
const FOUND: Record<Grade, number> = { GOOD: 0, MEDIUM: 1, POOR: 2 };
const SCORE: Record<Grade, string> = { GOOD: '95', MEDIUM: '80', POOR: '60' };
const NOW = new Date('2026-11-23T02:00:00Z');
/** Accounts: who grades does not approve, and neither reviews. */
const PEOPLE = ['grader', 'approver', 'reviewer', 'corrector'] as const;

/** One organ and its leader, with everything that reacts to the log running beside them. */
export class ChainCity {
  readonly #database: TestDatabase;
  readonly #people: Record<(typeof PEOPLE)[number], number>;
  #running: EventConsumers | undefined;
  /** Corrections are each made by somebody else: whoever corrected a subject has graded it. */
  #correctors = 0;

  private constructor(database: TestDatabase, people: number[]) {
    this.#database = database;
    this.#people = Object.fromEntries(PEOPLE.map((name, at) => [name, people[at]])) as Record<(typeof PEOPLE)[number], number>;
  }

  static async found(): Promise<ChainCity> {
    const database = await freshDatabase();
    await seed(database.orm).city().units({ TOWNSHIP: 1 }).ruleBook(2026).write();
    const em = database.orm.em.fork();
    const unit = await em.findOneOrFail(Unit, { code: 'XZ01' });
    unit.isPoliticalLegalOrgan = true;
    em.create(Officer, { code: 'XZ01-01', name: '孔敏建', unit, post: '主要负责人', tier: OfficerTier.LEADERSHIP });
    await em.flush();
    return new ChainCity(database, await accounts(em, PEOPLE));
  }

  /** Begins anew, with nothing published. */
  async begin(): Promise<void> {
    await emptied(this.#database.orm, 'event', 'event_consumer', 'set_aside_event', 'warning_settlement', 'inspection_round', 'appraisal_round', 'rectification', 'study_proposal');
    const { orm, url: databaseUrl } = this.#database;
    const arrivals = { arrived: () => new Promise<void>((resolve) => setImmediate(resolve)) };
    const pace = { poll: 1, waits: [1, 1, 1, 1, 1, 1] as [number, ...number[]], longest: 30_000 };
    const report = (error: unknown) => {
      throw error;
    };
    this.#running = await EventConsumers.start({ orm, databaseUrl, log: await EventLog.open(orm), arrivals, consumers: reactions, report, pace });
  }

  async end(): Promise<void> {
    await this.#running?.stop();
    this.#running = undefined;
  }

  async drop(): Promise<void> {
    await this.end();
    await this.#database.drop();
  }

  async publish(month: string, grade: Grade): Promise<Graded> {
    const visit = { month, unitCode: 'XZ01', inspectedOn: `${month}-10`, inspector: '孔敏建' };
    await openInspectionRound(this.#em, month);
    await recordInspection(this.#em, visit);
    if (FOUND[grade]) await recordFinding(this.#em, { ...visit, itemCode: 'A4', occurrences: FOUND[grade], evidence: '台账缺失' });
    await publishInspectionRound(this.#em, month);
    return { grade, id: await this.#result(month) };
  }

  /** Publishes a month again, with another grade. */
  async correct(month: string, grade: Grade): Promise<Graded> {
    const findings = await this.#em.execute<{ id: number }[]>(
      'select f.id from finding f join inspection n on n.id = f.inspection_id join inspection_round o on o.id = n.round_id where o.month = ? and f.until_version is null',
      [month],
    );
    const input = { itemCode: 'A4', occurrences: FOUND[grade], evidence: '复核', inspectedOn: `${month}-12`, inspector: '孔敏建' };
    await correctInspectionResult(this.#em, await this.#result(month), { reason: '复核', retract: findings.map(({ id }) => id), record: FOUND[grade] ? [input] : [] });
    return { grade, id: await this.#result(month) };
  }

  /** Takes the committee's round of a month from its opening into publicity; who is not named is not rated. */
  async appraise(month: string, grades: ReadonlyMap<Stream, Grade>): Promise<Map<Stream, Graded>> {
    const { grader, approver } = this.#people;
    const { id } = await openAppraisalRound(this.#em, { month }, { now: NOW });
    const subjects = await Promise.all([...grades].map(async ([stream, grade]) => ({ subject: await this.#subject(stream), dimensions: six(grade) })));
    await gradeAppraisals(this.#em, id, subjects, { by: grader, now: NOW });
    const { explainBy } = await openAppraisalExplanation(this.#em, id, { now: NOW });
    await approveAppraisalRound(this.#em, id, { by: approver, now: noonAfter(explainBy) });
    await publiciseAppraisalRound(this.#em, id, { now: noonAfter(explainBy) });
    return new Map(await Promise.all([...grades].map(async ([stream, grade]): Promise<[Stream, Graded]> => [stream, { grade, id: await this.#appraisal(month, stream) }])));
  }

  async object(month: string, stream: Stream): Promise<void> {
    await objectToAppraisal(this.#em, await this.#appraisal(month, stream), '漏计一次立功', { now: NOW });
  }

  async uphold(month: string, stream: Stream, grade: Grade): Promise<Graded> {
    await upholdAppraisalObjection(this.#em, await this.#objection(month, stream), { reason: '确系漏计', dimensions: six(grade) }, await this.#another());
    return { grade, id: await this.#appraisal(month, stream) };
  }

  async dismiss(month: string, stream: Stream): Promise<void> {
    await dismissAppraisalObjection(this.#em, await this.#objection(month, stream), '已经计入', { by: this.#people.reviewer, now: NOW });
  }

  /** What closing is refused with; null where the round is closed. */
  async close(month: string): Promise<string | null> {
    const round = await this.#em.findOneOrFail(AppraisalRound, { month, body: AppraisalBody.COMMITTEE });
    try {
      await closeAppraisalRound(this.#em, round.id, { now: noonAfter(round.publicityEndsOn) });
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error.problems[0]?.code ?? '';
      throw error;
    }
  }

  /** Grades a subject of a closed round anew. */
  async regrade(month: string, stream: Stream, grade: Grade): Promise<Graded> {
    const { id } = await correctAppraisal(this.#em, await this.#appraisal(month, stream), { reason: '复核', dimensions: six(grade) }, await this.#another());
    return { grade, id };
  }

  /** Decides every study that is proposed, and issues its minutes. */
  async conclude(): Promise<void> {
    await this.settled();
    const { grader, approver } = this.#people;
    for (const { id } of await this.#em.execute<{ id: number }[]>(`select id from study_proposal where state = 'PROPOSED' order by id`)) {
      await decideStudy(this.#em, id, { reason: '须研究', by: '某某', now: NOW });
      const minutes = await draftMinutes(this.#em, id, TEXT, { person: grader, now: NOW });
      await issueMinutes(this.#em, minutes.id, { by: '某某', person: approver, now: NOW });
    }
  }

  /** Resolves when nothing that was logged is left to react to. */
  settled(): Promise<void> {
    return settled(this.#database.orm, reactions);
  }

  /** What followed, by the tables. */
  async shown() {
    await this.settled();
    const [warnings, rectifications, studies] = [
      await this.#em.execute<Followed[]>(`select cause, life, state, basis from warning where kind in ('STREAK_GOOD', 'STREAK_POOR', 'RESULT_POOR')`),
      await this.#em.execute<Followed[]>(`
        select concat_ws(' ', case when r.officer_id is not null then 'APPRAISAL_OF_OFFICER' when r.appraisal_id is not null then 'APPRAISAL_OF_ORGAN' end, coalesce(o.code, u.code), r.month) as cause,
          (row_number() over (partition by u.id, o.id, r.origin, r.month order by r.id))::int as life, r.state, array[coalesce(r.appraisal_id, r.result_id)] as basis
        from rectification r join unit u on u.id = r.unit_id left join officer o on o.id = r.officer_id`),
      await this.#em.execute<PlainStudy[]>(`
        select w.cause, w.life, p.state, p.basis, (select count(*)::int from retraction_notice n join minutes m on m.id = n.minutes_id where m.proposal_id = p.id) as notices
        from study_proposal p join warning w on w.id = p.warning_id`),
    ];
    const plain = <T extends Followed>(rows: readonly T[]) => rows.map((row) => ({ ...row })).sort(byCause);
    return { warnings: plain(warnings), rectifications: plain(rectifications), studies: plain(studies) };
  }

  get #em(): EntityManager {
    return this.#database.orm.em.fork();
  }

  async #another() {
    const [by] = await accounts(this.#em, [`corrector${this.#correctors++}`]);
    return { by: by as number, now: NOW };
  }

  async #subject(stream: Stream): Promise<string> {
    const [kind, code] = stream.split(' ') as [string, string];
    return kind === 'APPRAISAL_OF_OFFICER'
      ? globalId('Officer', (await this.#em.findOneOrFail(Officer, { code })).id)
      : globalId('Unit', (await this.#em.findOneOrFail(Unit, { code })).id);
  }

  async #result(month: string): Promise<number> {
    const [row] = await this.#em.execute<{ id: number }[]>(
      'select r.id from inspection_result r join inspection_round o on o.id = r.round_id where o.month = ? and r.superseded_at is null',
      [month],
    );
    return row?.id as number;
  }

  async #appraisal(month: string, stream: Stream): Promise<number> {
    const [row] = await this.#em.execute<{ id: number }[]>(
      `select a.id from appraisal a join appraisal_round o on o.id = a.round_id where o.month = ? and a.superseded_at is null and (a.officer_id is null) = ?`,
      [month, stream.startsWith('APPRAISAL_OF_ORGAN')],
    );
    return row?.id as number;
  }

  async #objection(month: string, stream: Stream): Promise<number> {
    const [row] = await this.#em.execute<{ id: number }[]>(
      `select j.id from appraisal_objection j join appraisal a on a.id = j.appraisal_id join appraisal_round o on o.id = a.round_id where o.month = ? and j.state = 'OPEN' and (a.officer_id is null) = ?`,
      [month, stream.startsWith('APPRAISAL_OF_ORGAN')],
    );
    return row?.id as number;
  }
}

function six(grade: Grade) {
  return Object.values(Dimension).map((dimension) => ({ dimension, score: SCORE[grade], evidence: '有据可查' }));
}

function noonAfter(day: string | null | undefined): Date {
  return new Date(`${addWorkingDays(day as string, 1)}T04:00:00Z`);
}

async function accounts(em: EntityManager, names: readonly string[]): Promise<number[]> {
  const rows = await em.execute<{ id: number }[]>(
    `insert into account (name, display_name, roles) values ${names.map((name) => `('${name}', 'P', '{STAFF}')`).join(', ')} returning id`,
  );
  return rows.map(({ id }) => id);
}
