import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { City } from '../city.ts';
import { clock } from '../clock.ts';
import { BadUsage, wholeNumbers } from '../options.ts';
import { AnsweredWithErrors, post } from './asking.ts';
import { bodyFor, fewestStatements, type Prepared, startDuban } from './contestants.ts';
import { databaseTime } from './databaseTime.ts';
import { median } from './figures.ts';
import { grow } from './grow.ts';
import { type GrowthPoint, growthJsonLine, growthTable, type QuestionGrowth } from './growthReport.ts';
import { MONTHS } from './options.ts';
import { plansOf, waysOf } from './plans.ts';
import { type GrowthQuestion, questions } from './questions.ts';
import { LARGEST_SCALE } from './registers.ts';

/** Requests before the clock runs, and with it. */
const WARM_UP = 100;
const TIMED = 31;
/** A slow question is warm sooner (milliseconds). */
const LONGEST_WARM_UP = 1_000;

/**
 * How the cost of a question grows with the city: SQL statements, the time of the database and of one request alone, and by which ways
 * PostgreSQL comes to the rows, at each scale; with `--plans` all that it does. True when no question needs more statements in a larger city.
 */
export async function readGrowth(args: string[], stop: AbortSignal): Promise<boolean> {
  const { values } = parseArgs({ args, options: { scales: { type: 'string', default: '1,10,100' }, plans: { type: 'boolean', default: false } } });
  const scales = wholeNumbers('scales', values.scales);
  if (Math.max(...scales) > LARGEST_SCALE) throw new BadUsage(`--scales takes numbers up to ${LARGEST_SCALE}, not "${values.scales}"`);
  const growths: QuestionGrowth[] = questions.map(({ name }) => ({ question: name, points: [] }));
  for (const scale of scales) {
    console.error(`A city of ${scale} times the sample, ${MONTHS} months …`);
    const city = await City.found();
    try {
      await grow(city, { scale, months: MONTHS });
      const points = await pointsOf(city.databaseUrl, stop, values.plans);
      for (const [index, { points: earlier }] of growths.entries()) earlier.push(points[index]);
    } finally {
      await city.close();
    }
  }
  console.log(`\n${growthTable(scales, growths)}\n\n${growthJsonLine(scales, growths)}`);
  return growths.every(({ points }) => new Set(points.flatMap((point) => point?.statements ?? [])).size <= 1);
}

/** What each question costs; undefined for one that our schema does not have. */
async function pointsOf(databaseUrl: string, stop: AbortSignal, plans: boolean): Promise<(GrowthPoint | undefined)[]> {
  const { child, url } = await startDuban(databaseUrl, stop);
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const points = [];
    for (const question of questions) {
      stop.throwIfAborted();
      const prepared = await prepare(question, url, database);
      if (!prepared) {
        points.push(undefined);
        continue;
      }
      const request = await timed(prepared);
      const statements = await fewestStatements(child, prepared);
      points.push({ statements: statements.length, database: await databaseTime(database, statements), request, ways: await waysOf(database, statements) });
      if (plans) console.log(`\n── ${question.name}\n\n${await plansOf(database, statements)}`);
    }
    return points;
  } finally {
    await Promise.all([database.end(), child.stop()]);
  }
}

async function prepare({ asks }: GrowthQuestion, url: string, database: Client): Promise<Prepared | undefined> {
  try {
    const prepared = { url, body: await bodyFor(asks, url, database) };
    await post(url, prepared.body);
    return prepared;
  } catch (error) {
    if (error instanceof AnsweredWithErrors && error.isUnknown) return undefined;
    throw error;
  }
}

/** Milliseconds from asking to the parsed answer, nobody else asking. */
async function timed({ url, body }: Prepared): Promise<number> {
  const warm = clock() + LONGEST_WARM_UP;
  for (let n = 0; n < WARM_UP && clock() < warm; n++) await post(url, body);
  const times: number[] = [];
  for (let n = 0; n < TIMED; n++) {
    const began = clock();
    await post(url, body);
    times.push(clock() - began);
  }
  return median(times);
}
