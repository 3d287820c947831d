import type { AddressInfo } from 'node:net';
import type { MikroORM } from '@mikro-orm/postgresql';
import { nodes } from '../schema/index.ts';
import type { Context } from './context.ts';
import type { Database } from './database/index.ts';
import { serveClient } from './http/client.ts';
import { createWebServer } from './http/server.ts';
import { inspectionKinds } from './inspection/index.ts';
import { createIntake, type Intake, serveUploads } from './intake/index.ts';
import { EventLog, EventTail } from './live/index.ts';
import { organisationKinds } from './organisation/index.ts';
import { attachReads, Models, Reader } from './read/index.ts';
import { createSchema } from './schema.ts';

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
}

/** A Duban that is serving. */
export interface Duban {
  /** `http://127.0.0.1:4000` */
  url: string;
  intake: Intake;
  /** Ends sockets and requests in good order. The database stays open: it is the caller's. */
  close(): Promise<void>;
}

/** Builds every part over an open, migrated database, and serves. */
export async function serveDuban({ orm, databaseUrl, host, port, report, clientDir }: DubanOptions): Promise<Duban> {
  const models = new Models(orm);
  const schema = attachReads(await createSchema(), models, nodes);
  const log = await EventLog.open(orm);
  const tail = await EventTail.start(log, databaseUrl, report);
  const db: Database = orm.em.fork().getKysely<object>();
  const newContext = (): Context => ({ em: orm.em.fork(), log, tail, read: new Reader(models, db) });

  const intake = createIntake(orm, [...organisationKinds, ...inspectionKinds]);
  const web = await createWebServer(schema, newContext, report);
  const close = async () => {
    await web.close();
    await tail.stop();
  };
  try {
    await web.app.register(serveUploads(intake));
    if (clientDir) await serveClient(web.app, clientDir);
    await web.app.listen({ host, port });
  } catch (error) {
    await close();
    throw error;
  }

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(web.app.server.address() as AddressInfo).port}`,
    intake,
    close,
  };
}
