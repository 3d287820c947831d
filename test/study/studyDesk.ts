import { reactions } from '../../server/reactions.ts';
import { studyConsumer } from '../../server/study/index.ts';
import { warningConsumer } from '../../server/warning/index.ts';
import { administrator, person, type Visitor } from '../access/visitors.ts';
import type { Office, Outcomes } from '../inspection/office.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { settled } from '../testkit/settled.ts';
import { Desk } from '../warning/desk.ts';

/** 50.00 points. */
export const POOR: [string, number][] = [['A4', 2]];
export const GOOD: [string, number][] = [];

export interface Proposal {
  id: string;
  unit: { code: string };
  grade: string;
  months: number;
  month: string;
  state: string;
  reason: string | null;
  decidedAt: string | null;
  decidedBy: string | null;
  retractedAt: string | null;
  warning: { id: string; cause: string; life: number };
}

export interface Recipient {
  id: string;
  body: string;
  kind: string;
  signInName: string | null;
  deliveredAt: string | null;
  readAt: string | null;
  receiptBy: string | null;
}

export interface Minutes {
  id: string;
  documentNumber: string | null;
  title: string;
  decided: string;
  issuedAt: string | null;
  issuedBy: string | null;
  retractedAt: string | null;
  retractionReason: string | null;
  submittedTo: string;
  copiedTo: string;
  recipients: { nodes: Recipient[] };
}

export const PROPOSAL = '{ id unit { code } grade months month state reason decidedAt decidedBy retractedAt warning { id cause life } }';
export const MINUTES = `{ id documentNumber title decided issuedAt issuedBy retractedAt retractionReason submittedTo copiedTo
  recipients(orderBy: { field: position }) { nodes { id body kind signInName deliveredAt readAt receiptBy } } }`;
const PROBLEMS = 'problems { code field found message messageEn }';

export const TEXT = {
  meetingOn: '2026-03-09',
  place: '市委三楼会议室',
  chair: '关立新',
  attendees: '关立新、贺文',
  observers: '罗小平',
  considered: '（一）听取了该单位的情况说明。\n会议认为，问题在于台账不实。',
  decided: '一、限期整改。\n二、两个月后复查。',
};

export const TO_LEADER = [
  { body: '市委常委会组成人员', kind: 'SUBMITTED_TO', signInName: 'leader' },
  { body: '市委组织部', kind: 'COPIED_TO' },
];

/** SZ01 and SZ02 are political-legal organs, XZ01 is a township; each person has one part. */
export class StudyDesk {
  readonly server: TestServer;
  readonly warnings: Desk;
  readonly secretary: Visitor;
  readonly staff: Visitor;
  /** Secretary and staff at once, as in a small office. */
  readonly both: Visitor;
  readonly leader: Visitor;
  readonly other: Visitor;
  readonly reporter: Visitor;
  readonly admin: Visitor;

  private constructor(server: TestServer, people: Pick<StudyDesk, 'admin' | 'secretary' | 'staff' | 'both' | 'leader' | 'other' | 'reporter'>) {
    this.server = server;
    this.warnings = new Desk(server);
    ({ admin: this.admin, secretary: this.secretary, staff: this.staff, both: this.both, leader: this.leader, other: this.other, reporter: this.reporter } = people);
  }

