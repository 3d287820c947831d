import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Client } from 'pg';
import { Claims } from '../../server/live/consumers/claims.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('consumers of one process that claim at once are asked for one after the other: a connection answers one question at a time', async () => {
  let [underWay, most] = [0, 0];
  const query = Client.prototype.query as (...asked: unknown[]) => Promise<unknown>;
  const counted = jest.spyOn(Client.prototype, 'query').mockImplementation(async function (this: Client, ...asked: unknown[]) {
    most = Math.max(most, ++underWay);
    return query.apply(this, asked).finally(() => underWay--) as never;
  } as never);
  const claims = new Claims(database.url);
  expect(await Promise.all(['one', 'two', 'three'].map((name) => claims.has(name)))).toEqual([true, true, true]);
  expect(most).toBe(1);
  counted.mockRestore();
  await claims.close();
});

test('a claim that cannot be asked for keeps no other from being asked', async () => {
  const claims = new Claims('postgres://nobody@127.0.0.1:1/nowhere');
  const asked = await Promise.allSettled([claims.has('one'), claims.has('two')]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await claims.close();
});
