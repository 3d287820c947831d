import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedDatabase } from '../../.build/server/database/embedded.js';
import { createOrm } from '../../.build/server/database/orm.js';
import { createDatabaseIfMissing, migrate } from '../../.build/server/database/prepare.js';

/** Tests lose nothing worth keeping when the machine stops, so nothing is forced to disk. */
const UNSAFE_BUT_FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];

/** One PostgreSQL for the whole run, with a migrated template that every test file clones. */
export default async function startCluster() {
  const directory = mkdtempSync(join(tmpdir(), 'duban-test-'));
  const cluster = await startEmbeddedDatabase(directory, { settings: UNSAFE_BUT_FAST });
  const template = cluster.url('duban_template');
  await createDatabaseIfMissing(template, cluster.url('postgres'));
  const orm = await createOrm(template);
  await migrate(orm, template);
  await orm.close();
  process.env.TEST_CLUSTER_URL = cluster.url('postgres');
  globalThis.testCluster = { cluster, directory };
}
