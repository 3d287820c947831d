import 'reflect-metadata';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';
import { entities } from '../../schema/index.ts';
import { migrations } from './migrations/index.ts';

/** Connections one process keeps at most: two cores of PostgreSQL are busy well before twenty are. */
const POOL_SIZE = 20;
/** What all processes on one database share, below PostgreSQL's usual limit of 100. */
const SHARED = 60;

/** Connections in each of the two pools, for writing and for reading, of each of so many server processes. */
export function poolSize(processes: number): number {
  return Math.min(POOL_SIZE, Math.max(4, Math.floor(SHARED / processes))) >> 1;
}

/**
 * The object-relational mapper on `url`. Nothing is discovered by file name: the entities and the
 * migrations are the lists in schema/ and migrations/, the same in the build, the tests and the demo. `processes` is how many share the database.
 */
export function createOrm(url: string, processes = 1): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: url,
    entities: [...entities],
    metadataProvider: ReflectMetadataProvider,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, tableName: 'migration' },
    forceUtcTimezone: true,
    logger: () => undefined,
    timezone: 'UTC',
    pool: { max: poolSize(processes) },
    // The whole URL: the ORM itself would pass on host, user and database, and drop what follows the question mark, such as sslmode.
    driverOptions: { connectionString: url, onPoolCreated: returnLostConnections },
    discovery: { warnWhenNoEntities: true },
  });
}

/**
 * A connection that is lost within a transaction is given back by nobody, since the rollback that would do so fails too; twenty
 * such losses and every later request waits for ever.
 */
export function returnLostConnections(pool: Pool): void {
  const held = new Set<PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_error, client) => held.delete(client));
  // A turn later: the query that was under way has failed by then, and may have given the connection back by itself.
  pool.on('connect', (client) => client.once('end', () => setImmediate(() => held.has(client) && client.release(true))));
}
