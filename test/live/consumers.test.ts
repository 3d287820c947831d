import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { parse } from 'graphql';
import type { Client } from 'pg';
import { buildSchema } from 'type-graphql';
import { globalId } from '../../schema/Node.ts';
import { refuse } from '../../schema/problemWording.ts';
import { Readers } from '../../server/database/index.ts';
import { createOrm } from '../../server/database/orm.ts';
import { type Arrivals, type ConsumedEvent, type DurableConsumer, EventConsumers, type Pace } from '../../server/live/consumers/index.ts';
import { EventConsumerResolvers } from '../../server/live/consumers/resolvers.ts';
import { EventLog } from '../../server/live/index.ts';
import { attachReads, Executor, Models, READ_LIMITS, Reader } from '../../server/read/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { openSession, Sessions } from '../testkit/sessions.ts';
import { roundOf } from './roundOf.ts';

const HASTY: Pace = { poll: 20, waits: [1, 1, 1, 1], longest: 30_000 };

let database: TestDatabase;
/** Hears of every commit that writes an effect, moves a consumer or sets an event aside. */
let witness: Client;
let changed = Promise.withResolvers<void>();
const running: EventConsumers[] = [];
const sessions = new Sessions();
let reported: unknown[] = [];
const report = (error: unknown) => reported.push(error);

beforeAll(async () => {
  database = await freshDatabase();
  witness = await openSession(database.url);
  await witness.query(`
    create table effect (place bigserial, round int not null, cause text not null, by text not null);
    create function tell() returns trigger as $$ begin notify changed; return null; end; $$ language plpgsql;
    create trigger tell after insert on effect execute function tell();
    create trigger tell after insert or update or delete on event_consumer execute function tell();
    create trigger tell after insert or update or delete on set_aside_event execute function tell();
    listen changed`);
  witness.on('notification', () => changed.resolve());
});
beforeEach(async () => {
  reported = [];
  await witness.query('truncate event, effect, event_consumer, set_aside_event');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((consumers) => consumers.stop()));
  await sessions.end();
});
afterAll(async () => {
  await witness.end();
  await database.drop();
});

const session = () => sessions.open(database.url);

const log = (from: number, to = from) =>
  witness.query("insert into event (kind, data) select 'ROUND_OPENED', jsonb_build_object('round', n) from generate_series($1::int, $2) n", [from, to]);

const all = async <T>(statement: string): Promise<T[]> => (await witness.query(statement)).rows;

/** The rounds that had an effect, in the order they had it. */
const effects = async () => (await all<{ round: number }>('select round from effect order by place')).map(({ round }) => round);

