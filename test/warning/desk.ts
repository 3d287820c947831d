import { warningConsumer } from '../../server/warning/index.ts';
import { Office, type Outcomes } from '../inspection/office.ts';
import type { TestServer } from '../testkit/server.ts';
import { settled } from '../testkit/settled.ts';

export interface Shown {
  id: string;
  cause: string;
  life: number;
  kind: string;
  level: string;
  state: string;
  unit: { code: string } | null;
  month: string;
}

const WARNING = '{ id cause life kind level state month unit { code } }';
const PROBLEMS = 'problems { code field found message messageEn }';

/** What the committee does about warnings, over GraphQL. */
export class Desk {
  readonly #server: TestServer;

  constructor(server: TestServer) {
    this.#server = server;
  }

  /** Opens, records and publishes a month, and waits until warned of. */
  async publish(month: string, outcomes: Outcomes): Promise<Office> {
    const office = new Office(this.#server, month);
    await office.hold(outcomes);
    await this.settled();
    return office;
  }

  settled(): Promise<void> {
    return settled(this.#server.database.orm, [warningConsumer]);
  }

  /** Every life, by cause. */
  async warnings(): Promise<Shown[]> {
    const { warnings } = await this.#server.ask(`{ warnings(first: 500) { nodes ${WARNING} } }`);
    return warnings.nodes.sort((a: Shown, b: Shown) => a.cause.localeCompare(b.cause) || a.life - b.life);
  }

  /** The newest life of a cause. */
  async warning(cause: string): Promise<Shown> {
    const found = (await this.warnings()).findLast((each) => each.cause === cause);
    if (!found) throw new Error(`Nobody was warned of ${cause}`);
    return found;
  }

  async acknowledge(id: string, note?: string) {
    const mutation = `mutation ($id: ID!, $note: String) { acknowledgeWarning(id: $id, note: $note) { warning ${WARNING} ${PROBLEMS} } }`;
    return (await this.#server.ask(mutation, { id, note })).acknowledgeWarning;
  }

  async resolve(id: string, reason = '已整改到位') {
    const mutation = `mutation ($id: ID!, $reason: String!) { resolveWarning(id: $id, reason: $reason) { warning ${WARNING} ${PROBLEMS} } }`;
    return (await this.#server.ask(mutation, { id, reason })).resolveWarning;
  }

  async adopt(input: Record<string, unknown>) {
    const mutation = `mutation ($input: AdoptWarningRulesInput!) { adoptWarningRules(input: $input) { ruleBook { version title fromMonth rules(first: 20) { nodes { kind level } } } ${PROBLEMS} } }`;
    return (await this.#server.ask(mutation, { input })).adoptWarningRules;
  }
}
