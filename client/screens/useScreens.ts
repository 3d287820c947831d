import { useCallback, useEffect, useState } from 'react';
import type { ScreensQuery } from '../generated/graphql.ts';
import { ask, isForbidden, serverNow } from '../shared/server.ts';
import { ScreensDocument } from './operations.ts';

/** How often the list is asked for anew (milliseconds). */
const EVERY = 15_000;

export type Screen = ScreensQuery['screens'][number];

export interface ScreensView {
  screens: readonly Screen[];
  /** When they were so, by the server's clock (milliseconds since 1970). */
  asOf: number;
}

/** The wall screens, asked for again and again: null until they have come. `refused` is a new object each time they are not shown to whoever asks. */
export function useScreens() {
  const [view, setView] = useState<ScreensView | null>(null);
  const [refused, setRefused] = useState<object>();
  /** The last try got no answer. */
  const [stale, setStale] = useState(false);

  const refresh = useCallback(async () => {
    try {
      const { screens } = await ask(ScreensDocument, {});
      setView({ screens, asOf: serverNow() });
      setRefused(undefined);
      setStale(false);
    } catch (error) {
      if (isForbidden(error)) setRefused({});
      else setStale(true);
    }
  }, []);

  useEffect(() => {
    void refresh();
    const timer = setInterval(refresh, EVERY);
    return () => clearInterval(timer);
  }, [refresh]);
  return { view, refused, stale, refresh };
}
