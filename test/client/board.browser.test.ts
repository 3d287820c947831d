import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../testkit/browser.ts';
import { registers, startTestServer, type TestServer } from '../testkit/server.ts';
import { type Cable, layCable } from './cable.ts';

const CLASSES = ['TOWNSHIP', 'CITY', 'LINE'] as const;

let browser: Browser;
let server: TestServer;
let cable: Cable;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

/** A city that has published September and opened nothing since. */
beforeEach(async () => {
  server = await startTestServer();
  await server.intake([...registers, '督查记录-2026-09.xlsx']);
  await publish('2026-09');
  cable = await layCable(server.url);
  context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  page = await context.newPage();
  // A busy machine is no failure: only jest's own limit counts.
  page.setDefaultTimeout(100_000);
});

afterEach(async () => {
  await context.close();
  await cable.close();
  await server.stop();
});

const connection = (phase: string) => page.locator(`.connection[data-phase=${phase}]`);

async function openBoard(query = '') {
  await page.goto(`${cable.url}/${query}`);
  await connection('live').waitFor();
}

async function publish(month: string) {
  const { publishInspectionRound } = await server.ask('mutation ($month: YearMonth!) { publishInspectionRound(month: $month) { problems { code message } } }', { month });
  expect(publishInspectionRound.problems).toEqual([]);
}

/** Waits until the wall shows what GraphQL answers: every class, every row, in order. */
async function showsRankingOf(month: string) {
  for (const unitClass of CLASSES) {
    const { unitClassRanking } = await server.ask(
      'query ($month: YearMonth!, $unitClass: UnitClass!) { unitClassRanking(month: $month, unitClass: $unitClass) { rank unit { code name } score grade vetoProposed } }',
      { month, unitClass },
    );
    type Ranked = { rank: number; unit: { code: string; name: string }; score: string; grade: string; vetoProposed: boolean };
    const expected = (unitClassRanking as Ranked[]).map(({ rank, unit, score, grade, vetoProposed }) => [unit.code, String(rank), unit.name, score, grade, vetoProposed]);
    expect(expected.length).toBeGreaterThan(5);
    await page.waitForFunction(
      ([wanted, selector]) => {
        const rows = [...document.querySelectorAll<HTMLElement>(selector as string)].map((row) => [
          row.dataset.unit,
          row.querySelector('.rank')?.textContent,
          row.querySelector('.unit')?.textContent,
          row.querySelector('.score')?.textContent,
          row.querySelector<HTMLElement>('.grade')?.dataset.grade,
          row.querySelector('.veto') !== null,
        ]);
        return JSON.stringify(rows) === wanted;
      },
      [JSON.stringify(expected), `[data-class=${unitClass}] .result`],
    );
  }
}

const figure = (name: string, value: number) => page.locator(`[data-figure=${name}] .figure-value`, { hasText: new RegExp(`^${value}\\b`) }).waitFor();
const newestEvent = (kind: string) => page.locator(`.event:first-child[data-event=${kind}]`).waitFor();

describe('the wall', () => {
  test('follows a month from its first record to its results without a reload', async () => {
    await openBoard();
    await showsRankingOf('2026-09');
    await page.evaluate(() => Object.assign(window, { sameAsBefore: true }));

    await server.intake(['督查记录-2026-10.xlsx']);
    await page.getByText('2026年10月', { exact: true }).waitFor();
    await page.locator('.round-state', { hasText: '收集中' }).waitFor();
    const { board } = await server.ask('{ board { progress { inspected findings vetoProposals } } }');
    await figure('inspected', board.progress.inspected);
    await figure('findings', board.progress.findings);
    await figure('vetoProposals', board.progress.vetoProposals);
    await newestEvent('FindingRecorded');
    expect(await page.locator('.panel-note').first().textContent()).toBe('2026年9月 · 最近一期');
    await showsRankingOf('2026-09');

    await publish('2026-10');
    await showsRankingOf('2026-10');
    await page.locator('.round-state', { hasText: '已发布' }).waitFor();
    await newestEvent('RoundPublished');
    expect(await page.locator('.panel-note').allTextContents()).toEqual(['2026年10月', '2026年10月', '2026年10月']);
    expect(await page.evaluate(() => 'sameAsBefore' in window)).toBe(true);
  });

  test('shows a correction at once, and what it does to the others', async () => {
    await openBoard();
    await showsRankingOf('2026-09');
    const { unitClassRanking } = await server.ask('{ unitClassRanking(month: "2026-09", unitClass: TOWNSHIP) { id unit { code } } }');
    const [best] = unitClassRanking;
    const { correctInspectionResult } = await server.ask(
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
    await showsRankingOf('2026-09');
    await page.locator('.event[data-event=ResultPublished] em', { hasText: '更正' }).first().waitFor();
  });

  test('says since when it does not know, and catches up when the cable is back', async () => {
    await openBoard();
    await showsRankingOf('2026-09');
    cable.unplug();
    await connection('reconnecting').waitFor();
    expect(await connection('reconnecting').textContent()).toMatch(/^正在重连截至 \d\d:\d\d:\d\d$/);

    await server.intake(['督查记录-2026-10.xlsx']);
    await publish('2026-10');
    await showsRankingOf('2026-09');
    cable.plugIn();
    await connection('live').waitFor();
    await showsRankingOf('2026-10');
  });

  test('follows over an event stream where WebSockets do not get through', async () => {
    await page.routeWebSocket(/\/graphql$/, (socket) => socket.close());
    const stream = page.waitForRequest((request) => request.resourceType() === 'eventsource');
    await openBoard();
    await stream;
    await server.intake(['督查记录-2026-10.xlsx']);
    await newestEvent('FindingRecorded');
    await publish('2026-10');
    await showsRankingOf('2026-10');
  });

  test('speaks English when asked, keeps to it, and goes back', async () => {
    await openBoard();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Townships, streets' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.reload();
    await page.getByText('September 2026', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '乡镇街道' }).waitFor();
  });

  test('opens in the language of the address', async () => {
    await openBoard('?lang=en');
    expect(await page.title()).toBe('Duban · Monthly inspection board');
  });

  test('names no person', async () => {
    await server.intake(['督查记录-2026-10.xlsx']);
    await openBoard();
    await showsRankingOf('2026-09');
    const { findings, officers } = await server.ask('{ findings(first: 100) { nodes { inspector } } officers(first: 100) { nodes { name } } }');
    const people: string[] = [...findings.nodes.map(({ inspector }: { inspector: string }) => inspector), ...officers.nodes.map(({ name }: { name: string }) => name)];
    expect(people.length).toBeGreaterThan(100);
    const shown = (await page.textContent('body')) ?? '';
    expect(new Set(people.filter((name) => shown.includes(name)))).toEqual(new Set());
  });

  test('fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await openBoard();
    await showsRankingOf('2026-09');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});

describe('every page', () => {
  test.each([
    ['/', '.connection[data-phase=live]'],
    ['/graphiql', '.graphiql-query-editor .view-line'],
  ])('%s asks nothing of another origin and raises no error', async (path, ready) => {
    const elsewhere: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== cable.url) elsewhere.push(request.url());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(`${cable.url}${path}`);
    await page.locator(ready).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect({ elsewhere, errors }).toEqual({ elsewhere: [], errors: [] });
  });
});
