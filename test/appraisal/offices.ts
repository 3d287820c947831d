import { globalId } from '../../schema/Node.ts';
import { Officer, OfficerTier, Unit } from '../../schema/organisation/index.ts';
import type { DurableConsumer } from '../../server/live/consumers/index.ts';
import { administrator, person, Visitor } from '../access/visitors.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';

/** What each verb is asked for, and shows. */
const ARGUMENTS: Record<string, string> = {
  input: 'OpenAppraisalRoundInput!',
  unitCode: 'String!',
  appraisalRound: 'ID!',
  grades: '[AppraisalGradeInput!]!',
  appraisal: 'ID!',
  objection: 'ID!',
  text: 'String!',
  reason: 'String!',
  dimensions: '[DimensionScoreInput!]!',
};
const SHOWN: Record<string, string> = {
  explainAppraisal: 'statement { id }',
  objectToAppraisal: 'objection { id state }',
  upholdAppraisalObjection: 'objection { id state revision reason }',
  dismissAppraisalObjection: 'objection { id state revision reason }',
  correctAppraisal: 'appraisal { id version grade }',
};
const ROUND = 'appraisalRound { id state revision explainBy publicityEndsOn fileBy filedAt filedLate }';

const DIMENSIONS = ['VIRTUE', 'ABILITY', 'DILIGENCE', 'ACHIEVEMENT', 'INTEGRITY', 'LEARNING'];

/** All six alike; with evidence for the first where some is given. */
export function six(score: string, evidence?: string) {
  return DIMENSIONS.map((dimension, at) => ({ dimension, score, ...(at === 0 && evidence ? { evidence } : {}) }));
}

// biome-ignore lint/suspicious/noExplicitAny: tests name the shape they expect of an answer
type Payload = any;

/** The committee and two organs, XZ01 with 1 leader, 1 reserve, 2 of the middle level and 12 of staff; a clock that is set by hand, and people of every role. */
export class Offices {
  readonly server: TestServer;
  readonly #people = new Map<string, Visitor & { account: string }>();
  readonly #clock: { at: Date };

  private constructor(server: TestServer, clock: { at: Date }) {
    this.server = server;
    this.#clock = clock;
  }

  /** On whose server these react to what is logged. */
  static async found(reactions: readonly DurableConsumer[] = []): Promise<Offices> {
    const clock = { at: new Date('2026-10-09T01:00:00Z') };
    const server = await startTestServer({ openToEveryone: false, trustProxy: true, now: () => clock.at, reactions });
    await seed(server.database.orm).city().units({ TOWNSHIP: 3 }).ruleBook(2026).write();
    const em = server.database.orm.em.fork();
    const units = await em.find(Unit, {}, { orderBy: { code: 'asc' } });
    const { LEADERSHIP, RESERVE, MIDDLE, STAFF } = OfficerTier;
    for (const unit of units.slice(0, 2)) {
      unit.isPoliticalLegalOrgan = true;
      const tiers = [LEADERSHIP, RESERVE, MIDDLE, MIDDLE, ...Array<OfficerTier>(12).fill(STAFF)];
      tiers.forEach((tier, at) => {
        const code = `${unit.code}-${String(at + 1).padStart(2, '0')}`;
        em.create(Officer, { code, name: `干警${code}`, unit, post: '职务', tier });
      });
    }
    await em.flush();
    const offices = new Offices(server, clock);
    await offices.#hire(units);
    return offices;
  }

  /** Who is called so: `staff`, `secretary`, `deputy`, `cadre1`… of XZ01, `other` of XZ02, `officer05`, `reporter`, `leader`. */
  who(name: string): Visitor & { account: string } {
    const found = this.#people.get(name);
    if (!found) throw new Error(`Nobody is called ${name}`);
    return found;
  }

  /** It is noon in China on a day. */
  on(day: string): void {
    this.#clock.at = new Date(`${day}T04:00:00Z`);
  }

  /** The id of an organ or officer by its code. */
  async idOf(code: string): Promise<string> {
    const em = this.server.database.orm.em.fork();
    if (code.includes('-')) return globalId('Officer', (await em.findOneOrFail(Officer, { code })).id);
    return globalId('Unit', (await em.findOneOrFail(Unit, { code })).id);
  }

  /** Calls a verb, and answers its payload; `forbidden` where policies do not let them. */
  async call(name: string, verb: string, args: Record<string, unknown>): Promise<Payload> {
    const declared = Object.keys(args).map((each) => `$${each}: ${ARGUMENTS[each]}`);
    const passed = Object.keys(args).map((each) => `${each}: $${each}`);
    const { data, errors } = await this.who(name).ask(
      `mutation (${declared.join(', ')}) { ${verb}(${passed.join(', ')}) { ${SHOWN[verb] ?? ROUND} problems { code field found message messageEn } } }`,
      args,
    );
    if (errors?.some(({ extensions }) => extensions.code === 'FORBIDDEN')) return { forbidden: true };
    if (errors) throw new Error(JSON.stringify(errors, null, 1));
    return data[verb];
  }

