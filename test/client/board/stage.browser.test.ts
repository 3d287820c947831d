import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { launchBrowser } from '../../testkit/browser.ts';
import { Wall } from './wall.ts';

const CLASSES = ['TOWNSHIP', 'CITY', 'LINE'] as const;

let browser: Browser;
let wall: Wall;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => wall.take());

/** A wall that looks on while October is collected, with a clock of the test's own. */
async function lookingOn(options: BrowserContextOptions = {}) {
  wall = await Wall.before(browser, ['2026-09'], options);
  await wall.server.intake(['督查记录-2026-10.xlsx']);
  await wall.page.clock.install();
  await wall.open('?page=month');
  // Whoever comes on stage is written down, and how many stood there when somebody came.
  await wall.page.evaluate(() => {
    const came: string[] = [];
    const together: number[] = [];
    Object.assign(window, { came, together });
    new MutationObserver(() => {
      const standing = [...document.querySelectorAll<HTMLElement>('.stage [data-come=true]')].map(
        ({ dataset }) => `${document.querySelector<HTMLElement>('.stage')?.dataset.class} ${dataset.unit}`,
      );
      const fresh = standing.filter((each) => !came.includes(each)).reverse();
      if (fresh.length) together.push(standing.length);
      came.push(...fresh);
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-come'] });
  });
}

/** Lets the time run until nothing plays any more. */
async function untilItEnds() {
  while (await wall.stage().count()) await wall.page.clock.runFor(400);
}

/** Everybody in the order in which they have to come: class by class, last to first. */
async function lastToFirst() {
  const rankings = await Promise.all(CLASSES.map(async (unitClass) => (await wall.ranking('2026-10', unitClass)).map(({ unit }) => `${unitClass} ${unit.code}`).reverse()));
  return rankings.flat();
}

const noted = <T>(name: string) => wall.page.evaluate((kept) => (window as never)[kept], name) as Promise<T>;

describe('a publication', () => {
  test('is played class by class, last to first, and ends by itself', async () => {
    await lookingOn();
    await wall.publish('2026-10');
    await wall.stage().waitFor();
    await untilItEnds();
    const came = await noted<string[]>('came');
    expect(came).toEqual(await lastToFirst());
    expect(await noted<number[]>('together')).toHaveLength(came.length);
    await wall.showsTilesOf('2026-10', '2026-09');
  });

  test('is ended at once by any key, which does nothing else', async () => {
    await lookingOn();
    await wall.page.keyboard.press('1');
    await wall.publish('2026-10');
    await wall.stage().waitFor();
    await wall.page.keyboard.press('ArrowRight');
    await wall.stage().waitFor({ state: 'detached' });
    expect(await wall.pages()).toEqual(['month']);
    await wall.page.clock.runFor(60_000);
    expect(await wall.stage().count()).toBe(0);
  });

  test('is ended by a touch', async () => {
    await lookingOn();
    await wall.publish('2026-10');
    await wall.stage().click();
    await wall.stage().waitFor({ state: 'detached' });
  });

  test('shows each class whole and at once where motion is not wanted', async () => {
    await lookingOn({ reducedMotion: 'reduce' });
    await wall.publish('2026-10');
    await wall.stage().waitFor();
    await untilItEnds();
    const sizes = await Promise.all(CLASSES.map(async (unitClass) => (await wall.ranking('2026-10', unitClass)).length));
    expect(await noted<number[]>('together')).toEqual(sizes);
    expect(new Set(await noted<string[]>('came'))).toEqual(new Set(await lastToFirst()));
  });

  test('that was over before the wall was opened is not played', async () => {
    await lookingOn();
    await wall.publish('2026-10');
    await wall.stage().waitFor();
    await wall.page.reload();
    await wall.connection('live').waitFor();
    await wall.showsTilesOf('2026-10', '2026-09');
    await wall.page.clock.runFor(2_000);
    expect(await wall.stage().count()).toBe(0);
  });

  test('is played though the clock of the wall is hours wrong', async () => {
    wall = await Wall.before(browser, ['2026-09']);
    await wall.server.intake(['督查记录-2026-10.xlsx']);
    await wall.page.clock.install({ time: Date.now() + 5 * 3_600_000 });
    await wall.open('?page=month');
    await wall.publish('2026-10');
    await wall.stage().waitFor();
  });
});
