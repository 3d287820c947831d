import { useEffect, useRef } from 'react';
import { watchForNewVersion } from './newVersion.ts';

/** Nobody touches the screen for so long: then it may load itself anew (milliseconds). */
const UNTOUCHED = 60_000;

/** Loads the page anew once the server gives out another, when `quiet` and nobody stands before it. */
export function useNewVersion(quiet: boolean): void {
  const isQuiet = useRef(quiet);
  isQuiet.current = quiet;
  useEffect(() => {
    let touchedAt = Number.NEGATIVE_INFINITY;
    const leaving = new AbortController();
    for (const touch of ['keydown', 'pointerdown']) window.addEventListener(touch, () => (touchedAt = performance.now()), { signal: leaving.signal });
    const end = watchForNewVersion({
      fetchPage: async () => (await fetch(location.pathname, { cache: 'no-cache', signal: AbortSignal.timeout(10_000) })).text(),
      assets: assetsOf(document),
      quiet: () => isQuiet.current && performance.now() - touchedAt > UNTOUCHED,
      reload: () => location.reload(),
    });
    return () => {
      leaving.abort();
      end();
    };
  }, []);
}

function assetsOf(page: Document): string[] {
  const scripts = [...page.querySelectorAll<HTMLScriptElement>('script[src]')].map(({ src }) => src);
  const styles = [...page.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(({ href }) => href);
  return [...scripts, ...styles].map((address) => new URL(address).pathname);
}