  /** The same of what must be done. */
  async must(name: string, verb: string, args: Record<string, unknown>): Promise<Payload> {
    const payload = await this.call(name, verb, args);
    if (payload.forbidden || payload.problems.length) throw new Error(`${name} ${verb}: ${JSON.stringify(payload)}`);
    return payload;
  }

  async problems(name: string, verb: string, args: Record<string, unknown>): Promise<{ code: string; field: string; found: string; message: string }[]> {
    return (await this.call(name, verb, args)).problems;
  }

  /** Opens a round of XZ01 by `cadre1`, or with `by: 'staff'` the committee's; its id. */
  async open(month: string, more: Record<string, unknown> = {}, by = 'cadre1'): Promise<string> {
    const payload =
      by === 'staff'
        ? this.must(by, 'openAppraisalRound', { input: { month, ...more } })
        : this.must(by, 'openOrganAppraisalRound', { unitCode: 'XZ01', input: { month, ...more } });
    return (await payload).appraisalRound.id;
  }

  /** Grades subjects, each all six alike: `{ 'XZ01-05': '95' }`. Who is below 75 has evidence. */
  async grade(appraisalRound: string, scores: Record<string, string>, by = 'cadre1'): Promise<Payload> {
    const grades = await Promise.all(
      Object.entries(scores).map(async ([code, score]) => ({ subject: await this.idOf(code), dimensions: six(score, Number(score) < 75 ? '多次迟到' : undefined) })),
    );
    return this.must(by, 'gradeAppraisals', { appraisalRound, grades });
  }

  /** Takes a graded round on, to IN_PUBLICITY or through to CLOSED, by the days that it takes. Approved by `cadre2`, or the secretary. */
  async bring(appraisalRound: string, to: 'IN_PUBLICITY' | 'CLOSED', [approver, worker] = ['cadre2', 'cadre1']): Promise<void> {
    const { explainBy } = (await this.must(worker as string, 'openAppraisalExplanation', { appraisalRound })).appraisalRound;
    this.on(dayAfter(explainBy));
    await this.must(approver as string, 'approveAppraisalRound', { appraisalRound });
    const { publicityEndsOn } = (await this.must(worker as string, 'publiciseAppraisalRound', { appraisalRound })).appraisalRound;
    if (to === 'IN_PUBLICITY') return;
    this.on(dayAfter(publicityEndsOn));
    await this.must(worker as string, 'closeAppraisalRound', { appraisalRound });
  }

  /** The current appraisals of a round as somebody sees them, by the name of the subject without 干警 and 单位. */
  async appraisals(by: string, appraisalRound: string, fields = 'grade version', more = ''): Promise<Record<string, Payload>> {
    const { data, errors } = await this.who(by).ask(
      `query ($id: [ID!]!) { appraisals(first: 200, filter: { round: { id: { in: $id } } }${more}, orderBy: { field: version }) { nodes { id subjectName ${fields} } } }`,
      { id: [appraisalRound] },
    );
    if (errors) throw new Error(JSON.stringify(errors, null, 1));
    return Object.fromEntries(data.appraisals.nodes.map(({ subjectName, ...shown }: { subjectName: string }) => [subjectName.replace(/^(干警|单位)/, ''), shown]));
  }

  /** Grades subjects in the committee's round of a month and takes it through to its end; its id. It is the 9th of October, and later when it is done. */
  async close(month: string, scores: Record<string, string>): Promise<string> {
    this.on('2026-10-09');
    const round = await this.open(month, {}, 'staff');
    await this.grade(round, scores, 'staff');
    await this.bring(round, 'CLOSED', ['secretary', 'staff']);
    return round;
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }

  async #hire(units: readonly Unit[]): Promise<void> {
    const admin = await administrator(this.server);
    const unit = (at: number) => ({ unit: globalId('Unit', units[at]?.id as number) });
    const officer = async (code: string) => ({ officer: await this.idOf(code) });
    const people: [name: string, role: string, more?: object][] = [
      ['staff', 'STAFF'],
      ['staff2', 'STAFF'],
      ['secretary', 'SECRETARY'],
      ['deputy', 'SECRETARY'],
      ['cadre1', 'CADRE_OFFICE', unit(0)],
      ['cadre2', 'CADRE_OFFICE', unit(0)],
      ['cadre3', 'CADRE_OFFICE', unit(0)],
      ['other', 'CADRE_OFFICE', unit(1)],
      ['reporter', 'REPORTER', unit(0)],
      ['leader', 'LEADER'],
      ['chief01', 'OFFICER', await officer('XZ01-01')],
      ['officer05', 'OFFICER', await officer('XZ01-05')],
      ['officer06', 'OFFICER', await officer('XZ01-06')],
    ];
    for (const [name, role, more] of people) this.#people.set(name, await person(this.server, admin, name, [role], more as Record<string, unknown>));
    // Staff and secretary at once, as in a small office.
    this.#people.set('clerk', await person(this.server, admin, 'clerk', ['STAFF', 'SECRETARY']));
    // One of the cadre office who is on the roll, too.
    this.#people.set('both', await person(this.server, admin, 'both', ['CADRE_OFFICE', 'OFFICER'], { ...unit(0), ...(await officer('XZ01-07')) }));
  }
}

function dayAfter(day: string): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + 1);
  return moment.toISOString().slice(0, 10);
}
