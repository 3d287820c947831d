import { randomBytes } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { createOrm } from '../../server/database/orm.ts';

export interface TestDatabase {
  url: string;
  orm: MikroORM;
  drop(): Promise<void>;
}

/** An empty, migrated database of one's own: a clone of the template, some tens of milliseconds. */
export async function freshDatabase(): Promise<TestDatabase> {
  const clusterUrl = process.env.TEST_CLUSTER_URL;
  if (!clusterUrl) throw new Error('TEST_CLUSTER_URL is not set: run the tests with `npm test`, which starts PostgreSQL.');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await administer(clusterUrl, `create database ${name} template duban_template`);
  const url = Object.assign(new URL(clusterUrl), { pathname: `/${name}` }).href;
  const orm = await createOrm(url);
  return {
    url,
    orm,
    drop: async () => {
      await orm.close();
      await administer(clusterUrl, `drop database ${name} with (force)`);
    },
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
