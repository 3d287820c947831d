import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Decimal } from 'decimal.js';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../testkit/browser.ts';
import { Wall } from './board/wall.ts';

let browser: Browser;
let wall: Wall;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

/** A city that has published September and opened nothing since. */
beforeEach(async () => {
  wall = await Wall.before(browser, ['2026-09']);
  page = wall.page;
});

afterEach(() => wall.take());

describe('the wall', () => {
  test('follows a month from its first record to its results without a reload: figures, tiles, ranks and news', async () => {
    await wall.open('?pages=month,rankings&every=0');
    await wall.showsTilesOf('2026-09');
    await page.evaluate(() => Object.assign(window, { sameAsBefore: true }));

    await wall.server.intake(['督查记录-2026-10.xlsx']);
    await page.getByText('2026年10月', { exact: true }).waitFor();
    await page.locator('.round-state', { hasText: '收集中' }).waitFor();
    const { board } = await wall.server.ask(
      '{ board { progress { inspected findings vetoProposals } round { inspections(first: 500) { nodes { unit { code } findings { totalCount } } } } } }',
    );
    await wall.figure('inspected', board.progress.inspected);
    await wall.figure('findings', board.progress.findings);
    await wall.figure('vetoProposals', board.progress.vetoProposals);
    for (const { unit, findings } of board.round.inspections.nodes.filter(({ unit }: { unit: { code: string } }) => unit.code.startsWith('XZ'))) {
      await page.locator(`.tile[data-unit=${unit.code}] .tile-month[data-inspected=true]`, { hasText: `本月记录 ${findings.totalCount} 条` }).waitFor();
    }
    await wall.newestEvent('FindingRecorded');
    expect(await page.locator('.map .panel-note').textContent()).toBe('2026年9月 · 最近一期');
    await wall.showsTilesOf('2026-09');

    await wall.publish('2026-10');
    await wall.showsTilesOf('2026-10', '2026-09');
    await page.locator('.round-state', { hasText: '已发布' }).waitFor();
    await wall.newestEvent('RoundPublished');
    const { inspectionResults } = await wall.server.ask('{ inspectionResults(first: 500, filter: { round: { month: { eq: "2026-10" } } }) { nodes { score grade } } }');
    const results = inspectionResults.nodes as { score: string; grade: string }[];
    for (const grade of ['GOOD', 'MEDIUM', 'POOR']) await wall.figure(grade, results.filter((each) => each.grade === grade).length);
    const average = results.reduce((sum, { score }) => sum.plus(score), new Decimal(0)).div(results.length);
    await wall.figure('average', average.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toFixed(2));

    await wall.stage().waitFor();
    await page.keyboard.press('Escape');
    await wall.stage().waitFor({ state: 'detached' });
    await page.keyboard.press('2');
    await wall.showsRankingOf('2026-10', '2026-09');
    expect(await page.evaluate(() => 'sameAsBefore' in window)).toBe(true);
  });

  test('tells what happened as GraphQL tells it, the newest first', async () => {
    await wall.open('?page=month');
    await wall.server.intake(['督查记录-2026-10.xlsx']);
    await wall.publish('2026-10');
    await wall.newestEvent('RoundPublished');
    const { board } = await wall.server.ask('{ board { recent { __typename ... on ResultPublished { result { unit { name } score rank grade } } } } }');
    const expected = board.recent.map(({ __typename, result }: { __typename: string; result?: { unit: { name: string }; score: string; rank: number; grade: string } }) =>
      result ? [__typename, result.unit.name, `${result.score} 分，第 ${result.rank} 名`, result.grade] : [__typename],
    );
    expect(expected.length).toBe(20);
    await page.waitForFunction((wanted) => {
      const shown = [...document.querySelectorAll<HTMLElement>('.event')].map((event) => {
        const result = event.querySelector('.event-result')?.textContent;
        const grade = event.querySelector<HTMLElement>('.grade')?.dataset.grade;
        return result ? [event.dataset.event, event.querySelector('strong')?.textContent, result, grade] : [event.dataset.event];
      });
      return JSON.stringify(shown) === wanted;
    }, JSON.stringify(expected));
  });

  test('says what a month cost as GraphQL says it, also after a finding was taken back', async () => {
    await wall.server.intake(['督查记录-2026-10.xlsx']);
    await wall.open('?page=costs');
    const showsCosts = async () => {
      const { board } = await wall.server.ask('{ board { costs { item { code } points } } }');
      const expected = board.costs.slice(0, 16).map(({ item, points }: { item: { code: string }; points: string }) => [item.code, points]);
      await page.waitForFunction((wanted) => {
        const shown = [...document.querySelectorAll<HTMLElement>('.cost[data-item]')].map((cost) => [cost.dataset.item, cost.querySelector('.cost-points')?.textContent]);
        return JSON.stringify(shown) === wanted;
      }, JSON.stringify(expected));
    };
    await showsCosts();
    const { findings } = await wall.server.ask(
      '{ findings(first: 1, filter: { item: { code: { eq: "C4" } }, inspection: { round: { month: { eq: "2026-10" } } } }) { nodes { id } } }',
    );
    const retract = 'mutation ($input: RetractFindingInput!) { retractFinding(input: $input) { problems { code message } } }';
    expect((await wall.server.ask(retract, { input: { finding: findings.nodes[0].id, reason: '记录有误' } })).retractFinding.problems).toEqual([]);
    await showsCosts();
  });

  test('shows a correction at once, and what it does to the others', async () => {
    await wall.open('?page=rankings');
    await wall.showsRankingOf('2026-09');
    const { unitClassRanking } = await wall.server.ask('{ unitClassRanking(month: "2026-09", unitClass: TOWNSHIP) { id unit { code } } }');
    const [best] = unitClassRanking;
    const { correctInspectionResult } = await wall.server.ask(
      'mutation ($input: CorrectInspectionResultInput!) { correctInspectionResult(input: $input) { problems { code message } result { version rank } } }',
      {
        input: {
          result: best.id,
          reason: '复核补记',
          record: [{ itemCode: 'A1', evidence: '台账缺失', inspectedOn: '2026-09-20', inspector: '督查员', occurrences: 3 }],
        },
      },
    );
    expect(correctInspectionResult).toMatchObject({ problems: [], result: { version: 2 } });
    await wall.showsRankingOf('2026-09');
  });

  test('says since when it does not know, greys, and catches up with nothing missed when the cable is back', async () => {
    await wall.open('?page=month');
    await wall.showsTilesOf('2026-09');
    const filter = () => page.locator('.page').evaluate((shown) => getComputedStyle(shown).filter);
    expect(await filter()).toBe('none');
    wall.cable.unplug();
    await wall.connection('reconnecting').waitFor();
    expect(await wall.connection('reconnecting').textContent()).toMatch(/^正在重连截至 \d\d:\d\d:\d\d$/);
    expect(await filter()).toMatch(/grayscale/);

    await wall.server.intake(['督查记录-2026-10.xlsx']);
    await wall.publish('2026-10');
    await wall.showsTilesOf('2026-09');
    wall.cable.plugIn();
    await wall.connection('live').waitFor();
    await wall.showsTilesOf('2026-10', '2026-09');
    expect(await filter()).toBe('none');
    const { board } = await wall.server.ask('{ board { progress { inspected findings } } }');
    await wall.figure('inspected', board.progress.inspected);
    await wall.figure('findings', board.progress.findings);
  });

  test('follows over an event stream where WebSockets do not get through', async () => {
    await page.routeWebSocket(/\/graphql$/, (socket) => socket.close());
    const stream = page.waitForRequest((request) => request.resourceType() === 'eventsource');
    await wall.open('?page=month');
    await stream;
    await wall.server.intake(['督查记录-2026-10.xlsx']);
    await wall.newestEvent('FindingRecorded');
    await wall.publish('2026-10');
    await wall.showsTilesOf('2026-10', '2026-09');
  });

  test('speaks English when asked, keeps to it, and goes back', async () => {
    await wall.open('?page=rankings');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Townships, streets' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.reload();
    await page.getByText('September 2026', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '乡镇街道' }).waitFor();
  });

  test('changes its colours when asked, and keeps to them', async () => {
    await wall.open();
    const theme = () => page.evaluate(() => [document.documentElement.dataset.theme, getComputedStyle(document.documentElement).colorScheme]);
    expect(await theme()).toEqual(['dark', 'dark']);
    await page.getByRole('button', { name: '明暗' }).click();
    expect(await theme()).toEqual(['light', 'light']);
    await page.reload();
    await wall.connection('live').waitFor();
    expect(await theme()).toEqual(['light', 'light']);
  });

  test('opens in the language of the address', async () => {
    await wall.open('?lang=en');
    expect(await page.title()).toBe('Duban · Monthly inspection board');
  });

  test('names no person', async () => {
    await wall.server.intake(['督查记录-2026-10.xlsx']);
    await wall.open();
    const { findings, officers } = await wall.server.ask('{ findings(first: 100) { nodes { inspector } } officers(first: 100) { nodes { name } } }');
    const people: string[] = [...findings.nodes.map(({ inspector }: { inspector: string }) => inspector), ...officers.nodes.map(({ name }: { name: string }) => name)];
    expect(people.length).toBeGreaterThan(100);
    let shown = '';
    for (const each of ['1', '2', '3', '4']) {
      await page.keyboard.press(each);
      shown += (await page.textContent('body')) ?? '';
    }
    expect(new Set(people.filter((name) => shown.includes(name)))).toEqual(new Set());
  });
});

describe('every page', () => {
  test.each([
    ['/', '.connection[data-phase=live]'],
    ['/graphiql', '.graphiql-query-editor .view-line'],
  ])('%s asks nothing of another origin, raises no error and keeps its content policy', async (path, ready) => {
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== wall.cable.url) elsewhere.push(request.url());
    });
    await page.goto(`${wall.cable.url}${path}`);
    await page.locator(ready).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect({ elsewhere, complaints: wall.complaints }).toEqual({ elsewhere: [], complaints: [] });
  });
});
