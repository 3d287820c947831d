import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../testkit/browser.ts';
import { Wall } from './wall.ts';

let browser: Browser;
let wall: Wall;
let page: Page;

/** A city that has published September and October. */
beforeAll(async () => {
  browser = await launchBrowser();
  wall = await Wall.before(browser, ['2026-09', '2026-10']);
  page = wall.page;
});

afterAll(async () => {
  await wall.take();
  await browser.close();
});

const WALLS = [
  [1920, 1080],
  [3840, 1080],
  [3840, 2160],
  [5760, 2160],
  [1920, 2160],
  [1366, 768],
] as const;

const LANGUAGES = ['zh', 'en'] as const;

/** Texts that do not fit their place, or stand outside their panel. Names and long texts may end in an ellipsis. */
function clipped(): Promise<string[]> {
  return page.evaluate(() => {
    const cells = document.querySelectorAll<HTMLElement>(
      [
        '.header, .header > *, .brand-name, .controls, .plain, .round > *, .connection, .clock',
        '.panel-head, .panel-head > *, .figure, .figure-value, .tile, .tile > *, .tile-foot > *, .tile-rank, .behind-class li, .behind-class li > *',
        '.event, .event-line, .event-when, .result, .result > *, .cost, .cost > *, .year-head, .year-class caption, .year-class th, .year-class td',
      ].join(),
    );
    const wide = [...cells].filter((cell) => cell.clientWidth > 0 && getComputedStyle(cell).textOverflow !== 'ellipsis' && cell.scrollWidth > cell.clientWidth + 1);
    const high = [...document.querySelectorAll<HTMLElement>('.panel, .tile, .result, .behind-class, .behind-class li, .cost')].filter(
      (cell) => cell.scrollHeight > cell.clientHeight + 2,
    );
    const named = (way: string) => (cell: HTMLElement) => `${way} ${cell.className || cell.tagName} ${cell.textContent?.slice(0, 30)}`;
    return [...wide.map(named('wide')), ...high.map(named('high'))];
  });
}

const loaded = async () => {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
};

describe.each(WALLS)('a wall of %i × %i', (width, height) => {
  test.each(LANGUAGES)('shows every page without clipping and without scrolling (%s)', async (language) => {
    await page.setViewportSize({ width, height });
    await wall.open(`?every=0&lang=${language}`);
    for (let turn = 0; turn < 4; turn++) {
      await loaded();
      expect([await wall.pages(), await clipped()]).toEqual([expect.anything(), []]);
      expect(await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([width, height]);
      await page.keyboard.press('ArrowRight');
    }
  });
});

test('the panes of a wall are of one size where each has a panel of its own', async () => {
  await page.setViewportSize({ width: 3840, height: 2160 });
  await wall.open('?every=0');
  const sizes = await page.locator('.pane').evaluateAll((panes) => panes.map((pane) => `${Math.round(pane.clientWidth)} × ${Math.round(pane.clientHeight)}`));
  expect(sizes).toHaveLength(4);
  expect(new Set(sizes).size).toBe(1);
});

test.each(LANGUAGES)('a phone shows all pages below one another, and scrolls downwards only (%s)', async (language) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await wall.open(`?lang=${language}`);
  await loaded();
  expect(await wall.pages()).toEqual(['month', 'rankings', 'costs', 'year']);
  expect(await clipped()).toEqual([]);
  const [width, height] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
  expect(width).toBe(390);
  expect(height).toBeGreaterThan(844);
});