/** Resolves once the condition holds, looking after every change. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (;;) {
    changed = Promise.withResolvers();
    const { promise } = changed;
    if (await holds()) return;
    await promise;
  }
}

const untilEffects = (count: number) => until(async () => (await effects()).length >= count);

/** Resolves once somebody waits for a lock in this database, which nothing announces. */
async function untilBlocked(): Promise<void> {
  while (!(await all(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).length);
}

/** Resolves once what is committed is released: transactions of the tests beside this one hold it back, too. */
async function untilReleased(): Promise<void> {
  while ((await all('select from event where tx >= pg_snapshot_xmin(pg_current_snapshot()) limit 1')).length);
}

/** A consumer called `sums` that writes down what it was handed. */
const sums = (
  handle: (event: ConsumedEvent, em: EntityManager, note: () => Promise<unknown>) => Promise<unknown> = (_event, _em, note) => note(),
  by = 'one',
): DurableConsumer => ({
  name: 'sums',
  from: 'beginning',
  handle: async (event, em) => {
    await handle(event, em, () => em.execute('insert into effect (round, cause, by) values (?, ?, ?)', [roundOf(event), event.cause, by]));
  },
});

const never: Arrivals = { arrived: () => new Promise(() => undefined) };

/** Arrivals without end, so that a consumer looks and looks; `looked` resolves after so many more looks. */
function restless() {
  let looks = 0;
  let waiting: { at: number; resolve: () => void } | undefined;
  return {
    arrived: () => {
      if (++looks === waiting?.at) waiting.resolve();
      return new Promise<void>((resolve) => setImmediate(resolve));
    },
    looked: (more: number) =>
      new Promise<void>((resolve) => {
        waiting = { at: looks + more, resolve };
      }),
  };
}

/** A login of its own, by which the database tells the connections of one process from those of another; `setting` holds for each of them. */
async function role(name: string, setting?: string): Promise<string> {
  const url = new URL(database.url);
  const user = `${name}_${url.pathname.slice(1)}`;
  await witness.query(`do $$ begin create role ${user} superuser login password 'test'; exception when duplicate_object then null; end $$`);
  if (setting) await witness.query(`alter role ${user} set ${setting}`);
  return Object.assign(url, { username: user, password: 'test' }).href;
}

/** Ends every connection of a process. */
const cut = (name: string) => witness.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 || '_' || current_database()", [name]);

/**
 * The consumers of a process of its own, with its own pool and connections. The pool is never closed, as after
 * kill -9; dropping the database ends what is left of it.
 */
async function start(
  consumer: DurableConsumer,
  { arrivals = never, pace = HASTY, url = database.url, looked }: { arrivals?: Arrivals; pace?: Pace; url?: string; looked?: (found: number) => void } = {},
) {
  const orm = await createOrm(url);
  const reader = await EventLog.open(orm);
  const log: Pick<EventLog, 'after'> = {
    after: async (position, limit) => {
      const events = await reader.after(position, limit);
      looked?.(events.length);
      return events;
    },
  };
  const consumers = await EventConsumers.start({ orm, databaseUrl: url, log, arrivals, consumers: [consumer], report, pace });
  running.push(consumers);
  return consumers;
}

const stop = async (consumers: EventConsumers) => {
  running.splice(running.indexOf(consumers), 1);
  await consumers.stop();
};

/** A gate in a handler: `reached` once it is entered, and shut until `open`. */
function gate() {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    reached: reached.promise,
    open: opened.resolve,
    pass: () => {
      reached.resolve();
      return opened.promise;
    },
  };
}

test('every event is handled once and in commit order, also one that was written first and committed last', async () => {
  const older = await session();
  await older.query('begin');
  await older.query("insert into event (kind, data) values ('ROUND_OPENED', '{\"round\": 1}')");
  await log(2, 250);
  await start(sums());
  await older.query('commit');
  await untilEffects(250);
  expect(await effects()).toEqual(Array.from({ length: 250 }, (_, n) => n + 1));
  const [{ count }] = (await all('select count(distinct cause)::int as count from effect')) as [{ count: number }];
  expect(count).toBe(250);
});

test('an arrival wakes a consumer that would look again only much later', async () => {
  const arrived = Promise.withResolvers<void>();
  const rests = gate();
  await start(sums(), { arrivals: { arrived: () => arrived.promise }, pace: { ...HASTY, poll: 600_000 }, looked: rests.pass });
  await rests.reached;
  await log(1);
  arrived.resolve();
  await untilEffects(1);
});

test('a new consumer begins at the beginning of the log or at the present, as it says, and two processes at once give it one place', async () => {
  await log(1);
  await Promise.all([
    start(sums()),
    start(sums()),
    start({ ...sums(undefined, 'late'), name: 'late', from: 'present' }),
    start({ ...sums(undefined, 'late'), name: 'late', from: 'present' }),
  ]);
  await log(2);
  await untilEffects(3);
  expect(await all('select round, by from effect order by by, round')).toEqual([
    { round: 2, by: 'late' },
    { round: 1, by: 'one' },
    { round: 2, by: 'one' },
  ]);
  expect(await all('select name from event_consumer order by name')).toEqual([{ name: 'late' }, { name: 'sums' }]);
});

test('what a consumer appends to the log is handed to it in its turn', async () => {
  await start(
    sums(async (event, em, note) => {
      await note();
      if (roundOf(event) === 1) await em.execute("insert into event (kind, data) values ('ROUND_OPENED', '{\"round\": 2}')");
    }),
  );
  await log(1);
  await untilEffects(2);
  expect(await effects()).toEqual([1, 2]);
});

