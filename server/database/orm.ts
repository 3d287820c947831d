import 'reflect-metadata';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from '../../schema/index.ts';
import { migrations } from './migrations/index.ts';

/** Connections one process keeps: two cores of PostgreSQL are busy well before twenty are. */
const POOL_SIZE = 20;

/**
 * The object-relational mapper on `url`. Nothing is discovered by file name: the entities and the
 * migrations are the lists in schema/ and migrations/, the same in the build, the tests and the demo.
 */
export function createOrm(url: string): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: url,
    entities: [...entities],
    metadataProvider: ReflectMetadataProvider,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, tableName: 'migration' },
    forceUtcTimezone: true,
    logger: () => undefined,
    timezone: 'UTC',
    pool: { max: POOL_SIZE },
    discovery: { warnWhenNoEntities: true },
  });
}
