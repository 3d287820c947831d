import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AxeResults, run } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../testkit/browser.ts';
import { Wall } from './wall.ts';

let browser: Browser;
let wall: Wall;
let page: Page;
let axe: string;

/** A city that has published September and collects October. */
beforeAll(async () => {
  axe = await readFile(resolve('node_modules/axe-core/axe.min.js'), 'utf8');
  browser = await launchBrowser();
  wall = await Wall.before(browser, ['2026-09']);
  page = wall.page;
  await wall.server.intake(['督查记录-2026-10.xlsx']);
});

afterAll(async () => {
  await wall.take();
  await browser.close();
});

/** What axe finds wrong: each rule with where it is broken. */
async function violations(): Promise<string[]> {
  // Evaluated, not loaded: the page's own content policy stays as it is.
  await page.evaluate(axe);
  const { violations: found }: AxeResults = await page.evaluate(() => (window as unknown as { axe: { run: typeof run } }).axe.run());
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`));
}

describe.each(['dark', 'light'])('in %s colours', (theme) => {
  describe.each(['zh', 'en'])('in %s', (language) => {
    test.each(['month', 'rankings', 'costs', 'year'])('the page %s has nothing that axe finds wrong', async (name) => {
      await wall.open(`?pages=${name}&theme=${theme}&lang=${language}`);
      await page.waitForLoadState('networkidle');
      expect(await violations()).toEqual([]);
    });
  });

  test('neither has an opened township', async () => {
    await wall.open(`?page=month&theme=${theme}&lang=zh`);
    await page.waitForLoadState('networkidle');
    await page.locator('.tile').first().click();
    await page.locator('.village-tiles').waitFor();
    expect(await violations()).toEqual([]);
  });

  test('neither has a phone’s page', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await wall.open(`?theme=${theme}&lang=zh`);
    await page.waitForLoadState('networkidle');
    expect(await violations()).toEqual([]);
    await page.setViewportSize({ width: 1920, height: 1080 });
  });
});

test('a publication has nothing that axe finds wrong, and the page has kept its content policy all the while', async () => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await wall.open('?page=month&theme=dark&lang=zh');
  await wall.publish('2026-10');
  await wall.stage().waitFor();
  expect(await violations()).toEqual([]);
  expect(wall.complaints).toEqual([]);
});
