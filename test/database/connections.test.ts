import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createOrm } from '../../server/database/orm.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

/** Ends every connection of the database but the one that asks. */
const CUT = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';

test('connections lost within transactions go back to the pool, however many', async () => {
  const other = await createOrm(database.url);
  try {
    for (let lost = 0; lost < 25; lost++) {
      const em = database.orm.em.fork();
      const work = em.transactional(async (transaction) => {
        await transaction.execute('select 1');
        await other.em.fork().execute(CUT);
        await transaction.execute('select 1');
      });
      await expect(work).rejects.toThrow();
    }
    expect(await database.orm.em.fork().execute('select 1 as fine')).toEqual([{ fine: 1 }]);
  } finally {
    await other.close();
  }
});

test('what follows the question mark in DATABASE_URL reaches every connection', async () => {
  const orm = await createOrm(`${database.url}?application_name=with%20a%20name`);
  try {
    expect(await orm.em.fork().execute("select current_setting('application_name') as name")).toEqual([{ name: 'with a name' }]);
  } finally {
    await orm.close();
  }
});