test('of two processes each event has one effect, while the connections of either are cut again and again', async () => {
  await log(1, 200);
  const cuts = [20, 60, 100, 140, 180];
  const cutting = (by: string) =>
    sums(async (event, _em, note) => {
      await note();
      if (cuts[0] !== undefined && roundOf(event) >= cuts[0]) {
        cuts.shift();
        await cut(by);
      }
    }, by);
  await start(cutting('here'), { url: await role('here') });
  await start(cutting('there'), { url: await role('there') });
  await untilEffects(200);
  expect(cuts).toEqual([]);
  expect(await effects()).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
});

/** The connection that holds the claim on the consumer, once there is one other than `before`. */
async function claim(before?: number): Promise<number> {
  const held = "select pid from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and granted and datname = current_database()";
  for (;;) {
    const found = (await all<{ pid: number }>(held)).find(({ pid }) => pid !== before);
    if (found) return found.pid;
  }
}

test('one process is the active one, takes its claim again when the connection is lost, and leaves it to the next when it stops', async () => {
  let looks = 0;
  const here = await start(sums(undefined, 'here'), { url: await role('here') });
  const first = await claim();
  await witness.query('select pg_terminate_backend($1)', [first]);
  await claim(first);

  await start(sums(undefined, 'there'), { url: await role('there'), looked: () => looks++ });
  const refused = "select from pg_stat_activity where usename = 'there_' || current_database() and query like '%pg_try_advisory_lock%' and state = 'idle'";
  while (!(await all(refused)).length);
  await log(1, 20);
  await untilEffects(20);
  expect(looks).toBe(0);
  await stop(here);
  await log(21);
  await untilEffects(21);
  expect(await all('select by, count(*)::int as count from effect group by by order by by')).toEqual([
    { by: 'here', count: 20 },
    { by: 'there', count: 1 },
  ]);
});

test('of two processes that both believe to be active only one handles an event', async () => {
  const inHand = gate();
  await log(1);
  const handed: string[] = [];
  const first = sums(async (_event, _em, note) => {
    handed.push('here');
    await note();
    await inHand.pass();
  }, 'here');
  const second = sums(async (_event, _em, note) => {
    handed.push('there');
    await note();
  }, 'there');
  await start(first, { url: await role('here') });
  await inHand.reached;
  await start(second, { url: await role('there') });
  // The claim goes with its connection; the transaction of the event in hand has another and lives on.
  await witness.query('select pg_terminate_backend($1)', [await claim()]);
  await untilBlocked();
  inHand.open();
  await log(2);
  await untilEffects(2);
  expect(await effects()).toEqual([1, 2]);
  expect(handed).toHaveLength(2);
});

test('an effect whose transaction is cut off before its commit is undone, and done once', async () => {
  await log(1);
  let tries = 0;
  await start(
    sums(async (_event, em, note) => {
      await note();
      if (++tries === 1) await em.execute('select pg_terminate_backend(pg_backend_pid())');
    }),
  );
  await untilEffects(1);
  expect(tries).toBe(2);
  expect(await effects()).toEqual([1]);
});

test('an event that fails at every try is set aside whole, and those after it go on', async () => {
  await log(1, 3);
  await start(
    sums((event, _em, note) => {
      if (roundOf(event) === 2) throw new Error('Indigestible\0');
      return note();
    }),
  );
  await untilEffects(2);
  expect(await effects()).toEqual([1, 3]);
  expect(
    await all(`select consumer, event_id, s.at between e.at - interval '1 ms' and e.at + interval '1 ms' as same_at, s.kind, s.data, attempts, error, code
      from set_aside_event s join event e on e.id = event_id and e.tx = s.tx`),
  ).toEqual([
    {
      consumer: 'sums',
      event_id: expect.any(String),
      same_at: true,
      kind: 'ROUND_OPENED',
      data: { round: 2 },
      attempts: 5,
      error: expect.stringContaining('Indigestible'),
      code: null,
    },
  ]);
  expect(reported.map((error) => (error as Error).message.replace(/[\d.]+(?=,| aside)/, '…'))).toEqual([
    ...[1, 2, 3, 4].map((n) => `The consumer sums failed at the event …, try ${n} of 5`),
    'The consumer sums set the event … aside after 5 tries',
  ]);
});

