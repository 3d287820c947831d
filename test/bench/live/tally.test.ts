import { expect, test } from '@jest/globals';
import { Tally } from './tally.ts';

const CURSORS = ['e2-a', 'e2-b', 'e2-c'];
const published = { cursors: CURSORS, at: Float64Array.of(100, 200, 300) };

/** What a tally makes of subscribers that received these, in this order. */
function account(...received: string[][]) {
  const tally = new Tally(received.length, 10, 0);
  for (const [subscriber, events] of received.entries()) for (const event of events) tally.add(subscriber, event, 350);
  const { lost, repeated, misplaced } = tally.account(published, [{ from: 0, to: 3 }]);
  return { lost, repeated, misplaced };
}

test('an event that did not come is lost, one that came twice is repeated, one that came late is misplaced, for each subscriber', () => {
  expect(account(CURSORS, CURSORS)).toEqual({ lost: 0, repeated: 0, misplaced: 0 });
  expect(account(CURSORS, ['e2-a', 'e2-c'])).toEqual({ lost: 1, repeated: 0, misplaced: 0 });
  expect(account(['e2-a', 'e2-b', 'e2-b', 'e2-c'], CURSORS)).toEqual({ lost: 0, repeated: 1, misplaced: 0 });
  expect(account(['e2-a', 'e2-c', 'e2-b'])).toEqual({ lost: 0, repeated: 0, misplaced: 1 });
  expect(account(['e2-b', 'e2-b', 'e2-c'], [])).toEqual({ lost: 4, repeated: 1, misplaced: 0 });
});

test('an event nobody published is misplaced, and a cursor that carries a snapshot is that of its event', () => {
  expect(account([...CURSORS, 'e2-x'])).toEqual({ lost: 0, repeated: 0, misplaced: 1 });
  expect(account(['e2-a-5:7:5', 'e2-b', 'e2-c'])).toEqual({ lost: 0, repeated: 0, misplaced: 0 });
});

test('where events have no cursors, they are told by their number', () => {
  const tally = new Tally(2, 4, 0);
  for (let n = 0; n < 3; n++) tally.add(0, undefined, 350);
  for (let n = 0; n < 6; n++) tally.add(1, undefined, 350);
  expect(tally.account({ at: published.at }, [])).toMatchObject({ lost: 0, repeated: 2, misplaced: 1 });
});

test('latencies are those of the asked spans, right to a hundredth', () => {
  const tally = new Tally(1, 10, 90);
  for (const [place, cursor] of CURSORS.entries()) tally.add(0, cursor, 100 * (place + 1) + 10 * (place + 1));
  const [all, last] = tally.account(published, [
    { from: 0, to: 2 },
    { from: 2, to: 3 },
  ]).latencies;
  expect(all?.percentile(0.5)).toBeCloseTo(10, 0);
  expect(all?.percentile(0.99)).toBeCloseTo(20, 0);
  expect(Math.abs((last?.percentile(0.5) ?? 0) - 30)).toBeLessThan(0.3);
});
