import { hash } from 'node:crypto';
import type { TestServer } from '../testkit/server.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests name the shape they expect of an answer
type Answer = { data: any; errors?: { message: string; extensions: Record<string, unknown> }[] };

export const PASSWORD = '松柏长青 2026 correct';

/** Somebody with a cookie jar, as a browser is. */
export class Visitor {
  static #count = 0;
  readonly #url: string;
  readonly #headers: Record<string, string>;
  /** What the server last set, whole: `duban_session=…; Path=/; …` */
  setCookie: string | undefined;
  cookie: string | undefined;
  status = 0;

  constructor(server: Pick<TestServer, 'url'>, headers: Record<string, string> = {}) {
    this.#url = server.url;
    // Everybody from elsewhere, where the server goes by it.
    this.#headers = { 'x-forwarded-for': `10.0.0.${++Visitor.#count}`, ...headers };
  }

  async ask(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.cookie ? { cookie: this.cookie } : {}), ...this.#headers },
      body: JSON.stringify({ query, variables }),
    });
    this.status = response.status;
    const set = response.headers.getSetCookie().find((each) => /^(__Host-)?duban_session=/.test(each));
    if (set) {
      this.setCookie = set;
      this.cookie = /Max-Age=0/.test(set) ? undefined : (set.split(';')[0] as string);
    }
    return (await response.json()) as Answer;
  }

  /** The payload of a mutation; fails the test on problems and errors. */
  async do(mutation: string, variables: Record<string, unknown> = {}) {
    const answer = await this.ask(mutation, variables);
    const [payload] = Object.values(answer.data ?? {}) as { problems: { code: string }[] }[];
    // biome-ignore lint/suspicious/noExplicitAny: as above
    if (payload && !answer.errors && !payload.problems?.length) return payload as any;
    throw new Error(`${mutation}\n→ ${JSON.stringify(answer, null, 1)}`);
  }

  /** Codes of what it was refused with. */
  async refused(mutation: string, variables: Record<string, unknown> = {}): Promise<string[]> {
    const { data, errors } = await this.ask(mutation, variables);
    if (errors) return errors.map(({ extensions }) => String(extensions.code));
    return (Object.values(data) as { problems: { code: string }[] }[]).flatMap(({ problems }) => problems.map(({ code }) => code));
  }

  async who(): Promise<{ kind: string; name: string | null; roles: string[]; isDemo: boolean; expiresAt: string | null }> {
    return (await this.ask('{ viewer { kind name roles isDemo expiresAt } }')).data.viewer;
  }

  get secret(): string {
    return decodeURIComponent(this.cookie?.split('=')[1] ?? '');
  }

  signIn(name: string, password = PASSWORD): Promise<unknown> {
    return this.do('mutation ($name: String!, $password: String!) { signIn(name: $name, password: $password) { viewer { name roles } problems { code } } }', { name, password });
  }

  triesToSignIn(name: string, password: string): Promise<string[]> {
    return this.refused('mutation ($name: String!, $password: String!) { signIn(name: $name, password: $password) { problems { code } } }', { name, password });
  }
}

/** The first administrator, signed in: by a link as the first start prints it. */
export async function administrator(server: TestServer): Promise<Visitor> {
  const secret = `duban_f_${'A'.repeat(43)}`;
  await server.database.orm.em.fork().execute("insert into first_administrator_link (hash, expires_at) values (?, now() + interval '1 day')", [hash('sha256', secret)]);
  const visitor = new Visitor(server);
  await visitor.do(
    'mutation ($secret: String!, $password: String!) { createFirstAdministrator(secret: $secret, name: "guan", displayName: "关立新", password: $password) { viewer { name } problems { code } } }',
    { secret, password: PASSWORD },
  );
  return visitor;
}

/** A new account, signed in. */
export async function person(server: TestServer, by: Visitor, name: string, roles: string[], more: Record<string, unknown> = {}): Promise<Visitor & { account: string }> {
  const { account } = await by.do('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id } problems { code field } } }', {
    input: { name, displayName: `${name} 同志`, password: PASSWORD, roles, ...more },
  });
  const visitor = new Visitor(server);
  await visitor.signIn(name);
  return Object.assign(visitor, { account: account.id as string });
}
