import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type ClockCheck, runCheck, startChecks } from '../../server/clock.ts';
import { escalationCheck } from '../../server/warning/index.ts';
import { City } from './city.ts';

let city: City;
beforeEach(async () => {
  city = await City.found(['XZ01', 'XZ02']);
  // XZ01 is poor; XZ02 was good, and is missed.
  await city.publish('2026-01', [[], []]);
  await city.publish('2026-02', [['A4', 2], undefined]);
  await city.consume({ crashes: [], anew: false, processes: 1 });
});
afterEach(() => city.drop());

const levels = async () =>
  Object.fromEntries((await city.warnings()).map(({ cause, level, escalations, steps }) => [cause.split(' ')[0], `${level} ${escalations} ${steps.slice(1).join(' ')}`.trim()]));

test('what nobody takes up rises by one level a term, to red at most, and what has no term stays', async () => {
  expect(await levels()).toEqual({ INSPECTION_MISSING: 'YELLOW 0', RESULT_POOR: 'ORANGE 0', SCORE_DROP: 'YELLOW 0' });
  city.wait(2);
  await city.look();
  expect(await levels()).toEqual({ INSPECTION_MISSING: 'YELLOW 0', RESULT_POOR: 'ORANGE 0', SCORE_DROP: 'YELLOW 0' });
  city.wait(1);
  await city.look();
  await city.look();
  expect(await levels()).toMatchObject({ INSPECTION_MISSING: 'YELLOW 0', RESULT_POOR: 'RED 1 ESCALATE' });
  city.wait(4);
  await city.look();
  city.wait(7);
  await city.look();
  city.wait(100);
  await city.look();
  expect(await levels()).toEqual({ INSPECTION_MISSING: 'RED 2 ESCALATE ESCALATE', RESULT_POOR: 'RED 1 ESCALATE', SCORE_DROP: 'RED 2 ESCALATE ESCALATE' });
});

test('looking after a long time comes to the same as looking often, told once', async () => {
  city.wait(30);
  await city.look();
  await city.look();
  expect(await levels()).toEqual({ INSPECTION_MISSING: 'RED 2 ESCALATE', RESULT_POOR: 'RED 1 ESCALATE', SCORE_DROP: 'RED 2 ESCALATE' });
});

test('what was taken up rises no further', async () => {
  city.wait(7);
  await city.look();
  await city.step('INSPECTION_MISSING XZ02 2026-02', 1, 'ACKNOWLEDGE');
  city.wait(30);
  await city.look();
  expect(await levels()).toMatchObject({ INSPECTION_MISSING: 'ORANGE 1 ESCALATE ACKNOWLEDGE', SCORE_DROP: 'RED 2 ESCALATE ESCALATE' });
});

test('while one process is at a check another leaves it alone, and a check that dies has done nothing', async () => {
  const inHand = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const slow: ClockCheck = {
    ...escalationCheck,
    run: async (em, now) => {
      await escalationCheck.run(em, now);
      inHand.resolve();
      await go.promise;
      throw new Error('The process dies here');
    },
  };
  const late = new Date(Date.UTC(2001, 1, 28));
  const first = runCheck(city.orm, slow, late);
  await inHand.promise;
  expect(await runCheck(city.orm, escalationCheck, late)).toBe(false);
  go.resolve();
  await expect(first).rejects.toThrow('The process dies here');
  expect(await levels()).toMatchObject({ RESULT_POOR: 'ORANGE 0' });
  expect(await runCheck(city.orm, escalationCheck, late)).toBe(true);
  expect(await levels()).toMatchObject({ RESULT_POOR: 'RED 1 ESCALATE' });
});

test('checks are done at once by the clock they are given, and one that fails keeps no other from it', async () => {
  const done = Promise.withResolvers<Date>();
  const reported: unknown[] = [];
  const checks: ClockCheck[] = [
    { name: 'fails', run: () => Promise.reject(new Error('broken')) },
    { name: 'works', run: async (_em, now) => done.resolve(now) },
  ];
  const then = new Date('2001-05-01T00:00:00Z');
  const clock = startChecks(
    city.orm,
    checks,
    () => then,
    (error) => reported.push(error),
  );
  expect(await done.promise).toBe(then);
  await clock.stop();
  expect(reported.map(String)).toEqual(['Error: broken']);
});
