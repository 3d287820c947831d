import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool, type PoolClient } from 'pg';
import { poolSize } from '../../../server/database/orm.ts';
import { answerCalls } from '../childProcess.ts';
import type { Statements, Variables } from './operation.ts';
import { operations } from './operations/index.ts';
import type { Server } from './servers.ts';

/* What somebody would write who knows every question beforehand: bare node http, pg, prepared statements, JSON.stringify. */
answerCalls<Server>({
  serve: async (databaseUrl) => {
    const statements = new PooledStatements(new Pool({ connectionString: databaseUrl, max: poolSize(1) }));
    const answers = new Map(operations.map(({ name, handwritten }) => [name, handwritten]));
    const server = createServer(async (request, response) => {
      try {
        const { operationName, variables } = JSON.parse(await read(request)) as { operationName: string; variables: Variables };
        const answer = answers.get(operationName);
        if (!answer) throw new Error(`There is no operation ${operationName}`);
        const body = Buffer.from(JSON.stringify({ data: await answer.answer(statements, variables) }));
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length }).end(body);
      } catch (error) {
        response.writeHead(500, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify({ errors: [{ message: (error as Error).message }] }));
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` };
  },
});

/** The body as text; nothing asked here comes near a limit. */
function read(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

class PooledStatements implements Statements {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async rows<R>(name: string, text: string, values: readonly unknown[] = []): Promise<R[]> {
    return (await this.#pool.query({ name, text, values: [...values] })).rows as R[];
  }

  async snapshot<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      await client.query('begin isolation level repeatable read read only');
      return await work(onClient(client));
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
}

function onClient(client: PoolClient): Statements {
  const statements: Statements = {
    rows: async <R>(name: string, text: string, values: readonly unknown[] = []) => (await client.query({ name, text, values: [...values] })).rows as R[],
    snapshot: (work) => work(statements),
  };
  return statements;
}
