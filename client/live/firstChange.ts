import type { LiveQuery } from './view.ts';

/** Resolves when the view of a live query has changed for the first time from now on, or after `longest` (milliseconds). */
export function firstChange(live: LiveQuery<unknown>, longest: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, longest);
    const off = live.onChange(done);
    function done() {
      clearTimeout(timer);
      off();
      resolve();
    }
  });
}
