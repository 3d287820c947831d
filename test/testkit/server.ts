import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type Duban, type DubanOptions, serveDuban } from '../../server/duban.ts';
import { freshDatabase } from './database.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests name the shape they expect of an answer
type Answer = { data: any; errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[] };

export interface TestServer {
  url: string;
  /** `ws://…/graphql` */
  socketUrl: string;
  /** Asks over HTTP; GraphQL errors are in the answer, a broken transport throws. */
  graphql(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Asks and fails the test on any error, printing question and answer. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer['data']>;
  /** Takes sample files in, by name; fails the test if one is refused. */
  intake(files: string[]): Promise<void>;
  /** Unexpected errors of the server, in full. */
  reported: unknown[];
  duban: Duban;
  database: Awaited<ReturnType<typeof freshDatabase>>;
  stop(): Promise<void>;
}

/** Where the sample city's files are. */
export const samples = resolve('server/demo/samples');

/** The registers every month needs. */
export const registers = ['行政区划.csv', '单位名录.xlsx', '干警名册.csv', '考核细则-2026.xlsx'];

/** A Duban of one's own: an empty database, a free port, every part real. */
export async function startTestServer(options: Partial<Omit<DubanOptions, 'orm' | 'databaseUrl' | 'host' | 'port'>> = {}): Promise<TestServer> {
  const database = await freshDatabase();
  const reported: unknown[] = [];
  const built = resolve('.build/client');
  const duban = await serveDuban({
    orm: database.orm,
    databaseUrl: database.url,
    host: '127.0.0.1',
    port: 0,
    report: (error) => reported.push(error),
    // Most tests are about what is answered, not to whom; those that are about that say `false`.
    openToEveryone: true,
    ...(existsSync(built) ? { clientDir: built } : {}),
    ...options,
  });

  const graphql: TestServer['graphql'] = async (query, variables) => {
    const response = await fetch(`${duban.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
  return {
    url: duban.url,
    socketUrl: `${duban.url.replace('http', 'ws')}/graphql`,
    graphql,
    ask: async (query, variables) => {
      const answer = await graphql(query, variables);
      if (answer.errors) throw new Error(`${query}\n${JSON.stringify(variables)}\n→ ${JSON.stringify(answer.errors, null, 1)}`);
      return answer.data;
    },
    intake: async (files) => {
      const handedOver = await Promise.all(files.map(async (file) => ({ name: basename(file), bytes: await readFile(resolve(samples, file)) })));
      const refused = (await duban.intake.takeIn(handedOver)).filter(({ outcome }) => outcome === 'REFUSED');
      if (refused.length) throw new Error(JSON.stringify(refused, null, 1));
    },
    reported,
    duban,
    database,
    stop: async () => {
      await duban.close();
      await database.drop();
    },
  };
}
