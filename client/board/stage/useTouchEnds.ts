import { useEffect } from 'react';

/** Any key, or a touch, ends what has the stage, and does nothing else. */
export function useTouchEnds(stop: () => void): void {
  useEffect(() => {
    const leaving = new AbortController();
    // Before anybody else: what ends the sequence shall not turn the page under it as well.
    const end = (event: Event) => {
      event.stopPropagation();
      stop();
    };
    for (const touch of ['keydown', 'pointerdown']) window.addEventListener(touch, end, { signal: leaving.signal, capture: true });
    return () => leaving.abort();
  }, [stop]);
}
