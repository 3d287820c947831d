import { setTimeout as pause } from 'node:timers/promises';
import type { Audience } from './audience.ts';
import type { Balancer } from './balancer.ts';
import type { Chance } from './chance.ts';
import type { Cluster } from './cluster.ts';
import type { Servers } from './servers.ts';
import type { Writers } from './writers.ts';

/** What can be done, and how often: once in so many seconds, and once at least. A lull comes with a crash. */
const EVERY = {
  /** kill -9 of a server */
  kill: 6,
  /** a server ended in good order */
  stop: 15,
  /** PostgreSQL restarted in good order */
  restart: 20,
  /** PostgreSQL killed and recovered, while people are opening their screens; sometimes nothing else was going on */
  crash: 10,
  /** only the connections that listen are ended */
  deafen: 8,
  /** a connection cut */
  cut: 0.5,
  /** a connection that passes nothing for a while, or never again */
  freeze: 1.5,
  /** a connection that passes a few kilobytes a second */
  slow: 1.5,
  /** many events in one transaction */
  flood: 12,
  /** somebody opens a screen and goes away again */
  visit: 2,
} as const;
export type DeedKind = keyof typeof EVERY | 'lull';

/** Some connections freeze for good. */
const FOR_GOOD = 0.2;
const FREEZE = { least: 200, most: 4_000 };
const BYTES_PER_SECOND = { least: 1_000, most: 6_000 };
const FLOOD = { least: 300, most: 1_200 };
const VISIT = { least: 500, most: 8_000 };
/** Screens that are opened in the moments of a crash, and for how long (milliseconds). */
const CAUGHT = 5;
const LAST_MOMENTS = { before: 200, after: 50 };
const STAY = { least: 5_000, most: 10_000 };
/** Nobody else writes before such a crash, so that what was given up last is not forced to disk by a neighbour's commit (milliseconds). */
const LULL = 1_800;
const LULLED = 0.5;

export interface Deed {
  /** Milliseconds from the start. */
  at: number;
  kind: DeedKind;
  /** From [0, 1): which of those there are at that moment. */
  aim: number;
  /** How long, how slow, how many; what it means the kind says. */
  size: number;
}

/** What will be done in a run of so many seconds. It depends on the chance alone, not on what happens. */
export function planDeeds(seconds: number, chance: Chance): Deed[] {
  const deeds: Deed[] = [];
  for (const [kind, every] of Object.entries(EVERY) as [DeedKind, number][]) {
    const own = chance.of(kind);
    const count = Math.max(1, Math.round(seconds / every));
    for (let n = 0; n < count; n++) {
      // Each somewhere in a stretch of its own: a heap of restarts would leave nothing to restart.
      const deed = { at: ((n + own.next()) / count) * seconds * 1_000, kind, aim: own.next(), size: sizeOf(kind, own) };
      deeds.push(deed);
      if (kind === 'crash') deeds.push(...planLastMoments(deed.at, own));
    }
  }
  return deeds.sort((a, b) => a.at - b.at);
}

/** What leads to a crash at `at`. */
function planLastMoments(at: number, chance: Chance): Deed[] {
  const caught = Array.from(
    { length: CAUGHT },
    (): Deed => ({ at: at + chance.between(-LAST_MOMENTS.before, LAST_MOMENTS.after), kind: 'visit', aim: 0, size: chance.between(STAY.least, STAY.most) }),
  );
  return chance.happens(LULLED) ? [...caught, { at: at - LULL, kind: 'lull', aim: 0, size: LULL }] : caught;
}

function sizeOf(kind: DeedKind, chance: Chance): number {
  if (kind === 'freeze') return chance.happens(FOR_GOOD) ? Number.POSITIVE_INFINITY : chance.between(FREEZE.least, FREEZE.most);
  if (kind === 'slow') return chance.whole(BYTES_PER_SECOND.least, BYTES_PER_SECOND.most);
  if (kind === 'flood') return chance.whole(FLOOD.least, FLOOD.most);
  if (kind === 'visit') return chance.between(VISIT.least, VISIT.most);
  return 0;
}

/** Everything that deeds are done to. */
export interface Victims {
  cluster: Cluster;
  servers: Servers;
  balancer: Balancer;
  audience: Audience;
  writers: Writers;
}

/** Does every deed at its time. Resolves when the last has been done, with how many of each there were; earlier when `stop` says so. */
export async function perform(deeds: readonly Deed[], victims: Victims, stop: AbortSignal): Promise<Record<DeedKind, number>> {
  const done = Object.fromEntries([...Object.keys(EVERY), 'lull'].map((kind) => [kind, 0])) as Record<DeedKind, number>;
  const underWay: Promise<void>[] = [];
  const start = performance.now();
  for (const deed of deeds) {
    await pause(Math.max(0, start + deed.at - performance.now()), undefined, { signal: stop });
    const deedDone = perpetrate(deed, victims).then((happened) => {
      if (happened) done[deed.kind]++;
    });
    // Thrown below, in its turn; until then it must not end the process.
    deedDone.catch(() => undefined);
    underWay.push(deedDone);
  }
  await Promise.all(underWay);
  return done;
}

/** False when there was nothing to do it to. */
async function perpetrate({ kind, aim, size }: Deed, { cluster, servers, balancer, audience, writers }: Victims): Promise<boolean> {
  switch (kind) {
    case 'kill':
      return servers.end(aim, 'SIGKILL');
    case 'stop':
      return servers.end(aim, 'SIGTERM');
    case 'restart':
      await cluster.restart('fast');
      return true;
    case 'crash':
      await cluster.restart('immediate');
      return true;
    case 'deafen':
      return (await cluster.deafen()) > 0;
    case 'cut':
      return balancer.cut(aim);
    case 'freeze':
      return balancer.freeze(aim, size);
    case 'slow':
      return balancer.slow(aim, size);
    case 'flood':
      return writers.flood(size);
    case 'lull':
      writers.lull(size);
      return true;
    case 'visit':
      audience.visit(size);
      return true;
  }
}
