import type { MikroORM } from '@mikro-orm/postgresql';
import { startEmbeddedDatabase } from './embedded.ts';
import { createOrm, poolSize } from './orm.ts';
import { createDatabaseIfMissing, migrate } from './prepare.ts';

export interface OpenDatabase {
  orm: MikroORM;
  url: string;
  /** Ends the connections and, if this process started it, the database. */
  close(): Promise<void>;
}

/**
 * The database of the configuration, migrated and ready: one's own by `databaseUrl`, or the
 * embedded one. `join` uses the embedded database of a Duban that is already running instead of
 * refusing: for tools beside the server.
 */
export async function openDatabase(config: { databaseUrl?: string; dataDir: string; processes?: number }, { join = false } = {}): Promise<OpenDatabase> {
  if (config.databaseUrl) return connect(config.databaseUrl, async () => undefined);
  const embedded = await startEmbeddedDatabase(config.dataDir, { join, settings: [`max_connections=${connectionsOf(config.processes ?? 1)}`] });
  try {
    await createDatabaseIfMissing(embedded.url(), embedded.url('postgres'));
    return await connect(embedded.url(), () => embedded.stop());
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Connections that so many server processes may need: beside its two pools each has two that listen, one for its consumers and one for the audit log. The first process and tools get the rest. */
function connectionsOf(processes: number): number {
  return Math.max(100, 40 + processes * (2 * poolSize(processes) + 4));
}

async function connect(url: string, stop: () => Promise<void>): Promise<OpenDatabase> {
  const orm = await createOrm(url);
  try {
    await migrate(orm, url);
  } catch (error) {
    await orm.close();
    throw error;
  }
  return {
    orm,
    url,
    close: async () => {
      await orm.close();
      await stop();
    },
  };
}
