import { Refusal } from '../../schema/problemWording.ts';
import type { Act } from '../../server/act.ts';
import { appendEvents } from '../../server/live/index.ts';
import { arrangeTalk, declineTalk } from '../../server/talk/deciding.ts';
import { talkConsumer } from '../../server/talk/index.ts';
import { confirmTalkRecord, recordTalk } from '../../server/talk/recording.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { emptied } from '../testkit/emptied.ts';
import { handOver } from '../testkit/handOver.ts';
import { seed } from '../testkit/seed.ts';
import { byOfficer, type PlainTalk } from './model.ts';
import { RECORD } from './talkDesk.ts';

const NOW = new Date('2026-11-23T02:00:00Z');

/** The grades and talks of two leaders, whose consumer and verbs a test moves one by one. */
export class TalkCity {
  readonly #database: TestDatabase;
  /** Keys of officers, and of accounts. */
  readonly officers: readonly number[];
  readonly persons: readonly number[];
  #read = 0;

  private constructor(database: TestDatabase, officers: readonly number[], persons: readonly number[]) {
    this.#database = database;
    this.officers = officers;
    this.persons = persons;
  }

  static async found(): Promise<TalkCity> {
    const database = await freshDatabase();
    await seed(database.orm).city().units({ TOWNSHIP: 1 }).officers(2).write();
    const em = database.orm.em.fork();
    const officers = await em.execute<{ id: number }[]>('select id from officer order by id');
    const persons = await em.execute<{ id: number }[]>(
      `insert into account (name, display_name, roles) values ('one', '甲', '{SECRETARY}'), ('two', '乙', '{SECRETARY}') returning id`,
    );
    return new TalkCity(
      database,
      officers.map(({ id }) => id),
      persons.map(({ id }) => id),
    );
  }

  async empty(): Promise<void> {
    this.#read = 0;
    await emptied(this.#database.orm, 'event', 'appraisal_round');
  }

  drop(): Promise<void> {
    return this.#database.drop();
  }

  /** Closes a round of the committee's, and tells of it. */
  async close(month: string, graded: readonly { officer: number; poor: boolean; grader: number }[]): Promise<void> {
    await this.#run(
      `insert into appraisal_round (month, body, state, good_from, medium_from, method, quota_groups, good_share, poor_share, opened_at, closed_at)
      values (?, 'COMMITTEE', 'CLOSED', 90, 75, 'THRESHOLDS', '{}', 30, 5, ?, ?)`,
      [month, NOW, NOW],
    );
    for (const each of graded) await this.#version(month, { ...each, version: 1 });
    await this.#tell({ kind: 'APPRAISAL_ROUND_CHANGED', data: { appraisalRound: await this.#roundOf(month), step: 'CLOSE' as never } });
  }

  /** Puts another version in the place of a grade, and tells of it. */
  async correct(month: string, version: { officer: number; poor: boolean; grader: number; version: number }): Promise<void> {
    await this.#run('update appraisal set superseded_at = ? where round_id = ? and officer_id = ? and superseded_at is null', [NOW, await this.#roundOf(month), version.officer]);
    await this.#tell({ kind: 'APPRAISAL_CORRECTED', data: { appraisal: await this.#version(month, version) } });
  }

  /** Hands every event over that was not yet, so many times each, or all from the beginning; of each the first try dies before its commit where it is to. */
  async consume({ times, anew, dies }: { times: number; anew: boolean; dies: boolean }): Promise<void> {
    // What was logged by handing over concerns no grade.
    this.#read = await handOver(this.#database.orm, talkConsumer, { from: anew ? 0 : this.#read, times, dies });
  }

  /** What a verb is refused with. */
  async act(key: number, verb: string, person: number): Promise<string | null> {
    const em = this.#database.orm.em.fork();
    const act: Act = { now: NOW, account: person, name: '某某' };
    const verbs: Record<string, () => Promise<unknown>> = {
      arrangeTalk: () => arrangeTalk(em, key, { arrangedOn: '2026-11-24', place: '会议室', reason: '须谈话' }, act),
      declineTalk: () => declineTalk(em, key, '不必', act),
      recordTalk: () => recordTalk(em, key, { heldOn: '2026-11-23', ...RECORD }, act),
      confirmTalkRecord: () => confirmTalkRecord(em, key, act),
    };
    try {
      await verbs[verb]?.();
      return null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const [{ code, found, messageEn }] = error.problems as [Refusal['problems'][number]];
      return code === 'TALK_STEP_ILLEGAL' ? `${code} ${found}: ${messageEn.split('what can be done: ')[1]}` : code;
    }
  }

  /** The key of the nth talk with an officer about a month. */
  async keyOf({ officer, month }: PlainTalk, nth: number): Promise<number> {
    const rows = await this.#run<{ id: number }>('select id from collective_talk where officer_id = ? and month = ? order by id', [officer, month]);
    return rows[nth]?.id as number;
  }

  /** The tables, and of each talk what the log tells of it. */
  async talks(): Promise<PlainTalk[]> {
    const rows = await this.#run<PlainTalk>(`
      select t.officer_id as officer, t.month, t.state, a.version, t.arranged_at is not null as arranged, t.cause_fell_at is not null as fell, coalesce(r.writers, '{}') as writers,
        array(select e.data ->> 'step' from event e where e.kind = 'TALK_CHANGED' and (e.data ->> 'talk')::int = t.id and (e.data ->> 'officer')::int = t.officer_id order by e.tx, e.id) as steps
      from collective_talk t join appraisal a on a.id = t.appraisal_id left join talk_record r on r.talk_id = t.id order by t.id`);
    return rows.map((row) => ({ ...row })).sort(byOfficer);
  }

  async #version(month: string, { officer, poor, grader, version }: { officer: number; poor: boolean; grader: number; version: number }): Promise<number> {
    const [row] = await this.#run<{ id: number }>(
      `insert into appraisal (round_id, unit_id, officer_id, subject_name, peer_group, peers, score, grade, version, graded_at, graders)
      select ?, unit_id, id, name, 'LEADERSHIP', 2, 60, ?, ?, ?, array[?]::int[] from officer where id = ? returning id`,
      [await this.#roundOf(month), poor ? 'POOR' : 'MEDIUM', version, NOW, grader, officer],
    );
    return row?.id as number;
  }

  async #roundOf(month: string): Promise<number> {
    return (await this.#run<{ id: number }>('select id from appraisal_round where month = ?', [month]))[0]?.id as number;
  }

  #tell(event: Parameters<typeof appendEvents>[1][number]): Promise<void> {
    return this.#database.orm.em.fork().transactional((em) => appendEvents(em, [event]));
  }

  #run<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return this.#database.orm.em.fork().execute<Row[]>(statement, values as never);
  }
}
