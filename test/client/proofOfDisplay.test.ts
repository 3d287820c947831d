import { beforeEach, expect, test } from '@jest/globals';
import { ProofOfDisplay, REPORT_EVERY, STILL_THERE } from '../../client/board/proofOfDisplay.ts';
import { FakeClock } from './live/clock.ts';

let clock: FakeClock;
let sent: [at: number, cursor: string][];
let proof: ProofOfDisplay;
beforeEach(() => {
  clock = new FakeClock();
  sent = [];
  proof = new ProofOfDisplay((cursor) => sent.push([clock.now(), cursor]), clock);
});

test('what is drawn first is reported at once, and of what follows only the last, no more than one in fifteen seconds', async () => {
  proof.drawn('1');
  proof.drawn('2');
  await clock.pass(REPORT_EVERY - 1);
  proof.drawn('3');
  expect(sent).toEqual([[0, '1']]);
  await clock.pass(1);
  proof.drawn('4');
  await clock.pass(REPORT_EVERY);
  expect(sent).toEqual([
    [0, '1'],
    [15_000, '3'],
    [30_000, '4'],
  ]);
});

test('a quiet wall says that it is still there before it is missed', async () => {
  proof.drawn('1');
  await clock.pass(2 * STILL_THERE);
  expect(sent.map(([at]) => at)).toEqual([0, 45_000, 90_000]);
});

test('one that stopped says nothing, and begins anew when something is drawn', async () => {
  proof.drawn('1');
  proof.stop();
  await clock.pass(600_000);
  proof.drawn('1');
  expect(sent).toEqual([
    [0, '1'],
    [600_000, '1'],
  ]);
});
