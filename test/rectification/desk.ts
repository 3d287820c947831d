import { rectificationConsumer } from '../../server/rectification/index.ts';
import { Office, type Outcomes } from '../inspection/office.ts';
import { handOver } from '../testkit/handOver.ts';
import type { TestServer } from '../testkit/server.ts';

export interface Problem {
  code: string;
  field: string | null;
  found: string | null;
  message: string;
}

export interface Shown {
  id: string;
  unit: { code: string };
  officer: { code: string } | null;
  origin: string;
  month: string;
  state: string;
  dueOn: string | null;
  openedAt: string;
  explanation: string | null;
  review: string | null;
  reopenings: number;
  closedAt: string | null;
  withdrawnAt: string | null;
  withdrawalReason: string | null;
  causeFellAt: string | null;
  result: { version: number } | null;
  measures: { nodes: { id: string; position: number; content: string; dueOn: string; evidence: string | null; completedAt: string | null }[] };
  helpers: { nodes: { kind: string; officerName: string }[] };
  steps: { nodes: { kind: string; state: string; text: string | null; takenBy: string | null; dueOn: string | null }[] };
}

export interface Payload {
  rectification: Shown | null;
  problems: Problem[];
}

export const RECTIFICATION = `{ id unit { code } officer { code } origin month state dueOn openedAt explanation review reopenings closedAt withdrawnAt withdrawalReason causeFellAt result { version }
  measures(first: 60, orderBy: { field: position }) { nodes { id position content dueOn evidence completedAt } }
  helpers(first: 3, orderBy: { field: kind }) { nodes { kind officerName } }
  steps(first: 100) { nodes { kind state text takenBy dueOn } } }`;

const PROBLEMS = 'problems { code field found message }';

/** The arguments of each verb, as GraphQL writes their types. */
const VERBS = {
  openRectification: { input: 'OpenRectificationInput!' },
  assignHelpers: { rectification: 'ID!', helpers: '[HelperInput!]!' },
  explainRectification: { rectification: 'ID!', text: 'String!' },
  planMeasures: { rectification: 'ID!', measures: '[MeasureInput!]!' },
  completeMeasure: { measure: 'ID!', evidence: 'String!' },
  submitRectification: { rectification: 'ID!' },
  acceptRectification: { rectification: 'ID!', opinion: 'String' },
  sendBackRectification: { rectification: 'ID!', reason: 'String!', dueOn: 'Date!' },
  reopenRectification: { rectification: 'ID!', reason: 'String!', dueOn: 'Date!' },
  withdrawRectification: { rectification: 'ID!', reason: 'String!' },
} as const;
export type Verb = keyof typeof VERBS;

/** The mutation of a verb, with variables of the names of its arguments. */
export function mutationOf(verb: Verb, shown: string = RECTIFICATION): string {
  const types = Object.entries(VERBS[verb]);
  return `mutation (${types.map(([name, type]) => `$${name}: ${type}`)}) { ${verb}(${types.map(([name]) => `${name}: $${name}`)}) { rectification ${shown} ${PROBLEMS} } }`;
}

/** What is done about rectifications, over GraphQL, by nobody in particular. Months are published and followed. */
export class Desk {
  readonly #server: TestServer;

  constructor(server: TestServer) {
    this.#server = server;
  }

  /** Opens, records and publishes a month, and has it followed. */
  async publish(month: string, outcomes: Outcomes): Promise<Office> {
    const office = new Office(this.#server, month);
    await office.hold(outcomes);
    await this.follow();
    return office;
  }

  async follow(how?: { dies?: boolean }): Promise<void> {
    await handOver(this.#server.database.orm, rectificationConsumer, how);
  }

  async do(verb: Verb, variables: Record<string, unknown>): Promise<Payload> {
    return (await this.#server.ask(mutationOf(verb), variables))[verb];
  }

  /** What must be done; fails the test on a problem. */
  async done(verb: Verb, variables: Record<string, unknown>): Promise<Shown> {
    const { rectification, problems } = await this.do(verb, variables);
    if (!rectification) throw new Error(`${verb} ${JSON.stringify(variables)}\n→ ${JSON.stringify(problems)}`);
    return rectification;
  }

  /** Of a unit, all there ever were, oldest first. */
  async of(unitCode: string, month?: string): Promise<Shown[]> {
    const filter = { unit: { code: { eq: unitCode } }, ...(month ? { month: { eq: month } } : {}) };
    const { rectifications } = await this.#server.ask(`query ($filter: RectificationFilter) { rectifications(first: 100, filter: $filter) { nodes ${RECTIFICATION} } }`, {
      filter,
    });
    return rectifications.nodes;
  }

  /** One of a unit's month, opened by hand. */
  open(unitCode: string, month: string): Promise<Shown> {
    return this.done('openRectification', { input: { month, unitCode, reason: '信访量连续上升' } });
  }

  /** Explained, with measures by these days. */
  async planned({ id }: Shown, days: readonly string[]): Promise<Shown> {
    await this.done('explainRectification', { rectification: id, text: '值班制度没有落实' });
    return this.done('planMeasures', { rectification: id, measures: days.map((dueOn, at) => ({ content: `措施${at + 1}`, dueOn })) });
  }

  /** Whatever is open of its measures completed, and submitted. */
  async submitted({ id, measures }: Shown): Promise<Shown> {
    for (const { id: measure, completedAt } of measures.nodes) if (!completedAt) await this.done('completeMeasure', { measure, evidence: '现场照片三张' });
    return this.done('submitRectification', { rectification: id });
  }
}
