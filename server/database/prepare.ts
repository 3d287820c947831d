import type { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';

/** Oldest PostgreSQL Duban is tested to run on; `DATABASE_URL` may point at this or newer. */
const OLDEST_MAJOR = 15;

/** Any number, the same for every Duban: whoever migrates holds it. */
const MIGRATION_LOCK = 7_30_781;

/** Makes the database of `url` if its server does not have it yet. */
export async function createDatabaseIfMissing(url: string, maintenanceUrl: string): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  await withClient(maintenanceUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}

/**
 * Brings the database to the newest migration. Several processes may start at once:
 * one migrates, the others wait for it and find nothing left to do.
 */
export async function migrate(orm: MikroORM, url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ version: number }>("select current_setting('server_version_num')::int / 10000 as version");
    const version = rows[0]?.version ?? 0;
    if (version < OLDEST_MAJOR) throw new Error(`DATABASE_URL points at PostgreSQL ${version}; Duban needs ${OLDEST_MAJOR} or newer.`);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await orm.migrator.up();
  });
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
