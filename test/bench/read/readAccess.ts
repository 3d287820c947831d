import { Client } from 'pg';
import { Role } from '../../../schema/access/Role.ts';
import { hashOf, newSecret } from '../../../server/access/secrets.ts';
import { City } from '../city.ts';
import { AnsweredWithErrors, post } from './asking.ts';
import { bodyFor, startDuban } from './contestants.ts';
import { geometricMean, medianRound, type Round, twoPlaces } from './figures.ts';
import { grow } from './grow.ts';
import { load } from './load.ts';
import { loadOptions, MONTHS } from './options.ts';
import { aligned } from './report.ts';

/** Each viewer's turn, so that drift of the machine hits all alike (seconds). */
const ROUND = 2;
/** Load that is not counted (seconds). */
const WARM_UP = 2;

/** Who asks: nobody, for whom the measured server has no policies; the staff, who see every row; a township's reporter, whose rows are chosen. */
const VIEWERS = ['without', 'staff', 'reporter'] as const;
type Viewer = (typeof VIEWERS)[number];
type Headers = Record<string, string>;

/** Requests a second of ours with policies and without, for the same questions to the same server. Records of who read what are written as ever. */
export async function readAccess(args: string[], stop: AbortSignal): Promise<boolean> {
  const { seconds, connections, scale, operations: asked } = loadOptions(args);

  const city = await City.found();
  const database = new Client({ connectionString: city.databaseUrl });
  try {
    console.error(`A city of ${scale} times the sample, ${MONTHS} months …`);
    await grow(city, { scale, months: MONTHS });
    await database.connect();
    const headers: Record<Viewer, Headers> = { without: {}, staff: await signedIn(database, Role.STAFF), reporter: await signedIn(database, Role.REPORTER) };
    const { child, url } = await startDuban(city.databaseUrl, stop);
    try {
      const measured: { operation: string; rounds: Partial<Record<Viewer, Round>> }[] = [];
      for (const { name, duban } of asked) {
        console.error(`${name} …`);
        const body = await bodyFor(duban, url, database);
        const allowed = await filtered(VIEWERS, (viewer) => mayAsk(url, body, headers[viewer]));
        const rounds = new Map<Viewer, Round[]>(allowed.map((viewer) => [viewer, []]));
        for (const viewer of allowed) await load(url, body, { connections, seconds: WARM_UP, stop, headers: headers[viewer] });
        for (let n = 0; n < Math.ceil(seconds / ROUND); n++) {
          for (const viewer of turned(allowed, n)) rounds.get(viewer)?.push(await load(url, body, { connections, seconds: ROUND, stop, headers: headers[viewer] }));
        }
        measured.push({ operation: name, rounds: Object.fromEntries(allowed.map((viewer) => [viewer, medianRound(rounds.get(viewer) ?? [])])) });
      }
      const ratioOf = (rounds: Partial<Record<Viewer, Round>>, viewer: Viewer) => (rounds[viewer]?.perSecond ?? Number.NaN) / (rounds.without?.perSecond ?? Number.NaN);
      const shown = (value: number | undefined, digits: number) => (value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits));
      const head = ['operation', ...VIEWERS.map((viewer) => `${viewer} /s`), 'staff ÷ without', 'reporter ÷ without'];
      const lines = measured.map(({ operation, rounds }) => [
        operation,
        ...VIEWERS.map((viewer) => shown(rounds[viewer]?.perSecond, 0)),
        shown(ratioOf(rounds, 'staff'), 2),
        shown(ratioOf(rounds, 'reporter'), 2),
      ]);
      const ratios = measured.map(({ rounds }) => ratioOf(rounds, 'staff')).filter((ratio) => !Number.isNaN(ratio));
      console.log(`\n${aligned([head, ...lines])}\n`);
      console.log(JSON.stringify({ bench: 'read-access', geomean_staff_vs_without: twoPlaces(geometricMean(ratios)), worst_staff_vs_without: twoPlaces(Math.min(...ratios)) }));
      return true;
    } finally {
      await child.stop();
    }
  } finally {
    await database.end().catch(() => undefined);
    await city.close();
  }
}

/** A session of an account with the role, straight from the database: signing in is not what is measured. */
async function signedIn(database: Client, role: Role): Promise<Headers> {
  const secret = newSecret('session');
  await database.query(
    `with made as (
       insert into account (name, display_name, roles, unit_id, assigned_units)
       values ($1, $1, array[$2], (select id from unit where unit_class = 'TOWNSHIP' order by id limit 1), '{}') returning id
     )
     insert into session (hash, account_id, expires_at) select $3, id, now() + interval '12 hours' from made`,
    [`bench-${role.toLowerCase()}`, role, hashOf(secret)],
  );
  return { cookie: `duban_session=${encodeURIComponent(secret)}` };
}

async function mayAsk(url: string, body: string, headers: Headers): Promise<boolean> {
  try {
    await post(url, body, headers);
    return true;
  } catch (error) {
    if (error instanceof AnsweredWithErrors) return false;
    throw error;
  }
}

/** Each begins once: whoever comes after somebody else's load finds the machine another. */
function turned<T>(all: readonly T[], by: number): T[] {
  const first = by % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}

async function filtered<T>(all: readonly T[], holds: (each: T) => Promise<boolean>): Promise<T[]> {
  const held = await Promise.all(all.map(holds));
  return all.filter((_, index) => held[index]);
}
