import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { createOrm } from '../../server/database/orm.ts';
import { EventLog } from '../../server/live/index.ts';
import { Cluster, withClient } from '../torture/cluster.ts';
import { roundOf } from './roundOf.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await Cluster.start();
  // What is rolled back is written to disk that much later: on a busy machine using numbers up takes longer than the usual fifth of a second.
  await withSession(async (session) => {
    await session.query("alter system set wal_writer_delay = '10s'");
    await session.query('select pg_reload_conf()');
  });
});
afterAll(() => cluster.remove());

const withSession = <T>(work: (session: Client) => Promise<T>) => withClient(cluster.url, work);

const write = (session: Client, round: number) => session.query("insert into event (kind, data) values ('ROUND_OPENED', $1) returning tx::text", [{ round }]);

/** Takes numbers and rolls back: nothing durable has used them. Answers the last. */
async function useUp(count: number): Promise<bigint> {
  return withSession(async (session) => {
    let given = '0';
    for (let n = 0; n < count; n++) {
      await session.query('begin');
      given = (await session.query('select pg_current_xact_id()::text as tx')).rows[0].tx;
      await session.query('rollback');
    }
    return BigInt(given);
  });
}

test('a cursor taken before a crash covers nothing that commits after it, though transaction numbers come back', async () => {
  const orm = await createOrm(cluster.url);
  const log = await EventLog.open(orm);
  try {
    // Something else may have written the newest number to disk before the crash; then it does not come back, and we try again.
    for (let round = 1, cameBack = false; !cameBack; round++) {
      expect(round).toBeLessThan(20);
      await withSession((session) => write(session, 0));
      const last = await useUp(50);
      const cursor = await log.now();
      await cluster.restart('immediate');
      const again = BigInt(await withSession(async (session) => (await write(session, round)).rows[0].tx));
      cameBack = again <= last;
      const events = await log.after(cursor, 10);
      expect(events.map(roundOf)).toEqual([round]);
      expect(events.every((event) => !cursor.covers(event))).toBe(true);
    }
  } finally {
    await orm.close();
  }
});
