import { useEffect, useState } from 'react';
import type { Asking } from '../shared/server.ts';
import { NoPage, readUnit } from './readUnit.ts';
import type { UnitReading } from './unit.ts';

/** What is open is read again so often: a month may have been published or corrected meanwhile (milliseconds). */
const EVERY = 60_000;
/** A reading that failed is tried again (milliseconds). */
const AGAIN = 15_000;
/** A server that says nothing for so long is not there (milliseconds). */
const PATIENCE = 20_000;

export type UnitView =
  | { phase: 'reading' }
  | { phase: 'refused'; why: NoPage['why'] | 'unreachable' }
  /** `cutOff`: it could not be read again since; it is right as of `reading.at`. */
  | { phase: 'shown'; reading: UnitReading; cutOff: boolean };

/** The unit's page, read again every minute while somebody can see it, and at once when they come back to it or the network does. */
export function useUnit(asking: Asking, code: string, month: string | undefined): UnitView {
  const [view, setView] = useState<UnitView>({ phase: 'reading' });
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let reading: AbortController | undefined;
    async function read() {
      clearTimeout(timer);
      if (reading || document.hidden) return;
      reading = new AbortController();
      timer = setTimeout(() => reading?.abort(), PATIENCE);
      let next = EVERY;
      try {
        const read = await readUnit(asking, code, month, reading.signal);
        if (!signal.aborted) setView({ phase: 'shown', reading: read, cutOff: false });
      } catch (error) {
        if (error instanceof NoPage && !signal.aborted) setView({ phase: 'refused', why: error.why });
        else {
          next = AGAIN;
          if (!signal.aborted) setView((before) => (before.phase === 'shown' ? { ...before, cutOff: true } : { phase: 'refused', why: 'unreachable' }));
        }
      }
      clearTimeout(timer);
      reading = undefined;
      if (!signal.aborted) timer = setTimeout(read, next);
    }
    void read();
    document.addEventListener('visibilitychange', read, { signal });
    window.addEventListener('online', read, { signal });
    return () => {
      leaving.abort();
      reading?.abort();
      clearTimeout(timer);
    };
  }, [asking, code, month]);
  return view;
}
