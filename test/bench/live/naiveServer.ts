import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { Client } from 'pg';
import { WebSocketServer } from 'ws';
import { nodes } from '../../../schema/index.ts';
import type { Context } from '../../../server/context.ts';
import { Readers } from '../../../server/database/index.ts';
import { createOrm } from '../../../server/database/orm.ts';
import { EventCursor, EventLog, type EventRecord } from '../../../server/live/index.ts';
import { attachReads, Executor, Models, READ_LIMITS, Reader } from '../../../server/read/index.ts';
import { createSchema } from '../../../server/schema.ts';
import { answerCalls } from '../childProcess.ts';
import { meter } from '../meter.ts';
import { Fanout } from './fanout.ts';
import type { NaiveServer } from './servers.ts';

/** Events a statement. */
const PAGE = 500;
/** Notifications tell of new events; a look this often stands behind them (milliseconds). */
const POLL_MS = 200;

/** An event as the board's resolvers expect it. */
interface Told {
  event: EventRecord;
  cursor: EventCursor;
}

/*
 * How subscriptions are commonly served: a fan-out in memory, and for every event and every subscriber an execution of its own
 * with fresh reads. The real schema, the real resolvers of fields; only the way to the subscriber is another.
 */
const fanout = new Fanout<Told>();

answerCalls<NaiveServer>({
  ...meter,
  subscribers: () => fanout.subscribers,
  serve: async ({ databaseUrl }) => {
    const orm = await createOrm(databaseUrl);
    const models = new Models(orm);
    const executor = new Executor(attachReads(await createSchema()), models, nodes);
    const log = await EventLog.open(orm);
    const readers = new Readers(databaseUrl, 1, READ_LIMITS.statementTimeout);
    // Everything a field asks for; what follows the log stays with the real server.
    const newContext = () => ({ em: orm.em.fork(), log, read: new Reader(models, readers) }) as unknown as Context;
    await follow(log, databaseUrl);

    const server = createServer();
    const sockets = new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false });
    useServer({ schema: executor.schema, subscribe: (args) => answers(args, executor, newContext) }, sockets);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port, path: '/graphql' };
  },
});

function answers({ document, operationName, variableValues }: ExecutionArgs, executor: Executor, newContext: () => Context): AsyncIterableIterator<ExecutionResult, undefined> {
  const source = fanout.subscribe();
  const operation = executor.compile(document, operationName);
  return {
    next: async () => {
      const step = await source.next();
      if (step.done) return step;
      const contextValue = newContext();
      try {
        return { done: false, value: await executor.execute(operation, { variables: variableValues, rootValue: step.value, contextValue }) };
      } finally {
        await contextValue.read.close();
      }
    },
    return: async () => {
      source.return();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Publishes every event from now on, in the order of the log. */
async function follow(log: EventLog, databaseUrl: string): Promise<void> {
  let told: Pick<EventRecord, 'tx' | 'id'> = await log.now();
  let reading = Promise.resolve();
  const read = async () => {
    for (const event of await log.after(told, PAGE)) {
      told = event;
      fanout.publish({ event, cursor: EventCursor.at(log.id, event) });
    }
  };
  const look = () => {
    reading = reading.then(read);
  };
  const listener = new Client({ connectionString: databaseUrl });
  await listener.connect();
  listener.on('notification', look);
  await listener.query('listen duban_event');
  setInterval(look, POLL_MS);
}