test('tries are counted across restarts', async () => {
  await log(1, 2);
  let tries = 0;
  const twice = gate();
  const failing = sums((event, _em, note) => {
    if (roundOf(event) !== 1) return note();
    if (++tries === 2) void twice.pass();
    throw new Error('Indigestible');
  });
  const first = await start(failing, { pace: { ...HASTY, waits: [1, 600_000, 1, 1] } });
  await twice.reached;
  await stop(first);
  await start(failing);
  await untilEffects(1);
  expect(tries).toBe(5);
  expect(await all('select attempts from set_aside_event')).toEqual([{ attempts: 5 }]);
});

test('an event that kills its process every time is set aside by the next', async () => {
  await log(1, 2);
  const program = `
    import { createOrm } from './.build/server/database/orm.js';
    import { EventConsumers } from './.build/server/live/consumers/index.js';
    import { EventLog } from './.build/server/live/index.js';
    const orm = await createOrm(process.env.URL);
    const consumers = [{ name: 'sums', from: 'beginning', handle: async () => process.kill(process.pid, 'SIGKILL') }];
    const arrivals = { arrived: () => new Promise(() => undefined) };
    await EventConsumers.start({ orm, databaseUrl: process.env.URL, log: await EventLog.open(orm), arrivals, consumers, report: console.error, pace: { poll: 20, waits: [1], longest: 30000 } });
    setInterval(() => undefined, 1000);`;
  for (const time of [1, 2]) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env: { ...process.env, URL: database.url }, stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    expect(await all('select attempts from event_consumer')).toEqual([{ attempts: time }]);
  }
  await start(sums(), { pace: { ...HASTY, waits: [1] } });
  await untilEffects(1);
  expect(await effects()).toEqual([2]);
  expect(await all('select attempts, error from set_aside_event')).toEqual([{ attempts: 2, error: expect.stringContaining('The process ended during the last try') }]);
});

test('a try that fails for a deadlock or the like is begun again without blame', async () => {
  await log(1);
  let tries = 0;
  await start(
    sums(async (_event, em, note) => {
      if (++tries < 8) await em.execute(`do $$ begin raise exception using errcode = '${tries % 2 ? '40001' : '40P01'}'; end $$`);
      expect(await all('select attempts from event_consumer')).toEqual([{ attempts: 1 }]);
      await note();
    }),
  );
  await untilEffects(1);
  expect(await all('select from set_aside_event')).toEqual([]);
  expect(reported).toHaveLength(1);
});

test('a handler that dallies in its transaction is broken off, and the log goes on', async () => {
  await log(1, 2);
  const dallying = gate();
  await start(
    sums(async (event, _em, note) => {
      if (roundOf(event) === 1) await dallying.pass();
      await note();
    }),
    { pace: { ...HASTY, waits: [1], longest: 50 } },
  );
  await dallying.reached;
  const reader = await EventLog.open(database.orm);
  await log(3);
  while ((await reader.after({ tx: 0n, id: 0n }, 10)).length < 3);
  dallying.open();
  await untilEffects(3);
  expect(await effects()).toEqual([1, 2, 3]);
  expect(reported).toHaveLength(1);
});

test('a consumer outlives the database going away, says so once, and each event still has one effect', async () => {
  const name = new URL(database.url).pathname.slice(1);
  const outside = await sessions.open(process.env.TEST_CLUSTER_URL);
  const inHand = gate();
  const arrivals = restless();
  let tries = 0;
  await log(1, 3);
  await start(
    sums(async (event, _em, note) => {
      await note();
      if (roundOf(event) === 2 && ++tries === 1) await inHand.pass();
    }),
    { url: await role('outage'), arrivals },
  );
  await inHand.reached;
  await outside.query(`alter role outage_${name} nologin`);
  await cut('outage');
  inHand.open();
  await arrivals.looked(10);
  await outside.query(`alter role outage_${name} login`);
  await untilEffects(3);
  expect(await effects()).toEqual([1, 2, 3]);
  // The try that was broken off, where it was not told why, and the outage.
  expect([1, 2]).toContain(reported.length);
  expect(await all('select from set_aside_event')).toEqual([]);
});

