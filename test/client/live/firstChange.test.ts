import { expect, test } from '@jest/globals';
import { firstChange, type LiveQuery } from '../../../client/live/index.ts';

/** One that changes when it is told to. */
function changing() {
  const listeners = new Set<() => void>();
  const live: LiveQuery<unknown> = {
    view: { state: null, connection: { phase: 'connecting' } },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {},
    networkBack: () => {},
    stop: () => {},
  };
  return { live, listeners };
}

test('the first change ends the waiting, and nobody listens any more', async () => {
  const { live, listeners } = changing();
  const changed = firstChange(live, 1_000_000);
  for (const listener of listeners) listener();
  await changed;
  expect(listeners.size).toBe(0);
});

test('where none comes it ends by itself', async () => {
  const { live, listeners } = changing();
  await firstChange(live, 1);
  expect(listeners.size).toBe(0);
});
