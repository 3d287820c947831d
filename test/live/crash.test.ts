import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createOrm } from '../../server/database/orm.ts';
import { EventLog } from '../../server/live/index.ts';
import { Cluster } from '../torture/cluster.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start();
});
afterAll(() => cluster.remove());

async function withSession<T>(work: (session: Client) => Promise<T>): Promise<T> {
  const session = new Client({ connectionString: cluster.url });
  await session.connect();
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

const write = (session: Client, round: number) => session.query("insert into event (kind, data) values ('ROUND_OPENED', $1) returning tx::text", [{ round }]);

test('a cursor taken before a crash covers nothing that commits after it, though transaction numbers come back', async () => {
  const orm = await createOrm(cluster.url);
  const log = await EventLog.open(orm);
  try {
    await withSession((session) => write(session, 1));
    // Numbers that nothing durable used: the crash will forget them.
    const last = await withSession(async (session) => {
      let given = '';
      for (let n = 0; n < 50; n++) {
        await session.query('begin');
        given = (await session.query('select pg_current_xact_id()::text as tx')).rows[0].tx;
        await session.query('rollback');
      }
      return given;
    });
    const cursor = await log.now();
    await cluster.restart('immediate');
    const again = await withSession(async (session) => (await write(session, 2)).rows[0].tx);
    expect(BigInt(again)).toBeLessThan(BigInt(last));
    const events = await log.after(cursor, 10);
    expect(events.map(({ data }) => data.round)).toEqual([2]);
    expect(events.every((event) => !cursor.covers(event))).toBe(true);
  } finally {
    await orm.close();
  }
});
