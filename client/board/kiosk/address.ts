import { type Theme, themeOf } from '../../shared/theme.ts';

/** What a pane of the wall can show. */
export const PAGES = ['month', 'rankings', 'costs', 'year'] as const;
export type PageName = (typeof PAGES)[number];

/** How a screen was asked to show the wall: all of it stands in its address, so that it wakes into the right page. */
export interface KioskAddress {
  /** Shown in turn, at least one. */
  pages: readonly [PageName, ...PageName[]];
  /** How long each stays (seconds); 0 stays for good. */
  every: number;
  /** Undefined where the address leaves it to the last visit. */
  theme: Theme | undefined;
  sound: boolean;
}

/** Pages turn this often unless the address says otherwise (seconds). */
const EVERY = 40;
const LONGEST = 3_600;

/** Reads `?pages=month,year&every=30&theme=light&sound=on`. What it does not know it leaves out: a wall always shows something. */
export function readAddress(search: string): KioskAddress {
  const asked = new URLSearchParams(search);
  const named = (asked.get('pages') ?? asked.get('page') ?? '').split(',').map((each) => each.trim());
  const pages = PAGES.filter((page) => named.includes(page)).sort((one, other) => named.indexOf(one) - named.indexOf(other));
  const every = Number(asked.get('every') ?? EVERY);
  return {
    pages: (pages.length ? pages : PAGES) as KioskAddress['pages'],
    every: Number.isFinite(every) ? Math.min(LONGEST, Math.max(0, Math.trunc(every))) : EVERY,
    theme: themeOf(search),
    sound: asked.get('sound') === 'on',
  };
}
