import { talkConsumer } from '../../server/talk/index.ts';
import { Offices, six } from '../appraisal/offices.ts';
import { handOver } from '../testkit/handOver.ts';

const INPUTS: Record<string, string> = { arrangeTalk: 'ArrangeTalkInput!', recordTalk: 'TalkRecordInput!' };

export interface Talk {
  id: string;
  state: string;
  month: string;
  officer: { code: string };
  appraisal: { version: number; grade: string };
  reason: string | null;
  arrangedOn: string | null;
  causeFellAt: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: as the record has it
  records: { nodes: any[] };
}

/** What an officer may read, too. */
const TALK = `id state month officer { code } appraisal { version grade } reason arrangedOn place causeFellAt
  records { nodes { heldOn place attendees said help response confirmedAt } }`;

export const RECORD = { place: '市委三楼会议室', attendees: '关立新、贺文', said: '指出台账不实。', help: '每周由分管副书记督导一次。', response: '诚恳接受，限期改正。' };

/** Talks with the leader of XZ01, `chief01`, whom `staff` grades and `secretary` approves. */
export class TalkDesk {
  readonly offices: Offices;

  private constructor(offices: Offices) {
    this.offices = offices;
  }

  static async found(): Promise<TalkDesk> {
    return new TalkDesk(await Offices.found());
  }

  /** A round of the committee's in which the leader has a score, closed in October. */
  async closed(month: string, score: string): Promise<string> {
    this.offices.on('2026-10-09');
    const round = await this.offices.open(month, {}, 'staff');
    await this.offices.grade(round, { 'XZ01-01': score }, 'staff');
    await this.offices.bring(round, 'CLOSED', ['secretary', 'staff']);
    return round;
  }

  /** Corrects what the leader has in a round that is closed: as somebody who has not graded them yet, though no office has so many. */
  async correct(round: string, score: string, by = 'deputy'): Promise<void> {
    const { 'XZ01-01': appraisal } = await this.offices.appraisals('staff', round);
    await this.offices.server.database.orm.em.fork().execute(`update appraisal set graders = '{}'`);
    const dimensions = six(score, Number(score) < 75 ? '多次迟到' : undefined);
    await this.offices.must(by, 'correctAppraisal', { appraisal: appraisal.id, reason: '评分有误', dimensions });
  }

  async follow(dies = false): Promise<void> {
    await handOver(this.offices.server.database.orm, talkConsumer, { dies });
  }

  /** As somebody sees them, oldest first; the code of what they are refused with. */
  async talks(by: string, month: string): Promise<Talk[]> {
    const { data, errors } = await this.offices.who(by).ask(`{ talks(filter: { month: { eq: "${month}" } }, orderBy: { field: proposedAt }) { nodes { ${TALK} } } }`);
    if (errors) throw new Error(String(errors[0]?.extensions.code));
    return data.talks.nodes;
  }

  async only(month: string): Promise<Talk> {
    const all = await this.talks('staff', month);
    if (all.length !== 1) throw new Error(`${all.length} talks are about ${month}`);
    return all[0] as Talk;
  }

  arrange(by: string, talk: string, more: object = {}): Promise<string[]> {
    return this.act(by, 'arrangeTalk', { talk, arrangedOn: '2026-12-07', place: '市委三楼会议室', reason: '须集体谈话', ...more });
  }

  record(by: string, talk: string, more: object = {}): Promise<string[]> {
    return this.act(by, 'recordTalk', { talk, heldOn: '2026-12-07', ...RECORD, ...more });
  }

  /** What a verb was refused with: `CODE field found → legal`. */
  async act(by: string, verb: string, args: object): Promise<string[]> {
    const input = INPUTS[verb];
    const declared = input ? `$input: ${input}` : Object.keys(args).map((each) => `$${each}: ${each === 'talk' ? 'ID!' : 'String!'}`);
    const passed = input ? 'input: $input' : Object.keys(args).map((each) => `${each}: $${each}`);
    const { data, errors } = await this.offices
      .who(by)
      .ask(`mutation (${declared}) { ${verb}(${passed}) { talk { id } problems { code field found messageEn } } }`, (input ? { input: args } : args) as Record<string, unknown>);
    if (errors) return errors.map(({ extensions }) => String(extensions.code));
    const { talk, problems } = data[verb];
    if (!problems.length && !talk) throw new Error(`${verb} answers nothing`);
    return problems.map(({ code, field, found, messageEn }: Record<string, string>) =>
      [code, field, found, code?.endsWith('STEP_ILLEGAL') ? messageEn?.split('can be done: ')[1] : ''].filter(Boolean).join(' '),
    );
  }

  stop(): Promise<void> {
    return this.offices.stop();
  }
}
