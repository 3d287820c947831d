import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Client } from 'pg';
import { Role } from '../../schema/access/Role.ts';
import { AuditKind } from '../../schema/audit/index.ts';
import { entryOf, type NewEntry } from '../../server/audit/entry.ts';
import { type Head, verifyChain } from '../../server/audit/index.ts';
import { AuditLog } from '../../server/audit/log.ts';
import { statementsOn } from '../../server/database/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { Sessions } from '../testkit/sessions.ts';

let database: TestDatabase;
let sessions: Sessions;
let session: Client;
let reported: unknown[];
const logs: AuditLog[] = [];
beforeEach(async () => {
  database = await freshDatabase();
  sessions = new Sessions();
  session = await sessions.open(database.url);
  reported = [];
});
afterEach(async () => {
  await Promise.all(logs.splice(0).map((log) => log.close()));
  await sessions.end();
  await database.drop();
});

/** A log as another process has it: with a connection of its own. */
function openLog(): AuditLog {
  const log = new AuditLog(database.url, (error) => reported.push(error));
  logs.push(log);
  return log;
}

const verify = (expected?: Head) => verifyChain(statementsOn(database.orm.em.fork().getKysely<object>()), expected);

function act(verb: string, about: Partial<NewEntry> = {}, name = '关立新'): NewEntry {
  const viewer = { kind: 'person' as const, id: 3, name, roles: [Role.STAFF, Role.ADMINISTRATOR] };
  return entryOf(AuditKind.ACT, { viewer, requestId: 'r-1', address: '127.0.0.1' }, { verb, ...about });
}

async function write(count: number): Promise<void> {
  const log = openLog();
  for (let n = 1; n <= count; n++) await log.write(act(`verb${n}`, { subjects: [`finding=Finding:${n}`] }));
}

/** As whoever owns the database can: with its triggers asleep. */
async function tamper(statement: string): Promise<void> {
  await session.query(`set session_replication_role = replica; ${statement}; set session_replication_role = origin`);
}

test('an empty log holds, and has no head', async () => {
  expect(await verify()).toEqual({ entries: 0, head: undefined, broken: undefined });
});

test('entries are numbered from 1, and each has the hash of the one before', async () => {
  await write(3);
  const { rows } = await session.query('select id, previous_hash, hash from audit_entry order by id');
  expect(rows.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(rows.map(({ previous_hash }) => previous_hash)).toEqual(['0'.repeat(64), rows[0].hash, rows[1].hash]);
  expect(await verify()).toEqual({ entries: 3, head: { sequence: 3, hash: rows[2].hash }, broken: undefined });
});

test.each([
  "update audit_entry set actor_name = '别人'",
  'update audit_entry set actor_name = actor_name where false',
  'delete from audit_entry',
  'truncate audit_entry',
  'truncate audit_entry cascade',
])('the database refuses: %s', async (statement) => {
  await write(1);
  await expect(session.query(statement)).rejects.toThrow(/The audit log is append-only: (UPDATE|DELETE|TRUNCATE) of audit_entry is refused/);
  expect(await verify()).toMatchObject({ entries: 1, broken: undefined });
});

test('any text that somebody may be called by or give for a reason is hashed as it is read again', async () => {
  const log = openLog();
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('\0', '\ud800', 'a\ud83d', "'; drop table audit_entry; --", '\\', '"', '𠀀'.repeat(300), ','),
  );
  const entry = fc.record({ name: text, reason: fc.option(text), subjects: fc.array(fc.constantFrom('a,b', 'a"b', '{}', 'null', 'a b', ''), { maxLength: 3 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 10 }), async (all) => {
      await Promise.all(all.map(({ name, ...about }) => log.write(act('signIn', about, name))));
      expect((await verify()).broken).toBeUndefined();
    }),
    { numRuns: 60 },
  );
  expect(reported).toEqual([]);
});

test('several processes that write at once, in any interleaving, keep one unbroken chain, in which everything stands once', async () => {
  const three = [openLog(), openLog(), openLog()];
  let expected = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(2), fc.nat(3)), { minLength: 1, maxLength: 40 }), async (schedule) => {
      const written: Promise<number>[] = [];
      for (const [which, pauses] of schedule) {
        written.push((three[which] as AuditLog).write(act(`verb${expected++}`)));
        for (let n = 0; n < pauses; n++) await session.query('select 1');
      }
      const sequences = await Promise.all(written);
      expect(new Set(sequences).size).toBe(sequences.length);
      expect(await verify()).toMatchObject({ entries: expected, broken: undefined });
    }),
    { numRuns: 40 },
  );
  const { rows } = await session.query('select count(distinct verb)::int as verbs, count(*)::int as entries, max(id) as last from audit_entry');
  expect(rows[0]).toEqual({ verbs: expected, entries: expected, last: expected });
});

test('what waits together is written together, and the same read by the same counts instead of standing again', async () => {
  const log = openLog();
  const viewer = { kind: 'person' as const, id: 3, name: '关立新', roles: [Role.STAFF] };
  const read = (requestId: string, rows: string[]) =>
    entryOf(AuditKind.READ, { viewer, requestId, address: '::1' }, { document: 'd', fields: ['Officer.name'], rows, row_count: rows.length });
  const sequences = await Promise.all([
    log.write(read('a', ['Officer:1'])),
    log.write(read('b', ['Officer:1'])),
    log.write(read('c', ['Officer:2'])),
    log.write(act('one')),
    log.write(act('one')),
  ]);
  expect(sequences).toEqual([1, 1, 2, 3, 4]);
  const { rows } = await session.query('select times, request_id, xmin::text as tx from audit_entry order by id');
  expect(rows.map(({ times }) => times)).toEqual([2, 1, 1, 1]);
  expect(new Set(rows.map(({ tx }) => tx)).size).toBe(1);
  expect(await verify()).toMatchObject({ entries: 4, broken: undefined });
});

