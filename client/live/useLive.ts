import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { LiveQuery, LiveView } from './view.ts';

/** The live picture, as long as the component is shown. A burst of events is drawn once a frame. */
export function useLive<State>(live: LiveQuery<State>): LiveView<State> {
  useEffect(() => {
    // The browser knows of a cable that is back in before our waiting is over; and who comes back to the page may have signed in elsewhere.
    const again = () => live.networkBack();
    live.start();
    window.addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      window.removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
      live.stop();
    };
  }, [live]);

  const subscribe = useCallback(
    (redraw: () => void) => {
      let frame = 0;
      const off = live.onChange(() => {
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          redraw();
        });
      });
      return () => {
        off();
        cancelAnimationFrame(frame);
      };
    },
    [live],
  );
  return useSyncExternalStore(subscribe, () => live.view);
}
