import { afterEach, expect, test } from '@jest/globals';
import { Finding } from '../../schema/inspection/index.ts';
import { SampleCity } from '../../server/demo/index.ts';
import { inspectionKinds } from '../../server/inspection/index.ts';
import { createIntake } from '../../server/intake/index.ts';
import { organisationKinds } from '../../server/organisation/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { seed } from '../testkit/seed.ts';
import { samples } from '../testkit/server.ts';

let database: TestDatabase;
afterEach(() => database.drop());

async function city(): Promise<SampleCity> {
  database = await freshDatabase();
  return SampleCity.read(database.orm, createIntake(database.orm, [...organisationKinds, ...inspectionKinds]), samples);
}

const never = new AbortController().signal;
const rounds = () => database.orm.em.fork().execute('select month, state from inspection_round order by month');

test('the sample city is never founded among somebody’s own data', async () => {
  const sample = await city();
  await seed(database.orm).city().write();
  expect(await sample.mayBeFounded()).toBe(false);
});

test('a founding that was cut off is taken up again, and a month that was cut off plays on', async () => {
  const sample = await city();
  const cut = new AbortController();
  cut.abort();
  await sample.found(cut.signal);
  expect(await rounds()).toEqual([]);
  expect(await sample.mayBeFounded()).toBe(true);

  await sample.found(never);
  expect(await rounds()).toHaveLength(8);
  const stop = new AbortController();
  const playing = sample.playNewestMonth(0, stop.signal);
  stop.abort();
  await playing;
  await sample.playNewestMonth(0, never);
  expect((await rounds()).at(-1)).toEqual({ month: '2026-10', state: 'PUBLISHED' });
  const month = { inspection: { round: { month: '2026-10' } } };
  expect(await database.orm.em.fork().count(Finding, month)).toBe(120);
});
