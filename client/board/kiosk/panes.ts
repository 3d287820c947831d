import type { PageName } from './address.ts';

/** One part of the wall and what it shows just now. */
export interface Pane {
  page: PageName;
  /** How many panels it takes, sideways and downwards. */
  columns: number;
  rows: number;
}

/** One to six panels. */
export interface Panels {
  columns: 1 | 2 | 3;
  rows: 1 | 2;
}

/** The size of one panel, which every page is laid out for (CSS pixels). */
const PANEL = { width: 1920, height: 1080 };
/** In less than this, pages lie below one another and the reader scrolls (CSS pixels). */
const SMALLEST = { width: 1200, height: 640 };

/** How many panels a window covers; undefined for one too small to be a wall. */
export function panelsOf(width: number, height: number): Panels | undefined {
  if (width < SMALLEST.width || height < SMALLEST.height) return undefined;
  const along = (size: number, panel: number, most: number) => Math.min(most, Math.max(1, Math.round(size / panel)));
  return { columns: along(width, PANEL.width, 3) as Panels['columns'], rows: along(height, PANEL.height, 2) as Panels['rows'] };
}

/**
 * What stands where. One panel shows the pages in turn. On more, the first page keeps its place and takes the room that the others leave; these
 * stand in the last column (or beside it, where there is but one row) and turn when they are more than fit. `turn` counts up, or down below 0.
 */
export function panesOf({ columns, rows }: Panels, [first, ...rest]: readonly [PageName, ...PageName[]], turn: number): Pane[] {
  const pane = (page: PageName, columns = 1, rows = 1): Pane => ({ page, columns, rows });
  if (!rest.length) return [pane(first, columns, rows)];
  if (columns * rows === 1) return [pane(inCircle([first, ...rest], turn))];
  if (columns * rows === rest.length + 1) return [first, ...rest].map((page) => pane(page));
  const inTurn = (count: number) => Array.from({ length: count }, (_, place) => pane(inCircle(rest, turn + place)));
  if (columns === 1) return [pane(first), ...inTurn(1)];
  if (rows === 1) {
    const others = Math.min(columns - 1, rest.length);
    return [pane(first, columns - others), ...inTurn(others)];
  }
  const others = rest.length === 1 ? [pane(rest[0] as PageName, 1, rows)] : inTurn(rows);
  return [pane(first, columns - 1, rows), ...others];
}

/** The next turn, from `turn` on, in which some pane shows `page`. */
export function turnTo(page: PageName, panels: Panels, pages: readonly [PageName, ...PageName[]], turn: number): number {
  const ahead = pages.findIndex((_, steps) => panesOf(panels, pages, turn + steps).some((pane) => pane.page === page));
  return turn + Math.max(0, ahead);
}

function inCircle(pages: readonly PageName[], index: number): PageName {
  return pages[((index % pages.length) + pages.length) % pages.length] as PageName;
}

/** Whether any pane shows something else after a turn. */
export function turns(panels: Panels, pages: readonly [PageName, ...PageName[]]): boolean {
  return JSON.stringify(panesOf(panels, pages, 0)) !== JSON.stringify(panesOf(panels, pages, 1));
}
