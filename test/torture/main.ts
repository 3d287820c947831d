/**
 * `npm run torture [-- --seed N --seconds S]`: whatever dies, every screen is told of every event exactly once, in commit order.
 *
 * Servers are killed, the database crashes, connections break, freeze and crawl, and all the while events are written
 * and screens follow them. At the end everybody catches up, and what each was told is held against the log.
 * Prints the seed first and one line of what was done and found last; exit code 1 when anything differs.
 */
import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Audience } from './audience.ts';
import { Balancer } from './balancer.ts';
import { Chance } from './chance.ts';
import { perform, planDeeds } from './chaos.ts';
import { Cluster } from './cluster.ts';
import { report } from './report.ts';
import { Servers } from './servers.ts';
import { Writers } from './writers.ts';

/** When nothing breaks any more everybody is up to date within seconds, on a busy machine later; who is not by then has lost something (milliseconds). */
const CATCH_UP = 90_000;

interface Options {
  seed: number;
  /** How long things break; starting and catching up come on top. */
  seconds: number;
  servers: number;
  /** Screens over WebSocket. */
  sockets: number;
  /** Screens over server-sent events. */
  eventStreams: number;
}

const stopping = new AbortController();
for (const reason of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(reason, () => stopping.abort());
// Even our own mistake must leave nothing running behind.
for (const mistake of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(mistake, (error: unknown) => {
    console.error(error);
    stopping.abort();
  });
}

try {
  process.exitCode = (await torture(readOptions(), stopping.signal)) ? 0 : 1;
} catch (error) {
  console.error(`torture: ${stopping.signal.aborted ? 'stopped' : (error as Error).message}`);
  process.exitCode = 1;
}
process.exit();

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      seconds: { type: 'string', default: '60' },
      servers: { type: 'string', default: '3' },
      sockets: { type: 'string', default: '16' },
      'event-streams': { type: 'string', default: '4' },
    },
  });
  const number = (name: keyof typeof values, least: number) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= least) return value;
    throw new Error(`--${name} must be a whole number from ${least}, not "${values[name]}"`);
  };
  return { seed: number('seed', 0), seconds: number('seconds', 1), servers: number('servers', 1), sockets: number('sockets', 1), eventStreams: number('event-streams', 0) };
}

/** One run from nothing to nothing. Whether everything was right. */
async function torture({ seed, seconds, servers: serverCount, ...residents }: Options, stop: AbortSignal): Promise<boolean> {
  console.log(`torture: seed ${seed}, ${seconds} s`);
  const chance = new Chance(String(seed));
  const removals: (() => Promise<void> | void)[] = [];
  try {
    const cluster = await Cluster.start();
    removals.push(() => cluster.remove());
    const subjects = await cluster.furnish();
    const logId = await cluster.logId();
    const servers = new Servers(cluster.url, serverCount, chance.of('servers'));
    removals.push(() => servers.remove());
    const balancer = await Balancer.start(() => servers.ports, chance.of('balancer'));
    removals.push(() => balancer.remove());
    if (!(await within(CATCH_UP, servers.allUp(), stop))) throw new Error(`The servers do not start:\n${servers.excuse}`);

    const audience = new Audience(balancer.url, logId, residents, chance.of('audience'));
    removals.push(() => audience.remove());
    const writers = new Writers(cluster.url, subjects, chance.of('writers'));
    removals.push(() => writers.stop());
    const done = await perform(planDeeds(seconds, chance.of('chaos')), { cluster, servers, balancer, audience, writers }, stop);

    balancer.calm();
    await writers.stop();
    const upAgain = await within(CATCH_UP, servers.allUp(), stop);
    const caughtUp = await within(CATCH_UP, audience.reach(await writers.mark()), stop);
    const { right, line, details } = report({ seed, seconds, done, upAgain, caughtUp, faults: servers.faults, screens: audience.screens, log: await cluster.log() });
    for (const detail of details) console.error(detail);
    console.log(line);
    return right;
  } finally {
    // Whatever one of them meets, the others must be removed too.
    for (const remove of removals.reverse()) await (async () => remove())().catch(console.error);
  }
}

/** Whether it came about in so many milliseconds; rejects when `stop` says so. */
async function within(milliseconds: number, wanted: Promise<unknown>, stop: AbortSignal): Promise<boolean> {
  stop.throwIfAborted();
  const over = new AbortController();
  const end = () => over.abort();
  stop.addEventListener('abort', end);
  const late = pause(milliseconds, false, { signal: over.signal });
  late.catch(() => undefined);
  try {
    return await Promise.race([wanted.then(() => true), late]);
  } finally {
    stop.removeEventListener('abort', end);
    end();
  }
}