test('a writer that was cut off within a transaction leaves nothing, and the next goes on with the chain', async () => {
  await write(2);
  const stuck = await sessions.open(database.url);
  stuck.on('error', () => undefined);
  await stuck.query(
    "begin; select pg_advisory_xact_lock(730783); insert into audit_entry (id, at, kind, actor_kind, actor_roles, subjects, codes, fields, rows, previous_hash, hash) values (3, now(), 'ACT', 'NOBODY', '{}', '{}', '{}', '{}', '{}', '', '')",
  );
  const waiting = openLog().write(act('after'));
  await session.query("select pg_terminate_backend(pid) from pg_stat_activity where query like '%730783%' and state = 'idle in transaction' and datname = current_database()");
  expect(await waiting).toBe(3);
  expect(await verify()).toMatchObject({ entries: 3, broken: undefined });
});

describe('whatever is changed all the same is found', () => {
  test.each([
    ['another name', "update audit_entry set actor_name = '别人' where id = 3", 3, 'ALTERED'],
    ['another moment, by a microsecond', "update audit_entry set at = at + interval '1 microsecond' where id = 3", 3, 'ALTERED'],
    ['another reason', "update audit_entry set reason = 'x' where id = 3", 3, 'ALTERED'],
    ['a subject that was put together differently', "update audit_entry set subjects = array['finding=Finding:3', ''] where id = 3", 3, 'ALTERED'],
    ['another hash', "update audit_entry set hash = repeat('a', 64) where id = 3", 3, 'ALTERED'],
    ['another hash of the one before', "update audit_entry set previous_hash = repeat('a', 64) where id = 3", 3, 'OTHER_BEFORE'],
    ['an entry taken out', 'delete from audit_entry where id = 3', 3, 'GAP'],
    ['the first taken out', 'delete from audit_entry where id = 1', 1, 'GAP'],
    ['the last ones numbered anew after one was taken out', 'delete from audit_entry where id = 3; update audit_entry set id = id - 1 where id > 3', 3, 'OTHER_BEFORE'],
    ['two exchanged', 'update audit_entry set id = -1 where id = 3; update audit_entry set id = 3 where id = 4; update audit_entry set id = 4 where id = -1', 3, 'OTHER_BEFORE'],
    [
      'one put in before the first',
      "insert into audit_entry (id, at, kind, actor_kind, actor_roles, subjects, codes, fields, rows, previous_hash, hash) values (0, now(), 'ACT', 'NOBODY', '{}', '{}', '{}', '{}', '{}', '', '')",
      1,
      'GAP',
    ],
  ] as const)('%s', async (_, statement, sequence, why) => {
    await write(5);
    await tamper(statement);
    const verdict = await verify();
    expect(verdict.broken).toMatchObject({ sequence, why });
    expect(verdict.entries).toBe(sequence - 1);
  });

  test('every column of the table is part of the hash, but for the hash and what PostgreSQL makes of the number', async () => {
    const { rows } = await session.query("select column_name as name, data_type as type, is_generated from information_schema.columns where table_name = 'audit_entry'");
    const others: Record<string, string> = { text: "'OUTCOME'", ARRAY: "array['STAFF', 'LEADER']", integer: '1', 'timestamp with time zone': "now() + interval '1 day'" };
    const columns = rows.filter(({ name, is_generated }) => is_generated === 'NEVER' && !['id', 'hash'].includes(name));
    expect(columns.length).toBeGreaterThan(18);
    await write(2);
    for (const { name, type } of columns) {
      const other = name === 'actor_kind' ? "'SCREEN'" : name === 'outcome' ? "'DONE'" : name === 'times' ? '7' : others[type];
      await tamper(`create table kept as select * from audit_entry; update audit_entry set "${name}" = ${other} where id = 2`);
      expect({ name, broken: (await verify()).broken?.sequence }).toEqual({ name, broken: 2 });
      await tamper(`update audit_entry set "${name}" = kept."${name}" from kept where kept.id = audit_entry.id; drop table kept`);
      expect((await verify()).broken).toBeUndefined();
    }
  });

  test('an end that was cut off, by who wrote the head down before', async () => {
    await write(5);
    const { head } = await verify();
    await tamper('delete from audit_entry where id > 3');
    expect(await verify()).toMatchObject({ entries: 3, broken: undefined });
    expect((await verify(head)).broken).toMatchObject({ sequence: 4, why: 'CUT_OFF' });
  });

  test('a chain that was written anew from the beginning, by who wrote the head down before', async () => {
    await write(5);
    const { head } = await verify();
    await tamper('delete from audit_entry');
    await write(6);
    expect(await verify()).toMatchObject({ entries: 6, broken: undefined });
    expect((await verify(head)).broken).toMatchObject({ sequence: 5, why: 'NOT_AS_EXPECTED' });
  });

  test('and a chain that goes on from the head that was written down is as expected', async () => {
    await write(5);
    const { head } = await verify();
    await write(3);
    expect(await verify(head)).toMatchObject({ entries: 8, broken: undefined });
  });
});

test('a log of several pages is verified whole', async () => {
  const log = openLog();
  await Promise.all(Array.from({ length: 2_345 }, (_, n) => log.write(act(`verb${n}`))));
  expect(await verify()).toMatchObject({ entries: 2_345, broken: undefined });
  await tamper('update audit_entry set verb = null where id = 2001');
  expect((await verify()).broken).toMatchObject({ sequence: 2_001, why: 'ALTERED' });
});
