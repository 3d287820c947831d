import { Refusal } from '../../schema/problemWording.ts';
import { decideStudy, declineStudy } from '../../server/study/deciding.ts';
import { draftMinutes } from '../../server/study/drafting.ts';
import { studyConsumer } from '../../server/study/index.ts';
import { issueMinutes } from '../../server/study/issuing.ts';
import { handOver } from '../testkit/handOver.ts';
import type { City } from '../warning/city.ts';
import { byCause, type PlainStudy } from './model.ts';
import { TEXT } from './studyDesk.ts';

const NOW = new Date('2026-11-23T02:00:00Z');

/** The studies of a city whose verbs and consumer a test moves one by one. */
export class StudyCity {
  readonly #city: City;
  #read = 0;

  constructor(city: City) {
    this.#city = city;
  }

  empty(): Promise<void> {
    this.#read = 0;
    return this.#city.empty();
  }

  /** Hands every event over that was not yet, so many times each, or all from the beginning; of each the first try dies before its commit where it is to. */
  async consume({ times, anew, dies }: { times: number; anew: boolean; dies: boolean }): Promise<void> {
    // What was logged by handing over concerns no warning.
    this.#read = await handOver(this.#city.orm, studyConsumer, { from: anew ? 0 : this.#read, times, dies });
  }

  /** What a verb is refused with. */
  async act({ cause, life }: PlainStudy, verb: string, person: number): Promise<string | null> {
    const em = this.#city.orm.em.fork();
    const [row] = await em.execute<{ study: number; minutes: number }[]>(
      'select p.id as study, m.id as minutes from study_proposal p join warning w on w.id = p.warning_id left join minutes m on m.proposal_id = p.id where w.cause = ? and w.life = ?',
      [cause, life],
    );
    const { study, minutes } = row as { study: number; minutes: number };
    const decision = { reason: '须研究', by: '某某', now: NOW };
    try {
      if (verb === 'decideStudy') await decideStudy(em, study, decision);
      else if (verb === 'declineStudy') await declineStudy(em, study, decision);
      else if (verb === 'draftMinutes') await draftMinutes(em, study, TEXT, { person, now: NOW });
      else await issueMinutes(em, minutes, { by: '某某', person, now: NOW });
      return null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const [{ code, found, messageEn }] = error.problems as [Refusal['problems'][number]];
      return `${code} ${found}: ${code === 'STUDY_STEP_ILLEGAL' ? messageEn.split('what can be done: ')[1] : ''}`;
    }
  }

  /** The tables, and of each study what the log tells of it. */
  async studies(): Promise<PlainStudy[]> {
    const rows = await this.#city.orm.em.fork().execute<(Omit<PlainStudy, 'minutes'> & { minutes: PlainStudy['minutes'] })[]>(`
      select w.cause, w.life, p.state, p.basis, array(select e.data ->> 'step' from event e where e.kind = 'STUDY_CHANGED' and (e.data ->> 'study')::int = p.id order by e.tx, e.id) as steps,
        case when m.id is not null then json_build_object('drafters', m.drafters, 'number', m.sequence, 'basis', m.basis, 'isRetracted', m.retracted_at is not null,
          'notices', (select count(*) from retraction_notice n where n.minutes_id = m.id)) end as minutes
      from study_proposal p join warning w on w.id = p.warning_id left join minutes m on m.proposal_id = p.id`);
    return rows.map((row) => ({ ...row })).sort(byCause);
  }
}