  static async found(): Promise<StudyDesk> {
    const server = await startTestServer({ reactions, trustProxy: true });
    await seed(server.database.orm).city().units({ TOWNSHIP: 1, CITY: 3 }).ruleBook(2026).write();
    await server.database.orm.em.fork().execute("update unit set is_political_legal_organ = code in ('SZ01', 'SZ02')");
    const admin = await administrator(server);
    const { unit } = await server.ask('{ unit(code: "SZ01") { id } }');
    return new StudyDesk(server, {
      admin,
      secretary: await person(server, admin, 'secretary', ['SECRETARY']),
      staff: await person(server, admin, 'staff', ['STAFF']),
      both: await person(server, admin, 'both', ['SECRETARY', 'STAFF']),
      leader: await person(server, admin, 'leader', ['LEADER']),
      other: await person(server, admin, 'other', ['LEADER']),
      reporter: await person(server, admin, 'reporter', ['REPORTER'], { unit: unit.id }),
    });
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  settled(): Promise<void> {
    return settled(this.server.database.orm, [warningConsumer, studyConsumer]);
  }

  async publish(month: string, outcomes: Outcomes): Promise<Office> {
    const office = await this.warnings.publish(month, outcomes);
    await this.settled();
    return office;
  }

  /** Poor twice: the proposal for SZ01, and the office of its second month. */
  async poorTwice(): Promise<{ proposal: Proposal; office: Office }> {
    await this.publish('2026-01', { SZ01: POOR });
    const office = await this.publish('2026-02', { SZ01: POOR });
    return { proposal: (await this.proposals())[0] as Proposal, office };
  }

  /** Takes back whatever was found at a unit. */
  async exonerate(office: Office, unit: string): Promise<void> {
    const result = await office.resultOf(unit);
    const { problems } = await office.correct(result.id, { retract: result.explanation.items.flatMap((item) => item.findings.map(({ id }) => id)), reason: '误记' });
    if (problems.length) throw new Error(JSON.stringify(problems));
    await this.settled();
  }

  async proposals(): Promise<Proposal[]> {
    return (await this.server.ask(`{ studyProposals(first: 500) { nodes ${PROPOSAL} } }`)).studyProposals.nodes;
  }

  decide(id: string, reason = '连续为差，须专题研究', by = this.secretary) {
    return verb(by, `mutation ($id: ID!, $reason: String!) { decideStudy(id: $id, reason: $reason) { proposal ${PROPOSAL} ${PROBLEMS} } }`, { id, reason });
  }

  decline(id: string, reason = '已有整改', by = this.secretary) {
    return verb(by, `mutation ($id: ID!, $reason: String!) { declineStudy(id: $id, reason: $reason) { proposal ${PROPOSAL} ${PROBLEMS} } }`, { id, reason });
  }

  draft(proposal: string, change: Record<string, unknown> = {}, by = this.staff) {
    const input = { proposal, ...TEXT, recipients: TO_LEADER, ...change };
    return verb(by, `mutation ($input: DraftMinutesInput!) { draftMinutes(input: $input) { minutes ${MINUTES} ${PROBLEMS} } }`, { input });
  }

  issue(id: string, by = this.secretary) {
    return verb(by, `mutation ($id: ID!) { issueMinutes(id: $id) { minutes ${MINUTES} ${PROBLEMS} } }`, { id });
  }

  /** Decided, drafted, issued. */
  async issued(proposal: string, change: Record<string, unknown> = {}): Promise<Minutes> {
    await this.decide(proposal);
    const { minutes } = await this.draft(proposal, change);
    return (await this.issue(minutes.id)).minutes;
  }

  confirm(id: string, by = this.leader) {
    return verb(by, `mutation ($id: ID!) { confirmMinutesRead(id: $id) { recipient { id readAt } ${PROBLEMS} } }`, { id });
  }

  receipt(id: string, by = this.staff) {
    return verb(by, `mutation ($id: ID!) { recordMinutesReceipt(id: $id) { recipient { id readAt receiptBy } ${PROBLEMS} } }`, { id });
  }

  async minutes(by?: Visitor): Promise<Minutes[]> {
    const query = `{ minutes(first: 500) { nodes ${MINUTES} } }`;
    return (by ? (await by.ask(query)).data : await this.server.ask(query)).minutes.nodes;
  }
}

/** The payload of a verb, refused or not; fails the test on errors. */
export async function verb(by: Visitor, mutation: string, variables: Record<string, unknown>) {
  const { data, errors } = await by.ask(mutation, variables);
  if (errors) throw new Error(`${mutation}\n→ ${JSON.stringify(errors)}`);
  // biome-ignore lint/suspicious/noExplicitAny: tests name the shape they expect of an answer
  return Object.values(data)[0] as any;
}

export const codes = ({ problems }: { problems: { code: string; found: string | null }[] }) => problems.map(({ code, found }) => `${code} ${found ?? ''}`.trim());
