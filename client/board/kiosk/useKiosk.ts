import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type KioskAddress, type PageName, readAddress } from './address.ts';
import { type Pane, type Panels, panelsOf, panesOf, turns, turnTo } from './panes.ts';

/** How far a finger has to move to turn the page (CSS pixels). */
const SWIPE = 60;
/** Somebody who turned pages wants to look: they turn by themselves again after so long (milliseconds). */
const HANDS_OFF = 120_000;

export interface Kiosk {
  address: KioskAddress;
  /** Undefined where the window is no wall: all pages lie below one another. */
  panels: Panels | undefined;
  panes: readonly Pane[] | undefined;
  /** Whether pages turn by themselves just now; undefined where there is nothing to turn. */
  turning: boolean | undefined;
  show(page: PageName): void;
  step(by: 1 | -1): void;
  pause(): void;
}

/** Which pages the wall shows: by its address, the size of the window, the time, and whoever stands before it with keys, a remote or a finger. */
export function useKiosk(): Kiosk {
  const address = useMemo(() => readAddress(location.search), []);
  const size = useSyncExternalStore(onResize, sizeOfWindow);
  const panels = useMemo(() => {
    const [width = 0, height = 0] = size.split('×').map(Number);
    return panelsOf(width, height);
  }, [size]);
  const [turn, setTurn] = useState(0);
  const [paused, setPaused] = useState(false);
  const [touched, setTouched] = useState(0);
  const canTurn = panels !== undefined && turns(panels, address.pages);
  const turning = canTurn && address.every > 0 && !paused;

  useEffect(() => {
    if (!turning) return;
    const untouched = touched ? setTimeout(() => setTouched(0), HANDS_OFF) : undefined;
    const beats = touched ? undefined : setInterval(() => setTurn((before) => before + 1), address.every * 1_000);
    return () => {
      clearTimeout(untouched);
      clearInterval(beats);
    };
  }, [turning, touched, address.every]);

  const kiosk = useMemo(() => {
    const touch = (to: (before: number) => number) => {
      setTurn(to);
      setTouched((before) => before + 1);
    };
    return {
      show: (page: PageName) => touch((before) => (panels ? turnTo(page, panels, address.pages, before) : before)),
      step: (by: 1 | -1) => touch((before) => before + by),
      pause: () => setPaused((before) => !before),
    };
  }, [address, panels]);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    let from = 0;
    window.addEventListener(
      'keydown',
      (event) => {
        setTouched((before) => before + 1);
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === 'ArrowRight' || event.key === 'PageDown') kiosk.step(1);
        else if (event.key === 'ArrowLeft' || event.key === 'PageUp') kiosk.step(-1);
        else if (event.key === ' ' && !isControl(event.target)) {
          event.preventDefault();
          kiosk.pause();
        } else if (event.key === 'f') toggleFullscreen();
        else {
          const page = address.pages[Number(event.key) - 1];
          if (page) kiosk.show(page);
        }
      },
      { signal },
    );
    window.addEventListener('pointerdown', () => setTouched((before) => before + 1), { signal });
    window.addEventListener('touchstart', ({ touches }) => (from = touches[0]?.clientX ?? 0), { signal, passive: true });
    window.addEventListener(
      'touchend',
      ({ changedTouches }) => {
        const moved = (changedTouches[0]?.clientX ?? from) - from;
        if (Math.abs(moved) > SWIPE) kiosk.step(moved < 0 ? 1 : -1);
      },
      { signal, passive: true },
    );
    return () => leaving.abort();
  }, [kiosk, address]);

  const panes = useMemo(() => panels && panesOf(panels, address.pages, turn), [panels, address, turn]);
  return { address, panels, panes, turning: canTurn ? turning : undefined, ...kiosk };
}

/** Where a browser or a remote forbids it, the wall stays in its window. */
function toggleFullscreen(): void {
  const asked = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  asked.catch(() => {});
}

/** A space belongs to what has the focus: on a button it presses it. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, input, select, textarea') !== null;
}

function onResize(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

function sizeOfWindow(): string {
  return `${window.innerWidth}×${window.innerHeight}`;
}
