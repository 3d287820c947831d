import { expect, test } from '@jest/globals';
import { framesOf } from './frames.ts';

const FRAME = 1_000 / 60;

test('frames that come on time are sixty a second, and none is dropped', () => {
  const frames = framesOf(Array.from({ length: 61 }, (_, index) => index * FRAME));
  expect(frames).toMatchObject({ frames: 60, dropped: 0 });
  expect(frames.rate).toBeCloseTo(60);
  expect(frames.p95).toBeCloseTo(FRAME);
});

test('a frame of fifty milliseconds drops two', () => {
  expect(framesOf([0, FRAME, FRAME + 50, 2 * FRAME + 50]).dropped).toBe(2);
});

test('no frames are no rate', () => {
  expect(framesOf([])).toEqual({ rate: 0, p50: 0, p95: 0, dropped: 0, frames: 0 });
});
