import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { hashOf, newSecret } from '../../../server/access/secrets.ts';
import { City } from '../city.ts';
import { clock } from '../clock.ts';
import { demandConnections, wholeNumbers } from '../options.ts';
import { Writer } from '../writer.ts';
import { type Contestant, duban } from './contestants.ts';
import { type Closing, Follower } from './follower.ts';
import { boardSubscription } from './operation.ts';
import type { Address } from './servers.ts';

/** What is demanded: nobody's connection outlives their rights longer (milliseconds). */
const WITHIN = 1_000;
/** Until everybody has heard the first event, and until everybody is out (milliseconds). */
const PATIENCE = 60_000;
/** Sessions that are left to end by themselves end so long after this was decided: until then it has been announced (seconds). */
const LEFT = 3;
/** Between two events that go on all the while: each is a thousand messages for the one process that reads them all (milliseconds). */
const EVENTS_EVERY = 200;
/** How many come in at a time. */
const AT_ONCE = 50;

/** Ways to lose one's rights: what happens to all accounts or sessions in one transaction, and how a connection is closed for it. */
const CHANGES = {
  revoked: { statement: 'update session set revoked_at = now() where account_id = any(?::int[])', seconds: 0, code: 4401 },
  expired: { statement: `update session set expires_at = now() + interval '${LEFT} seconds' where account_id = any(?::int[])`, seconds: LEFT, code: 4401 },
  roles: { statement: `update account set roles = '{LEADER}' where id = any(?::int[])`, seconds: 0, code: 4403 },
  disabled: { statement: 'update account set disabled_at = now() where id = any(?::int[])', seconds: 0, code: 4401 },
} as const;
type Change = keyof typeof CHANGES;

/** Milliseconds from the end of the rights until the connection was closed; and after which nobody heard an event any more. */
interface Figures {
  p50: number;
  p99: number;
  max: number;
  lastEvent: number;
  /** Microseconds of the server's CPU a connection. */
  cpu: number;
  /** Connections that were not closed, or otherwise than they should. */
  wrong: number;
}

/**
 * How long live connections outlive the rights they were opened with: each a session of its own, two an account, all following the board while events go on. True when all were
 * closed within a second.
 */
export async function liveAccess(args: string[], stop: AbortSignal): Promise<boolean> {
  const { values } = parseArgs({ args, options: { sockets: { type: 'string', default: '200,1000' } } });
  const sizes = wholeNumbers('sockets', values.sockets);
  demandConnections(Math.max(...sizes));
  const city = await City.found();
  try {
    const contestant = duban(city, boardSubscription(), stop);
    try {
      const address = await contestant.server.call('serve', { databaseUrl: city.databaseUrl, connections: Math.max(...sizes) + 100 });
      // What is done for the first time takes longer.
      await trial(city, contestant, address, 20, 'revoked', stop);
      const lines: Record<string, unknown>[] = [];
      for (const sockets of sizes) lines.push(await measureSize(city, contestant, address, sockets, stop));
      console.log(`\n${lines.map((line) => JSON.stringify(line)).join('\n')}`);
      return lines.every(({ within }) => within);
    } finally {
      await contestant.server.stop();
    }
  } finally {
    await city.close();
  }
}

async function measureSize(city: City, contestant: Contestant, address: Address, sockets: number, stop: AbortSignal): Promise<Record<string, unknown>> {
  const figures: Partial<Record<Change, Figures>> = {};
  for (const change of Object.keys(CHANGES) as Change[]) {
    console.error(`${sockets} sockets, ${change} …`);
    figures[change] = await trial(city, contestant, address, sockets, change, stop);
    const { p50, p99, max, lastEvent, cpu, wrong } = figures[change];
    console.log(`${sockets} sockets, ${change.padEnd(8)}  p50 ${p50} ms  p99 ${p99} ms  max ${max} ms  last event ${lastEvent} ms  CPU ${cpu} µs  wrong ${wrong}`);
  }
  const within = Object.values(figures).every(({ max, lastEvent, wrong }) => max <= WITHIN && lastEvent <= WITHIN && wrong === 0);
  return { bench: 'live-access', sockets, ...figures, within };
}

async function trial(city: City, { server }: Contestant, address: Address, count: number, change: Change, stop: AbortSignal): Promise<Figures> {
  const writer = await Writer.begin(city);
  const { accounts, cookies } = await signIn(city, count);
  const { statement, seconds, code } = CHANGES[change];
  const followers: Follower[] = [];
  let over = false;
  const events = (async () => {
    while (!over) {
      await writer.publish(1);
      await pause(EVENTS_EVERY);
    }
  })();
  try {
    const greeting = { query: boardSubscription(), variables: { after: writer.cursor } };
    while (followers.length < count) {
      stop.throwIfAborted();
      const some = cookies.slice(followers.length, followers.length + AT_ONCE).map((cookie) => new Follower(address, cookie, greeting));
      followers.push(...some);
      await inTime(Promise.all(some.map(({ follows }) => follows)));
    }
    const cpuBefore = await server.call('cpu');
    const from = clock() + seconds * 1_000;
    await city.orm.em.fork().execute(statement, [`{${accounts.join(',')}}`]);
    const closings = await Promise.all(followers.map(({ closed }) => Promise.race([closed, pause(PATIENCE, undefined, { ref: false })])));
    const cpu = (await server.call('cpu')) - cpuBefore;
    const after = closings.flatMap((closing) => (closing ? closing.at - from : [])).sort((one, other) => one - other);
    const share = (part: number) => rounded(after[Math.min(after.length - 1, Math.ceil(after.length * part) - 1)] ?? Number.NaN);
    const isRight = (closing: Closing | undefined) => closing?.code === code;
    return {
      p50: share(0.5),
      p99: share(0.99),
      max: share(1),
      lastEvent: rounded(Math.max(0, ...followers.map(({ lastEventAt }) => lastEventAt - from))),
      cpu: Math.round(cpu / count),
      wrong: closings.filter((closing) => !isRight(closing as Closing | undefined)).length,
    };
  } finally {
    over = true;
    await events;
    await Promise.all(followers.map((follower) => follower.leave()));
  }
}

/** So many sessions, two an account, of the committee's staff. */
async function signIn({ orm }: City, sessions: number): Promise<{ accounts: number[]; cookies: string[] }> {
  const em = orm.em.fork();
  const secrets = Array.from({ length: sessions }, () => newSecret('session'));
  const made = await em.execute<{ id: number }[]>(
    `insert into account (name, display_name, roles) select 'bench ' || gen_random_uuid(), '某人', '{STAFF}' from generate_series(1, ?) returning id`,
    [Math.ceil(sessions / 2)],
  );
  const accounts = made.map(({ id }) => id);
  await em.execute(`insert into session (hash, account_id, expires_at) select hash, account, now() + interval '12 hours' from unnest(?::text[], ?::int[]) as s (hash, account)`, [
    `{${secrets.map(hashOf).join(',')}}`,
    `{${secrets.map((_, at) => accounts[at >> 1]).join(',')}}`,
  ]);
  return { accounts, cookies: secrets.map((secret) => `duban_session=${secret}`) };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new AbortController();
  const refusal = pause(PATIENCE, undefined, { signal: late.signal }).then(() => {
    throw new Error(`Not everybody heard an event within ${PATIENCE / 1_000} s`);
  });
  refusal.catch(() => undefined);
  return Promise.race([work, refusal]).finally(() => late.abort());
}

function rounded(milliseconds: number): number {
  return Number(milliseconds.toFixed(1));
}
