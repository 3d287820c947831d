import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../testkit/browser.ts';
import { Wall } from './wall.ts';

let browser: Browser;
let wall: Wall;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => wall.take());

const seconds = (count: number) => page.clock.runFor(count * 1_000);
const shows = async (...names: string[]) => {
  await page.waitForFunction((wanted) => [...document.querySelectorAll<HTMLElement>('.pane')].map(({ dataset }) => dataset.page).join() === wanted, names.join());
};

describe('a screen', () => {
  beforeEach(async () => {
    wall = await Wall.before(browser, ['2026-09'], { hasTouch: true });
    page = wall.page;
    // Stands still but for what the test lets pass.
    await page.clock.install({ time: new Date() });
  });

  async function openStill(query = '') {
    await wall.open(query);
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 5_000);
  }

  test('wakes into the page, colours and language of its address', async () => {
    await openStill('?page=year&theme=light&lang=en');
    await shows('year');
    await page.getByRole('rowheader', { name: '白衣镇' }).waitFor();
    expect(await page.evaluate(() => [document.documentElement.dataset.theme, document.documentElement.lang])).toEqual(['light', 'en']);
  });

  test('turns its pages by the playlist, each for its time, round and round', async () => {
    await wall.open('?pages=costs,month,year&every=20');
    await shows('costs');
    for (const next of ['month', 'year', 'costs', 'month']) {
      await page.clock.fastForward(20_000);
      await shows(next);
    }
  });

  test('stays where it is with `every=0`', async () => {
    await wall.open('?every=0');
    await page.clock.fastForward(3_600_000);
    await wall.connection('live').waitFor();
    await shows('month');
  });

  test('is turned by keys and by the names of its pages', async () => {
    await openStill('?pages=month,rankings,year&every=0');
    for (const [key, page] of [
      ['ArrowRight', 'rankings'],
      ['PageDown', 'year'],
      ['ArrowRight', 'month'],
      ['ArrowLeft', 'year'],
      ['PageUp', 'rankings'],
      ['3', 'year'],
      ['9', 'year'],
      ['1', 'month'],
    ] as const) {
      await wall.page.keyboard.press(key);
      await shows(page);
    }
    await page.getByRole('button', { name: '排名' }).click();
    await shows('rankings');
    // The button has the focus now, and the keys go on.
    await page.keyboard.press('ArrowRight');
    await shows('year');
  });

  test('is turned by a finger', async () => {
    await openStill('?pages=month,rankings&every=0');
    const swipe = (from: number, to: number) =>
      page.evaluate(
        ([start, end]) => {
          const at = (clientX: number) => new Touch({ identifier: 1, target: document.body, clientX, clientY: 500 });
          window.dispatchEvent(new TouchEvent('touchstart', { touches: [at(start as number)] }));
          window.dispatchEvent(new TouchEvent('touchend', { changedTouches: [at(end as number)] }));
        },
        [from, to],
      );
    await swipe(900, 300);
    await shows('rankings');
    await swipe(300, 900);
    await shows('month');
    await swipe(500, 520);
    await shows('month');
  });

  test('that somebody stands before does not turn for two minutes', async () => {
    await openStill('?pages=month,rankings&every=20');
    await page.keyboard.press('ArrowRight');
    await shows('rankings');
    await seconds(119);
    await shows('rankings');
    await seconds(1);
    await shows('rankings');
    await seconds(20);
    await shows('month');
  });

  test('is held by the space bar and let go by it', async () => {
    await openStill('?pages=month,rankings&every=20');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: '暂停轮播', pressed: true }).waitFor();
    await seconds(600);
    await shows('month');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: '暂停轮播', pressed: false }).waitFor();
    await seconds(120);
    await shows('month');
    await seconds(20);
    await shows('rankings');
  });

  test('of several panels keeps the first page and turns the others', async () => {
    await page.setViewportSize({ width: 5760, height: 2160 });
    await wall.open('?every=30');
    await shows('month', 'rankings', 'costs');
    await page.clock.fastForward(30_000);
    await shows('month', 'costs', 'year');
    await page.keyboard.press('2');
    await shows('month', 'year', 'rankings');
    await page.keyboard.press('ArrowLeft');
    await shows('month', 'costs', 'year');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.waitForFunction(() => document.querySelectorAll('.pane').length === 1);
  });

  test('opens a township into its villages, and goes back by Escape, by its button and by itself', async () => {
    await openStill('?page=month');
    const { regions } = await wall.server.ask('{ regions(first: 1, filter: { name: { eq: "白衣镇" } }) { nodes { children(first: 100) { nodes { name } } } } }');
    const villages = regions.nodes[0].children.nodes.map(({ name }: { name: string }) => name).sort();
    expect(villages.length).toBeGreaterThan(3);
    const tile = page.getByRole('button', { name: '白衣镇' });
    const back = page.getByRole('button', { name: '返回' });
    await tile.click();
    await page.getByRole('heading', { name: '白衣镇' }).waitFor();
    expect((await page.locator('.village-tiles li').allTextContents()).sort()).toEqual(villages);
    expect(await page.getByRole('link', { name: '单位详情' }).getAttribute('href')).toMatch(/^\/unit\/XZ\d\d$/);
    await page.keyboard.press('Escape');
    await tile.waitFor();
    // The keyboard stands where it stood.
    expect(await tile.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await back.waitFor();
    await page.keyboard.press('Enter');
    await tile.waitFor();
    await tile.click();
    await back.waitFor();
    await seconds(120);
    await tile.waitFor();
  });

  test('keeps the focus in an open township while news come in', async () => {
    await wall.open('?page=month');
    await page.getByRole('button', { name: '白衣镇' }).click();
    const link = page.getByRole('link', { name: '单位详情' });
    await link.focus();
    await wall.server.intake(['督查记录-2026-10.xlsx']);
    await wall.newestEvent('FindingRecorded');
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('is reached by the keyboard alone: every button and link, with a mark where one stands', async () => {
    await openStill('?every=0');
    for (const name of ['1', '2', '3', '4']) {
      await page.keyboard.press(name);
      const wanted = await page.locator('button, a[href]').count();
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      const reached = new Set<string>();
      // Twice around at most: the browser begins where it last stood.
      for (let n = 0; n < 2 * wanted && reached.size <= wanted; n++) {
        await page.keyboard.press('Tab');
        reached.add(
          await page.evaluate(() => {
            const all = [...document.querySelectorAll('button, a[href]')];
            const { outlineStyle } = getComputedStyle(document.activeElement as Element);
            return `${all.indexOf(document.activeElement as Element)} ${outlineStyle}`;
          }),
        );
      }
      // Between the last and the first stands the browser itself.
      reached.delete('-1 none');
      expect(reached).toEqual(new Set(Array.from({ length: wanted }, (_, index) => `${index} solid`)));
    }
  });
});

describe('a screen whose server has a newer page', () => {
  let clientDir: string;

  beforeEach(async () => {
    clientDir = await mkdtemp(join(tmpdir(), 'duban-client-'));
    await cp(resolve('.build/client'), clientDir, { recursive: true });
    wall = await Wall.before(browser, ['2026-09'], {}, clientDir);
    page = wall.page;
  });
  afterEach(() => rm(clientDir, { recursive: true, force: true }));

  test('loads it at a quiet moment', async () => {
    await page.clock.install();
    await wall.open('?every=0');
    await page.evaluate(() => Object.assign(window, { sameAsBefore: true }));
    const index = join(clientDir, 'index.html');
    const given = await readFile(index, 'utf8');
    const script = /\/assets\/board-[\w-]+\.js/.exec(given)?.[0] as string;
    const newer = script.replace('/board-', '/board-newer-');
    await cp(join(clientDir, script), join(clientDir, newer));
    await writeFile(index, given.replace(script, newer));

    // Less at a time than a connection may be silent, so that it is live when the page asks.
    const stands = () => page.evaluate(() => 'sameAsBefore' in window).catch(() => true);
    while (await stands()) {
      await wall.connection('live').waitFor();
      await page.clock.runFor(6_000).catch(() => {});
    }
    await wall.connection('live').waitFor();
    expect(await page.locator('script[src]').first().getAttribute('src')).toBe(newer);
  });
});
