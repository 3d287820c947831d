import { expect } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { registers, startTestServer, type TestServer } from '../../testkit/server.ts';
import { type Cable, layCable } from '../cable.ts';

const CLASSES = ['TOWNSHIP', 'CITY', 'LINE'] as const;

interface Ranked {
  rank: number;
  unit: { code: string; name: string };
  score: string;
  grade: string;
  vetoProposed: boolean;
}

/** A wall before a server, with a cable between: what the browser tests of the board begin with. */
export class Wall {
  readonly server: TestServer;
  readonly cable: Cable;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page's content policy refused, and what it threw. */
  readonly complaints: string[] = [];

  private constructor(server: TestServer, cable: Cable, context: BrowserContext, page: Page) {
    this.server = server;
    this.cable = cable;
    this.context = context;
    this.page = page;
    // A busy machine is no failure: only jest's own limit counts.
    page.setDefaultTimeout(100_000);
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => message.text().includes('Content Security Policy') && this.complaints.push(message.text()));
  }

  /** A city that has published these months, with nothing opened since. */
  static async before(
    browser: Browser,
    months: readonly string[],
    options: BrowserContextOptions = {},
    clientDir?: string,
    served: Parameters<typeof startTestServer>[0] = {},
  ): Promise<Wall> {
    const server = await startTestServer({ ...(clientDir ? { clientDir } : {}), ...served });
    if (months.length) await server.intake([...registers, ...months.map((month) => `督查记录-${month}.xlsx`)]);
    const cable = await layCable(server.url);
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, ...options });
    const wall = new Wall(server, cable, context, await context.newPage());
    for (const month of months) await wall.publish(month);
    return wall;
  }

  async take(): Promise<void> {
    await this.context.close();
    await this.cable.close();
    await this.server.stop();
  }

  connection(phase: string) {
    return this.page.locator(`.connection[data-phase=${phase}]`);
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`${this.cable.url}/${query}`);
    await this.connection('live').waitFor();
  }

  async publish(month: string): Promise<void> {
    const { publishInspectionRound } = await this.server.ask('mutation ($month: YearMonth!) { publishInspectionRound(month: $month) { problems { code message } } }', { month });
    expect(publishInspectionRound.problems).toEqual([]);
  }

  async ranking(month: string, unitClass: (typeof CLASSES)[number]): Promise<Ranked[]> {
    const { unitClassRanking } = await this.server.ask(
      'query ($month: YearMonth!, $unitClass: UnitClass!) { unitClassRanking(month: $month, unitClass: $unitClass) { rank unit { code name } score grade vetoProposed } }',
      { month, unitClass },
    );
    return unitClassRanking;
  }

  /** Waits until the page of rankings shows what GraphQL answers: every class, every row, in order, with the places moved since `before`. */
  async showsRankingOf(month: string, before?: string): Promise<void> {
    for (const unitClass of CLASSES) {
      const ranking = await this.ranking(month, unitClass);
      const earlier = new Map(before ? (await this.ranking(before, unitClass)).map(({ unit, rank }) => [unit.code, rank]) : []);
      const expected = ranking.map(({ rank, unit, score, grade, vetoProposed }) => {
        const was = earlier.get(unit.code);
        const movement = was === undefined ? '' : was === rank ? '–' : `${was > rank ? '▲' : '▼'}${Math.abs(was - rank)}`;
        return [unit.code, String(rank), movement, unit.name, score, grade, vetoProposed];
      });
      expect(expected.length).toBeGreaterThan(5);
      await this.#shows(`.ranking[data-class=${unitClass}] .result`, ['.rank', '.movement', '.unit', '.score'], expected);
    }
  }

  /** Waits until each tile of the map shows what GraphQL answers of its township, in the order of their divisions. */
  async showsTilesOf(month: string, before?: string): Promise<void> {
    const ranking = await this.ranking(month, 'TOWNSHIP');
    const earlier = new Map(before ? (await this.ranking(before, 'TOWNSHIP')).map(({ unit, rank }) => [unit.code, rank]) : []);
    const { units } = await this.server.ask('{ units(first: 50, filter: { unitClass: { eq: TOWNSHIP } }) { nodes { code name region { code } } } }');
    const expected = (units.nodes as { code: string; name: string; region: { code: string } }[])
      .sort((one, other) => (one.region.code < other.region.code ? -1 : 1))
      .map(({ code, name }) => {
        const { rank = 0, score, grade, vetoProposed } = ranking.find(({ unit }) => unit.code === code) ?? {};
        const was = earlier.get(code);
        const movement = was === undefined ? '' : was === rank ? '–' : `${was > rank ? '▲' : '▼'}${Math.abs(was - rank)}`;
        return [code, name, `第 ${rank} 名`, movement, score, grade, vetoProposed];
      });
    await this.#shows('.tile', ['.tile-name', '.tile-rank', '.movement', '.tile-score'], expected);
  }

  async #shows(rows: string, cells: string[], expected: unknown[][]): Promise<void> {
    await this.page.waitForFunction(
      ([selector, parts, wanted]) => {
        const shown = [...document.querySelectorAll<HTMLElement>(selector as string)].map((row) => [
          row.dataset.unit,
          ...(parts as string[]).map((part) => row.querySelector(part)?.textContent),
          row.querySelector<HTMLElement>('.grade')?.dataset.grade,
          row.querySelector('.veto') !== null,
        ]);
        return JSON.stringify(shown) === wanted;
      },
      [rows, cells, JSON.stringify(expected)],
    );
  }

  figure(name: string, value: string | number) {
    return this.page.locator(`[data-figure=${name}] .figure-value`, { hasText: new RegExp(`^${String(value).replace('.', '\\.')}(?![\\d.])`) }).waitFor();
  }

  newestEvent(kind: string) {
    return this.page.locator(`.event:first-child[data-event=${kind}]`).waitFor();
  }

  stage() {
    return this.page.locator('.stage');
  }

  pages() {
    return this.page.locator('.pane').evaluateAll((panes) => panes.map((pane) => (pane as HTMLElement).dataset.page));
  }
}
