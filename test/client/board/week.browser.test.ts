import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { RuleItem } from '../../../schema/inspection/index.ts';
import { Unit } from '../../../schema/organisation/index.ts';
import { Ledger } from '../../../server/inspection/ledger.ts';
import { launchBrowser } from '../../testkit/browser.ts';
import { Wall } from './wall.ts';

/** Of three hours together, half before the first measurement and half after it. */
const ROUNDS = 20;
const ROUND = 9 * 60_000;
/** Events a round: so many findings, each recorded and then retracted. */
const FINDINGS = 60;
/** What may be left over after half of it: no more than garbage collection's own vagueness (bytes). */
const MARGIN = 1024 * 1024;

/** Only a hang should meet it, on a busy machine too (milliseconds). */
const LIMIT = 900_000;

let browser: Browser;
let wall: Wall;
let page: Page;
let session: CDPSession;

beforeAll(async () => {
  browser = await launchBrowser();
  wall = await Wall.before(browser, ['2026-09']);
  page = wall.page;
  session = await wall.context.newCDPSession(page);
  await wall.server.intake(['督查记录-2026-10.xlsx']);
});

afterAll(async () => {
  await wall.take();
  await browser.close();
});

/** Records as many findings as a round has and takes them all back, in one transaction: 2 × FINDINGS events. */
async function news(round: number) {
  await wall.server.database.orm.em.fork().transactional(async (em) => {
    const ledger = await Ledger.open(em, '2026-10');
    const item = ledger.ruleItem('C1') as RuleItem;
    for (const unit of (await em.find(Unit, {})).slice(0, FINDINGS)) {
      const finding = ledger.record(unit, { item, evidence: `第${round}轮`, occurrences: 1, inspectedOn: '2026-10-20', inspector: '孔敏建' });
      ledger.retract(finding, '重复');
    }
    await ledger.close();
  });
}

async function heap() {
  for (let n = 0; n < 3; n++) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

test(
  'three hours of turning pages, of news by the thousand and of broken connections leave the memory as it was',
  async () => {
    await page.clock.install();
    await wall.open('?every=40');
    const measured: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await news(round);
      // So far ahead, a connection has been silent for too long: each round is a break as well.
      await page.clock.runFor(ROUND);
      await wall.connection('live').waitFor();
      const { board } = await wall.server.ask('{ board { progress { findings } recent { at } } }');
      await page.keyboard.press('1');
      await wall.figure('findings', board.progress.findings);
      await wall.newestEvent('FindingRetracted');
      if (round >= ROUNDS / 2 - 1) measured.push(await heap());
    }
    const [first = 0] = measured;
    const last = measured.at(-1) ?? 0;
    expect(last - first).toBeLessThan(MARGIN);
  },
  LIMIT,
);