test('an idle consumer only reads: no transaction of its gets an id and holds back the log', async () => {
  await log(1);
  const first = await start(sums());
  await untilEffects(1);
  await stop(first);
  const arrivals = restless();
  const looked = arrivals.looked(10);
  // Where nothing may be written or locked, whatever takes a transaction id fails.
  await start(sums(), { arrivals, url: await role('reading', 'default_transaction_read_only = on') });
  await looked;
  expect(reported).toEqual([]);
});

test('stopping lets the event in hand finish and begins no other', async () => {
  await log(1, 2);
  const inHand = gate();
  const consumers = await start(
    sums(async (_event, _em, note) => {
      await note();
      await inHand.pass();
    }),
  );
  await inHand.reached;
  let over = false;
  const stopped = stop(consumers).then(() => {
    over = true;
  });
  for (let n = 0; n < 50; n++) await witness.query('select');
  expect(over).toBe(false);
  inHand.open();
  await stopped;
  expect(await effects()).toEqual([1]);
  expect(await all('select attempts from event_consumer')).toEqual([{ attempts: 0 }]);
});

test('two consumers of one name are refused', async () => {
  const orm = database.orm;
  const options = { orm, databaseUrl: database.url, log: await EventLog.open(orm), arrivals: never, report: () => undefined };
  await expect(EventConsumers.start({ ...options, consumers: [sums(), sums()] })).rejects.toThrow('Two consumers of the event log are called sums');
});

/** Asks as the server does, of the consumers of one process. */
async function ask(consumers: EventConsumers, query: string, variables: Record<string, unknown> = {}) {
  const models = new Models(database.orm);
  const schema = attachReads(await buildSchema({ resolvers: [EventConsumerResolvers], validate: false }));
  const executor = new Executor(schema, models, []);
  const readers = new Readers(database.url, 1, READ_LIMITS.statementTimeout);
  const { data, errors } = await executor
    .execute(executor.compile(parse(query)), { variables, contextValue: { read: new Reader(models, readers), consumers } })
    .finally(() => readers.close());
  if (errors) throw errors[0];
  return JSON.parse(JSON.stringify(data));
}

const SHOWN = '{ eventConsumers { name behind attempts movedAt setAside { id kind at attempts setAsideAt cause reason { code found message messageEn } } } }';
const RETRY = 'mutation ($id: ID!) { retrySetAsideEvent(id: $id) { event { id kind } problems { code field found message } } }';

test('consumers are shown with how far behind they are and what they set aside, and nothing internal', async () => {
  await log(1, 3);
  const consumers = await start(
    sums((event, _em, note) => {
      if (roundOf(event) === 1) throw new Error('Password is hunter2');
      if (roundOf(event) === 2) return refuse('UNKNOWN_UNIT', { found: '孔敏建' });
      return note();
    }),
  );
  await untilEffects(1);
  await stop(consumers);
  await log(4, 1500);
  await untilReleased();
  const { eventConsumers } = await ask(consumers, SHOWN);
  const causes = (await all<{ cause: string }>("select tx || '.' || id as cause from event order by id limit 2")).map(({ cause }) => cause);
  const each = { id: expect.any(String), kind: 'ROUND_OPENED', attempts: 5, at: expect.stringMatching(/Z$/), setAsideAt: expect.stringMatching(/Z$/) };
  expect(eventConsumers).toEqual([
    {
      name: 'sums',
      behind: 1000,
      attempts: 0,
      movedAt: expect.stringMatching(/Z$/),
      setAside: [
        { ...each, cause: causes[1], reason: { code: 'UNKNOWN_UNIT', found: null, message: '名录中没有单位 …', messageEn: 'The register has no unit …' } },
        {
          ...each,
          cause: causes[0],
          reason: { code: 'EVENT_NOT_HANDLED', found: null, message: '事件处理失败，详情见服务器日志', messageEn: "The event could not be handled; the server's log says why" },
        },
      ],
    },
  ]);
});

