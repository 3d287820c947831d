import { Client } from 'pg';
import { City } from '../city.ts';
import { firstDifference, rowsAt, without } from './agreement.ts';
import { AnsweredWithErrors, post } from './asking.ts';
import { Contestants, type Prepared } from './contestants.ts';
import { CONTESTANTS, type ContestantName, type Measurement, medianRound, type Round } from './figures.ts';
import { grow } from './grow.ts';
import { load } from './load.ts';
import type { GraphqlQuestion, Operation } from './operation.ts';
import { loadOptions, MONTHS } from './options.ts';
import { jsonLine, table } from './report.ts';

/** Each contestant's turn, so that drift of the machine hits all alike (seconds). */
const ROUND = 2;
/** Load that is not counted: code is compiled, statements are prepared, the database's pages are in memory (seconds). */
const WARM_UP = 3;

type Ready = { operation: Operation; prepared: Record<ContestantName, Prepared> };

/**
 * Requests a second of ours, of PostGraphile, and of handlers written by hand, for the same questions to the same database.
 * True when ours and the hand-written answers are equal and PostGraphile's hold as many rows.
 */
export async function read(args: string[], stop: AbortSignal): Promise<boolean> {
  const { seconds, connections, scale, operations: asked, compareOnly } = loadOptions(args);

  const city = await City.found();
  try {
    console.error(`A city of ${scale} times the sample, ${MONTHS} months …`);
    await grow(city, { scale, months: MONTHS });
    const contestants = await Contestants.start(city.databaseUrl, stop);
    const database = new Client({ connectionString: city.databaseUrl });
    await database.connect();
    try {
      const { ready, missing, disagreements } = await compare(asked, contestants, database);
      if (disagreements.length) {
        console.error(`The answers disagree:\n${disagreements.map((each) => `  ${each}`).join('\n')}`);
        return false;
      }
      if (compareOnly) {
        console.log(`${ready.length} answered alike, ${missing.length} missing`);
        return true;
      }
      const measured = [];
      for (const each of ready) {
        const statements = await contestants.statementsOf(each.prepared.ours);
        measured.push({ operation: each.operation.name, statements, figures: await measure(each, { connections, seconds, stop }) });
      }
      const measurements = [...measured, ...missing];
      console.log(`\n${table(measurements)}\n\n${jsonLine(measurements)}`);
      return true;
    } finally {
      await Promise.all([database.end(), contestants.stop()]);
    }
  } finally {
    await city.close();
  }
}

/** Asks everybody everything once. What our schema does not have is missing; where answers differ, how. */
async function compare(asked: readonly Operation[], contestants: Contestants, database: Client): Promise<{ ready: Ready[]; missing: Measurement[]; disagreements: string[] }> {
  const ready: Ready[] = [];
  const missing: Measurement[] = [];
  const disagreements: string[] = [];
  for (const operation of asked) {
    try {
      const prepared = await contestants.prepare(operation, database);
      const disagreement = await disagreementOver(operation, prepared);
      if (disagreement) disagreements.push(`${operation.name}: ${disagreement}`);
      else ready.push({ operation, prepared });
    } catch (error) {
      if (!(error instanceof NotInSchema)) throw error;
      missing.push({ operation: operation.name, missing: `not in our schema yet (${error.message})` });
    }
  }
  return { ready, missing, disagreements };
}

class NotInSchema extends Error {}

async function disagreementOver({ duban, postgraphile, passing = [] }: Operation, prepared: Record<ContestantName, Prepared>): Promise<string | undefined> {
  const ours = await post(prepared.ours.url, prepared.ours.body).catch((error: unknown) => {
    throw error instanceof AnsweredWithErrors && error.isUnknown ? new NotInSchema(error.message) : error;
  });
  const theirs = await post(prepared.postgraphile.url, prepared.postgraphile.body);
  const byHand = await post(prepared.handwritten.url, prepared.handwritten.body);
  const [found, expected] = [rowsOf(duban, ours), rowsOf(postgraphile, theirs)];
  if (found.some((rows) => !rows)) return `ours holds no rows (${found.join(' and ')})`;
  if (found.join() !== expected.join()) return `ours holds ${found.join(' and ')} rows, PostGraphile's ${expected.join(' and ')}`;
  const difference = firstDifference(without(ours, passing), without(byHand, passing));
  return difference && `ours and the hand-written differ at ${difference}`;
}

function rowsOf({ rows }: GraphqlQuestion, data: unknown): number[] {
  return rows.map((path) => rowsAt(data, path));
}

async function measure(
  { operation, prepared }: Ready,
  { connections, seconds, stop }: { connections: number; seconds: number; stop: AbortSignal },
): Promise<Record<ContestantName, Round>> {
  const round = Math.min(ROUND, seconds);
  console.error(`${operation.name} …`);
  for (const name of CONTESTANTS) await load(prepared[name].url, prepared[name].body, { connections, seconds: Math.min(WARM_UP, seconds), stop });
  const rounds: Record<ContestantName, Round[]> = { ours: [], postgraphile: [], handwritten: [] };
  for (let n = 0; n < Math.round(seconds / round); n++) {
    for (const name of CONTESTANTS) rounds[name].push(await load(prepared[name].url, prepared[name].body, { connections, seconds: round, stop }));
  }
  return { ours: medianRound(rounds.ours), postgraphile: medianRound(rounds.postgraphile), handwritten: medianRound(rounds.handwritten) };
}
