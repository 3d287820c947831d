import type { Client } from 'pg';
import { Child } from '../childProcess.ts';
import { askAt, bodyOf, post } from './asking.ts';
import type { ContestantName } from './figures.ts';
import type { GraphqlQuestion, Operation } from './operation.ts';
import type { DubanServer, Server } from './servers.ts';

/** A server in a process of its own, serving. */
export interface Running<C> {
  child: C;
  url: string;
}

/** What a server is sent, ready to be posted as often as wanted. */
export interface Prepared {
  url: string;
  body: string;
}

/** The three on one database, each in a process of its own. */
export class Contestants {
  readonly #ours: Running<Child<DubanServer>>;
  readonly #postgraphile: Running<Child<Server>>;
  readonly #handwritten: Running<Child<Server>>;

  private constructor(ours: Running<Child<DubanServer>>, postgraphile: Running<Child<Server>>, handwritten: Running<Child<Server>>) {
    this.#ours = ours;
    this.#postgraphile = postgraphile;
    this.#handwritten = handwritten;
  }

  static async start(databaseUrl: string, stop: AbortSignal): Promise<Contestants> {
    // As each is run in production; the processes inherit it.
    Object.assign(process.env, { NODE_ENV: 'production', GRAPHILE_ENV: 'production' });
    return new Contestants(
      await startDuban(databaseUrl, stop),
      await startServer('./postgraphileServer.js', databaseUrl, stop),
      await startServer('./handwrittenServer.js', databaseUrl, stop),
    );
  }

  /** An operation for each of the three. Rejects as ours does when our schema does not have it. */
  async prepare(operation: Operation, city: Client): Promise<Record<ContestantName, Prepared>> {
    const { duban, postgraphile, handwritten } = operation;
    return {
      ours: { url: this.#ours.url, body: await bodyFor(duban, this.#ours.url, city) },
      postgraphile: { url: this.#postgraphile.url, body: await bodyFor(postgraphile, this.#postgraphile.url, city) },
      handwritten: { url: this.#handwritten.url, body: JSON.stringify({ operationName: operation.name, variables: (await handwritten.variables?.(city)) ?? {} }) },
    };
  }

  /** How many SQL statements ours sends for one request. */
  statementsOf(prepared: Prepared): Promise<number> {
    return fewestStatements(this.#ours.child, prepared).then(({ length }) => length);
  }

  async stop(): Promise<void> {
    await Promise.all([this.#ours, this.#postgraphile, this.#handwritten].map(({ child }) => child.stop()));
  }
}

/** Ours; `flags` are Node's own. */
export async function startDuban(databaseUrl: string, stop: AbortSignal, flags: string[] = []): Promise<Running<Child<DubanServer>>> {
  const child = Child.start<DubanServer>('./dubanServer.js', import.meta.url, stop, flags);
  return { child, ...(await child.call('serve', databaseUrl)) };
}

async function startServer(file: string, databaseUrl: string, stop: AbortSignal): Promise<Running<Child<Server>>> {
  const child = Child.start<Server>(file, import.meta.url, stop);
  return { child, ...(await child.call('serve', databaseUrl)) };
}

export async function bodyFor({ query, variables }: Pick<GraphqlQuestion, 'query' | 'variables'>, url: string, city: Client): Promise<string> {
  return bodyOf(query, (await variables?.(city, askAt(url))) ?? {});
}

/** The SQL of one request: of several, the one with the fewest statements, since what the server does by itself can only add to them. */
export async function fewestStatements(child: Child<DubanServer>, { url, body }: Prepared) {
  const tries = [];
  for (let n = 0; n < 3; n++) {
    await child.call('note');
    await post(url, body);
    tries.push(await child.call('noted'));
  }
  return tries.reduce((fewest, statements) => (statements.length < fewest.length ? statements : fewest));
}
