import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PAGES, type PageName } from '../../../client/board/kiosk/address.ts';
import { type Panels, panelsOf, panesOf, turns, turnTo } from '../../../client/board/kiosk/panes.ts';

type Playlist = readonly [PageName, ...PageName[]];

const shown = (panels: Panels, pages: Playlist, turn: number) => panesOf(panels, pages, turn).map(({ page, columns, rows }) => `${page} ${columns}×${rows}`);

describe('a window', () => {
  test.each([
    [1920, 1080, { columns: 1, rows: 1 }],
    [3840, 1080, { columns: 2, rows: 1 }],
    [5760, 1080, { columns: 3, rows: 1 }],
    [3840, 2160, { columns: 2, rows: 2 }],
    [5760, 2160, { columns: 3, rows: 2 }],
    [1920, 2160, { columns: 1, rows: 2 }],
    [1366, 768, { columns: 1, rows: 1 }],
    [7680, 4320, { columns: 3, rows: 2 }],
    [1024, 768, undefined],
    [390, 844, undefined],
  ])('of %i × %i is as many panels as it covers', (width, height, panels) => {
    expect(panelsOf(width, height)).toEqual(panels);
  });
});

describe('the pages', () => {
  test('stand one at a time on one panel, and each beside the other where there is a panel for each', () => {
    expect(shown({ columns: 1, rows: 1 }, PAGES, 2)).toEqual(['costs 1×1']);
    expect(shown({ columns: 2, rows: 2 }, PAGES, 3)).toEqual(['month 1×1', 'rankings 1×1', 'costs 1×1', 'year 1×1']);
  });

  test('of a wide wall: the first keeps its place and the others turn beside it', () => {
    expect(shown({ columns: 2, rows: 1 }, PAGES, 0)).toEqual(['month 1×1', 'rankings 1×1']);
    expect(shown({ columns: 2, rows: 1 }, PAGES, 1)).toEqual(['month 1×1', 'costs 1×1']);
    expect(shown({ columns: 3, rows: 2 }, PAGES, 0)).toEqual(['month 2×2', 'rankings 1×1', 'costs 1×1']);
  });

  test('of a high wall: the first stands over the others', () => {
    expect(shown({ columns: 1, rows: 2 }, PAGES, 2)).toEqual(['month 1×1', 'year 1×1']);
  });

  test('of a playlist of one take the whole wall and do not turn', () => {
    expect(shown({ columns: 3, rows: 2 }, ['year'], 0)).toEqual(['year 3×2']);
    expect(turns({ columns: 3, rows: 2 }, ['year'])).toBe(false);
  });
});

describe('whatever the wall and the playlist', () => {
  const walls = fc.record({ columns: fc.constantFrom(1, 2, 3), rows: fc.constantFrom(1, 2) }) as fc.Arbitrary<Panels>;
  const playlists = fc.shuffledSubarray([...PAGES], { minLength: 1 }) as unknown as fc.Arbitrary<Playlist>;
  const moments = fc.integer({ min: -20, max: 1_000 });

  test('no two panes show the same page, and together they cover the wall', () => {
    fc.assert(
      fc.property(walls, playlists, moments, (panels, pages, turn) => {
        const panes = panesOf(panels, pages, turn);
        expect(new Set(panes.map(({ page }) => page)).size).toBe(panes.length);
        expect(panes.reduce((sum, { columns, rows }) => sum + columns * rows, 0)).toBe(panels.columns * panels.rows);
      }),
    );
  });

  test('every page of the playlist gets its turn within one round', () => {
    fc.assert(
      fc.property(walls, playlists, moments, (panels, pages, turn) => {
        const seen = pages.flatMap((_, step) => panesOf(panels, pages, turn + step).map(({ page }) => page));
        expect(new Set(seen)).toEqual(new Set(pages));
      }),
    );
  });

  test('a step forth and a step back shows what was shown before, and each step something else where anything turns', () => {
    fc.assert(
      fc.property(walls, playlists, moments, (panels, pages, turn) => {
        expect(turns(panels, pages)).toBe(shown(panels, pages, turn).join() !== shown(panels, pages, turn + 1).join());
        expect(turns(panels, pages)).toBe(shown(panels, pages, turn).join() !== shown(panels, pages, turn - 1).join());
      }),
    );
  });

  test('a page that is asked for is shown, without a turn where it is shown already', () => {
    fc.assert(
      fc.property(walls, playlists, moments, fc.nat(), (panels, pages, turn, lot) => {
        const page = pages[lot % pages.length] as PageName;
        const at = turnTo(page, panels, pages, turn);
        expect(panesOf(panels, pages, at).map((pane) => pane.page)).toContain(page);
        expect(at === turn).toBe(panesOf(panels, pages, turn).some((pane) => pane.page === page));
      }),
    );
  });
});