test('an event that was set aside is tried again on request: a failure is typed and noted, success removes it with its effect', async () => {
  await log(1, 2);
  let mood: 'fails' | 'refuses' | 'works' = 'fails';
  const inHand = gate();
  const causes: string[] = [];
  const consumers = await start(
    sums(async (event, _em, note) => {
      await note();
      if (roundOf(event) !== 1) return;
      causes.push(event.cause);
      if (mood === 'fails') throw new Error('Indigestible');
      if (mood === 'refuses') refuse('UNKNOWN_UNIT', { found: 'XZ99' });
      await inHand.pass();
    }),
  );
  await untilEffects(1);
  // The log may have forgotten it by then.
  await witness.query('delete from event');
  const [{ setAside }] = (await ask(consumers, SHOWN)).eventConsumers;
  const { id } = setAside[0];

  expect(await ask(consumers, RETRY, { id })).toMatchObject({ retrySetAsideEvent: { event: null, problems: [{ code: 'EVENT_NOT_HANDLED', field: 'id', found: id }] } });
  mood = 'refuses';
  expect(await ask(consumers, RETRY, { id })).toMatchObject({ retrySetAsideEvent: { event: null, problems: [{ code: 'UNKNOWN_UNIT', found: 'XZ99' }] } });
  expect(await effects()).toEqual([2]);
  expect(await all('select attempts, code from set_aside_event')).toEqual([{ attempts: 7, code: 'UNKNOWN_UNIT' }]);

  mood = 'works';
  // Two at once: one finds it done.
  const asked = [ask(consumers, RETRY, { id }), ask(consumers, RETRY, { id })];
  await inHand.reached;
  await untilBlocked();
  inHand.open();
  const answers = (await Promise.all(asked)).map(({ retrySetAsideEvent }) => retrySetAsideEvent);
  expect(answers).toEqual(
    expect.arrayContaining([
      { event: { id, kind: 'ROUND_OPENED' }, problems: [] },
      { event: null, problems: [expect.objectContaining({ code: 'UNKNOWN_ID', field: 'id', found: id })] },
    ]),
  );
  expect(await effects()).toEqual([2, 1]);
  expect(await all('select from set_aside_event')).toEqual([]);
  expect(new Set(causes).size).toBe(1);
});

test('retrying what is unknown, or of a consumer the program no longer has, is refused', async () => {
  const consumers = await start(sums());
  await witness.query(
    `insert into set_aside_event (consumer, tx, event_id, at, kind, data, attempts, error) values ('gone', '7', 8, now(), 'ROUND_OPENED', '{"round": 1}', 5, 'Indigestible')`,
  );
  const [{ id }] = (await all('select id from set_aside_event')) as [{ id: number }];
  for (const [given, problem] of [
    [globalId('SetAsideEvent', id), { code: 'EVENT_CONSUMER_MISSING', found: 'gone' }],
    [globalId('SetAsideEvent', 999_999_999), { code: 'UNKNOWN_ID', field: 'id' }],
    [globalId('Unit', id), { code: 'UNKNOWN_ID', field: 'id' }],
    ['nonsense', { code: 'UNKNOWN_ID', field: 'id', found: 'nonsense' }],
  ] as const) {
    expect(await ask(consumers, RETRY, { id: given })).toMatchObject({ retrySetAsideEvent: { event: null, problems: [problem] } });
  }
});

test('a consumer that was made to begin anew may set the same event aside again', async () => {
  await log(1, 2);
  const failing = sums((event, _em, note) => {
    if (roundOf(event) === 1) throw new Error('Indigestible');
    return note();
  });
  const first = await start(failing);
  await untilEffects(1);
  await stop(first);
  await witness.query('delete from event_consumer');
  await start(failing);
  await untilEffects(2);
  expect(await all('select attempts from set_aside_event')).toEqual([{ attempts: 5 }]);
});
