import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { runCheck } from '../../../server/clock.ts';
import { checks, reactions } from '../../../server/reactions.ts';
import { warningConsumer } from '../../../server/warning/index.ts';
import { Desk } from '../../rectification/desk.ts';
import { launchBrowser } from '../../testkit/browser.ts';
import { registers } from '../../testkit/server.ts';
import { settled } from '../../testkit/settled.ts';
import { Wall } from './wall.ts';

let browser: Browser;
let wall: Wall;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => wall.take());

const OPEN = '{ board { warnings { id kind level state month unit { code name } } } }';
type Open = { id: string; kind: string; level: string; state: string; unit: { name: string } };
const open = async (): Promise<Open[]> => (await wall.server.ask(OPEN)).board.warnings;

/** The panel's lines, once they are what GraphQL answers. */
async function showsWhatIsOpen() {
  const warnings = await open();
  const expected = warnings
    .filter(({ level }) => level !== 'INFO')
    .slice(0, 5)
    .map(({ kind, state, unit }) => [kind, state, unit.name]);
  await wall.page.waitForFunction(
    (wanted) =>
      JSON.stringify([...document.querySelectorAll<HTMLElement>('.warnings ol li')].map(({ dataset, children }) => [dataset.warning, dataset.state, children[1]?.textContent])) ===
      wanted,
    JSON.stringify(expected),
  );
  for (const level of ['RED', 'ORANGE', 'YELLOW', 'INFO']) {
    const shown = await wall.page.locator(`.level-counts [data-count=${level}] b`).textContent();
    expect(Number(shown)).toBe(warnings.filter((each) => each.level === level).length);
  }
  return warnings;
}

test('what a publication warns of is on the wall: red ones take the stage until somebody takes them up or their time is over', async () => {
  wall = await Wall.before(browser, [], {}, undefined, { reactions });
  await wall.server.intake([...registers, '督查记录-2026-09.xlsx']);
  await wall.open('?page=month');
  await wall.publish('2026-09');
  // The publication itself comes first; a key ends it.
  await wall.page.locator('.stage:not(.stage-red)').waitFor();
  await wall.page.keyboard.press('x');
  await wall.page.locator('.stage-red').waitFor();
  const warnings = await showsWhatIsOpen();
  const red = warnings.filter(({ level }) => level === 'RED');
  expect(red.length).toBeGreaterThan(0);
  const shown = await wall.page.locator('.stage-red h2').textContent();
  const staged = red.find(({ unit }) => unit.name === shown);
  expect(staged).toBeDefined();
  await wall.server.ask('mutation ($id: ID!) { acknowledgeWarning(id: $id) { problems { code } } }', { id: staged?.id });
  await wall.page.waitForFunction((name) => document.querySelector('.stage-red h2')?.textContent !== name, shown);
  for (const _ of red.slice(1)) await wall.page.keyboard.press('x');
  await wall.page.locator('.stage-red').waitFor({ state: 'detached' });
  expect((await showsWhatIsOpen()).filter(({ state }) => state === 'ACKNOWLEDGED')).toHaveLength(1);
  expect(wall.complaints).toEqual([]);
});

test('a publication is played, and stays among the latest events, when its warnings are raised before the wall has read its rankings', async () => {
  wall = await Wall.before(browser, [], {}, undefined, { reactions });
  await wall.server.intake([...registers, '督查记录-2026-09.xlsx']);
  await wall.open('?page=month');
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  // Every snapshot that is asked for from now on is read only when all has been raised.
  await wall.page.route('**/graphql', async (route) => {
    await released;
    await route.continue();
  });
  await wall.publish('2026-09');
  await settled(wall.server.database.orm, [warningConsumer]);
  expect(await wall.stage().count()).toBe(0);
  release();
  await wall.page.locator('.stage:not(.stage-red)').waitFor();
  const { board } = await wall.server.ask('{ board { recent { __typename ... on WarningRaised { warning { level } } } warnings { id } } }');
  expect(board.warnings.length).toBeGreaterThan(20);
  expect(board.recent).toContainEqual({ __typename: 'RoundPublished' });
  expect(board.recent.filter(({ warning }: { warning?: { level: string } }) => warning && !['ORANGE', 'RED'].includes(warning.level))).toEqual([]);
});

test('a tile shows how many warnings there are beside the longest score too', async () => {
  wall = await Wall.before(browser, [], {}, undefined, { reactions });
  await wall.server.intake([...registers, '督查记录-2026-09.xlsx']);
  await wall.publish('2026-09');
  await settled(wall.server.database.orm, [warningConsumer]);
  await wall.open('?page=month');
  await wall.page.locator('.tile .alarms').first().waitFor();
  const cut = await wall.page.evaluate(() =>
    [...document.querySelectorAll('.tile')].flatMap((tile) => {
      const alarms = tile.querySelector('.alarms');
      const score = tile.querySelector('.tile-score');
      if (!alarms || !score) return [];
      score.textContent = '100.00';
      const [inner, outer] = [alarms.getBoundingClientRect(), tile.getBoundingClientRect()];
      return inner.right <= outer.right && inner.bottom <= outer.bottom ? [] : [tile.getAttribute('data-unit')];
    }),
  );
  expect(cut).toEqual([]);
});

test('a rectification that is opened moves the headline and heads the news, an overdue one is among the warnings, and one that is closed leaves both', async () => {
  let now = new Date();
  wall = await Wall.before(browser, ['2026-09'], {}, undefined, { now: () => now });
  const desk = new Desk(wall.server);
  await wall.open('?page=month');
  await wall.figure('rectifications', 0);
  const opened = await desk.open('XZ05', '2026-09');
  await wall.figure('rectifications', 1);
  await wall.newestEvent('RectificationChanged');
  expect(await wall.page.locator('.event:first-child .event-what').textContent()).toBe('立项整改');

  now = new Date(Date.parse(opened.dueOn as string) + 86_400_000);
  for (const check of checks) await runCheck(wall.server.database.orm, check, now);
  await wall.page.locator('.warnings li[data-warning=RECTIFICATION_OVERDUE][data-state=RAISED]').waitFor();
  expect(await showsWhatIsOpen()).toMatchObject([{ kind: 'RECTIFICATION_OVERDUE', level: 'ORANGE' }]);

  const due = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);
  await desk.submitted(await desk.planned(opened, [due]));
  await desk.done('acceptRectification', { rectification: opened.id, opinion: '整改到位' });
  for (const check of checks) await runCheck(wall.server.database.orm, check, now);
  await wall.figure('rectifications', 0);
  await wall.page.locator('.warnings li[data-warning]').waitFor({ state: 'detached' });
  expect(await showsWhatIsOpen()).toEqual([]);

  // What the wall was told comes to what it would be shown now.
  await wall.page.reload();
  await wall.figure('rectifications', 0);
  expect(await wall.page.locator('.event[data-event=RectificationChanged]').count()).toBe(2);
  expect(wall.complaints).toEqual([]);
});

test('in English, too, the level of a warning stands beside its unit and not over it', async () => {
  wall = await Wall.before(browser, [], {}, undefined, { reactions });
  await wall.server.intake([...registers, '督查记录-2026-09.xlsx']);
  await wall.publish('2026-09');
  await settled(wall.server.database.orm, [warningConsumer]);
  await wall.open('?page=month&lang=en');
  await wall.page.locator('.warnings ol li').first().waitFor();
  const over = await wall.page.evaluate(() => [...document.querySelectorAll('.warnings .level')].filter((level) => level.scrollWidth > level.clientWidth).length);
  expect(over).toBe(0);
});
