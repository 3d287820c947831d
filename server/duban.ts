import type { AddressInfo } from 'node:net';
import type { MikroORM } from '@mikro-orm/postgresql';
import { nodes } from '../schema/index.ts';
import type { Context } from './context.ts';
import type { Database } from './database/index.ts';
import { serveClient } from './http/client.ts';
import { onceEach, shownLiveError } from './http/errors.ts';
import { createWebServer } from './http/server.ts';
import { inspectionKinds } from './inspection/index.ts';
import { createIntake, type Intake, serveUploads } from './intake/index.ts';
import { type DurableConsumer, EventConsumers } from './live/consumers/index.ts';
import { EventLog, EventTail, type Execution, Groups } from './live/index.ts';
import { Retention } from './live/retention.ts';
import { organisationKinds } from './organisation/index.ts';
import { attachReads, Models, Reader } from './read/index.ts';
import { createSchema } from './schema.ts';

/** Enough for every screen of a city; a process holds ten thousand with ease. */
const CONNECTIONS = { total: 20_000, perAddress: 1_000 };

export interface DubanOptions {
  orm: MikroORM;
  /** The same database, for the connection that listens. */
  databaseUrl: string;
  host: string;
  port: number;
  /** Hears of every unexpected error in full; clients are told only that there was one. */
  report: (error: unknown) => void;
  /** The built client; without it only the API is served. */
  clientDir?: string;
  /** How many live connections this process holds, in total and from one address. */
  connections?: { total: number; perAddress: number };
  /** Whether the client's address is the last entry of X-Forwarded-For. */
  trustProxy?: boolean;
  /** For how many days an event can be resumed from; 0 (default) keeps events for ever. */
  eventRetentionDays?: number;
  /** What reacts to logged events. */
  reactions?: readonly DurableConsumer[];
}

/** A Duban that is serving. */
export interface Duban {
  /** `http://127.0.0.1:4000` */
  url: string;
  intake: Intake;
  /** What it carries just now: live connections, the questions they follow, and how many follow them. */
  readonly live: { connections: number; groups: number; members: number };
  /** Ends sockets and requests in good order. The database stays open: it is the caller's. */
  close(): Promise<void>;
}

/** Builds every part over an open, migrated database, and serves. */
export async function serveDuban(options: DubanOptions): Promise<Duban> {
  const { orm, databaseUrl, host, port, clientDir, connections = CONNECTIONS, trustProxy = false, eventRetentionDays = 0, reactions = [] } = options;
  const report = onceEach(options.report);
  const models = new Models(orm);
  const schema = attachReads(await createSchema(), models, nodes);
  const log = await EventLog.open(orm);
  const db: Database = orm.em.fork().getKysely<object>();
  // What was started is stopped again, the last first.
  const started: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const stop of started.splice(0).reverse()) await stop();
  };
  try {
    const tail = await EventTail.start(log, databaseUrl, report);
    started.push(() => tail.stop());
    const consumers = await EventConsumers.start({ orm, databaseUrl, log, arrivals: tail, consumers: reactions, report });
    const retention = Retention.start(db, eventRetentionDays, report);
    started.push(async () => void (await Promise.all([consumers.stop(), retention.stop()])));
    const newContext = (): Context => ({ em: orm.em.fork(), log, consumers, read: new Reader(models, db) });
    const execution: Execution = {
      schema,
      newContext: () => {
        const contextValue = newContext();
        return { contextValue, close: () => contextValue.read.close().catch(report) };
      },
      show: (error) => shownLiveError(error, report),
    };
    const groups = new Groups(log, tail, execution);

    const intake = createIntake(orm, [...organisationKinds, ...inspectionKinds]);
    const web = await createWebServer({ newContext, groups, execution, limits: { ...connections, trustProxy }, report });
    started.push(() => web.close());
    await web.app.register(serveUploads(intake));
    if (clientDir) await serveClient(web.app, clientDir);
    await web.app.listen({ host, port });
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${(web.app.server.address() as AddressInfo).port}`,
      intake,
      get live() {
        return { connections: web.connections, ...groups.size };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
