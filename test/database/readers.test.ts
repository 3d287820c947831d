import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import sql, { raw } from 'sql-template-tag';
import { Readers, type Snapshot } from '../../server/database/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';

let database: TestDatabase;
let readers: Readers;
beforeAll(async () => {
  database = await freshDatabase();
  await database.orm.em.fork().execute('create table thing (id int); insert into thing values (1)');
});
beforeEach(() => {
  readers = new Readers(database.url, 1, 400);
});
afterEach(() => readers.close());
afterAll(() => database.drop());

const write = (statement: string) => database.orm.em.fork().execute(statement);
const THINGS = sql`select count(*)::int from thing`;
const PROCESS = sql`select pg_backend_pid()`;
const PREPARED = sql`select count(*)::int from pg_prepared_statements`;
const numbered = (number: number) => sql`select ${raw(String(number))} as number`;
/** Ends it whatever happens: closing the pool would wait for it. */
async function inSnapshot(work: (snapshot: Snapshot) => Promise<void>): Promise<void> {
  const snapshot = await readers.snapshot();
  await work(snapshot).finally(() => snapshot.end());
}

/** More connections than the pool has. */
const MANY = 40;

test('rows come by the names of their columns, or bare; a day as the text it is', async () => {
  const days = sql`select date '2026-03-01' as day, ${7}::int as number`;
  expect(await readers.query(days)).toEqual([{ day: '2026-03-01', number: 7 }]);
  expect(await readers.arrays(days)).toEqual([['2026-03-01', 7]]);
});

describe('what is prepared', () => {
  test('is planned once for a connection', async () => {
    for (let again = 0; again < 3; again++) {
      await readers.query(THINGS);
      await readers.arrays(THINGS);
    }
    const [[count]] = (await readers.arrays(PREPARED)) as [[number]];
    // It and the one that counts, always on the same connection.
    expect(count).toBe(2);
  });

  test('is nothing very long: such statements are asked without being kept', async () => {
    const long = sql`select ${raw('1 + '.repeat(1_100))} 1 as number`;
    for (let again = 0; again < 2; again++) expect(await readers.query(long)).toEqual([{ number: 1_101 }]);
    expect(await readers.arrays(PREPARED)).toEqual([[1]]);
  });

  test('is forgotten with its connection, however many texts come, and none is taken for another', async () => {
    await inSnapshot(async (held) => {
      // Both have the very first text.
      for (const place of [readers, held]) expect(await place.arrays(numbered(-1))).toEqual([[-1]]);
      let most = 0;
      for (let number = 0; number < 1_300; number++) {
        expect(await readers.query(numbered(number))).toEqual([{ number }]);
        if (number % 100 === 99) most = Math.max(most, ((await readers.arrays(PREPARED)) as [[number]])[0][0]);
      }
      expect(most).toBeGreaterThan(100);
      expect(most).toBeLessThanOrEqual(501);
      // A connection that was in use all the while knows its old texts, and learns new ones beside them.
      for (let number = -1; number < 600; number++) expect(await held.arrays(numbered(number))).toEqual([[number]]);
    });
    expect(await readers.arrays(numbered(3))).toEqual([[3]]);
  });
});

describe('a snapshot', () => {
  test('is one moment, until it is ended', async () => {
    let process: unknown;
    await inSnapshot(async (snapshot) => {
      expect(await snapshot.arrays(THINGS)).toEqual([[1]]);
      await write('insert into thing values (2)');
      expect(await snapshot.arrays(THINGS)).toEqual([[1]]);
      expect(await readers.arrays(THINGS)).toEqual([[2]]);
      [process] = await snapshot.arrays(PROCESS);
    });
    await write('delete from thing where id = 2');
    // On the same connection.
    expect([await readers.arrays(PROCESS), await readers.arrays(THINGS)]).toEqual([[process], [[1]]]);
  });

  test('answers what is asked side by side', async () => {
    await inSnapshot(async (snapshot) => {
      expect(await Promise.all([1, 2, 3].map((number) => snapshot.arrays(numbered(number))))).toEqual([[[1]], [[2]], [[3]]]);
    });
  });

  test('in which a statement takes too long answers no more, and its connection is as good as before', async () => {
    let process: unknown;
    await inSnapshot(async (snapshot) => {
      [process] = await snapshot.arrays(PROCESS);
      const slow = snapshot.query(sql`select pg_sleep(60)`);
      const behind = snapshot.query(numbered(1));
      await expect(slow).rejects.toMatchObject({ code: '57014' });
      // For the same reason, not because there is no more to be had from this transaction.
      await expect(behind).rejects.toMatchObject({ code: '57014' });
      await expect(snapshot.query(numbered(2))).rejects.toMatchObject({ code: '57014' });
    });
    expect(await readers.arrays(PROCESS)).toEqual([process]);
    expect(await readers.arrays(THINGS)).toEqual([[1]]);
  });

  test('whose connection is lost fails, and others are answered', async () => {
    await inSnapshot(async (snapshot) => {
      const [[process]] = (await snapshot.arrays(PROCESS)) as [[number]];
      await write(`select pg_terminate_backend(${process}, 10000)`);
      await expect(snapshot.query(numbered(1))).rejects.toThrow();
    });
    expect(await readers.arrays(THINGS)).toEqual([[1]]);
  });

  test('that cannot begin keeps no connection, however many', async () => {
    const query = jest.spyOn(Client.prototype, 'query');
    try {
      for (let failed = 0; failed < MANY; failed++) {
        query.mockImplementationOnce(() => Promise.reject(new Error('lost')) as never);
        await expect(readers.snapshot()).rejects.toThrow('lost');
      }
    } finally {
      query.mockRestore();
    }
    expect(await readers.arrays(THINGS)).toEqual([[1]]);
  });
});

test('a statement that fails gives its connection back, however many', async () => {
  const [process] = await readers.arrays(PROCESS);
  for (let failed = 0; failed < MANY; failed++) await expect(readers.query(sql`select 1 / 0`)).rejects.toMatchObject({ code: '22012' });
  expect(await readers.arrays(PROCESS)).toEqual([process]);
});

test('connections lost while nobody uses them are replaced', async () => {
  const snapshots = await Promise.all([readers.snapshot(), readers.snapshot()]);
  const processes = await Promise.all(snapshots.map(async (snapshot) => ((await snapshot.arrays(PROCESS)) as [[number]])[0][0]));
  await Promise.all(snapshots.map((snapshot) => snapshot.end()));
  for (const process of processes) await write(`select pg_terminate_backend(${process}, 10000)`);
  // Whoever asks before the loss is known here may meet it; nobody after.
  let things: unknown;
  while (!things) things = await readers.arrays(THINGS).catch(() => undefined);
  expect(things).toEqual([[1]]);
});

test('closing waits for what is under way, and may be asked for twice', async () => {
  const snapshot = await readers.snapshot();
  const closed = Promise.all([readers.close(), readers.close()]);
  expect(await snapshot.arrays(THINGS)).toEqual([[1]]);
  await snapshot.end();
  await closed;
  await readers.close();
  await expect(readers.query(THINGS)).rejects.toThrow();
});
