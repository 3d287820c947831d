import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { administrator, person, Visitor } from '../access/visitors.ts';
import { launchBrowser } from '../testkit/browser.ts';
import { registers, startTestServer, type TestServer } from '../testkit/server.ts';
import { type Cable, layCable } from './cable.ts';

/** A township that lost points in both months and whose October was corrected; and one with a veto ground in September. */
const CODE = 'XZ05';
const VETO = 'XZ07';
const REASON = '复核时撤回一条';
/** As nothing else is worded. */
const EVIDENCE = '门卫说钥匙在隔壁';

let browser: Browser;
let server: TestServer;
let cable: Cable;
let admin: Visitor;
let staff: Visitor;
let screen: Visitor;
let context: BrowserContext;
let page: Page;
/** What the page wanted and its policy did not allow, what it raised, and what the server refused. */
let violations: string[];
let errors: string[];
let refusals: string[];
/** All that the server answered to the page's questions. */
let answers: string;

beforeAll(async () => {
  browser = await launchBrowser();
  const documents = JSON.parse(await readFile('client/generated/persisted-documents.json', 'utf8'));
  server = await startTestServer({ documents, openToEveryone: false });
  await server.intake([...registers, '督查记录-2026-09.xlsx', '督查记录-2026-10.xlsx']);
  admin = await administrator(server);
  staff = await person(server, admin, 'zhao', ['STAFF', 'SECRETARY']);
  for (const month of ['2026-09', '2026-10']) await staff.do('mutation ($month: YearMonth!) { publishInspectionRound(month: $month) { problems { code } } }', { month });
  const { id, explanation } = (await october(staff)).results.nodes[0];
  // Who published does not correct.
  const deputy = await person(server, admin, 'qian', ['SECRETARY']);
  await deputy.do('mutation ($input: CorrectInspectionResultInput!) { correctInspectionResult(input: $input) { problems { code } } }', {
    input: {
      result: id,
      reason: REASON,
      retract: [explanation.items[0].findings[0].id],
      record: [{ itemCode: 'A1', evidence: EVIDENCE, inspectedOn: '2026-10-20', inspector: '孔敏建', occurrences: 1 }],
    },
  });
  screen = await pairedScreen(admin);
  cable = await layCable(server.url);
});

afterAll(async () => {
  await browser.close();
  await cable.close();
  await server.stop();
});

beforeEach(async () => {
  violations = [];
  errors = [];
  refusals = [];
  answers = '';
  context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  page = await open();
});

afterEach(async () => {
  cable.plugIn();
  await context.close();
});

async function open(): Promise<Page> {
  const opened = await context.newPage();
  // A busy machine is no failure: only jest's own limit counts.
  opened.setDefaultTimeout(100_000);
  await opened.exposeFunction('violated', (what: string) => violations.push(what));
  await opened.addInitScript("addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violated([violatedDirective, blockedURI].join(' ')))");
  opened.on('pageerror', (error) => errors.push(String(error)));
  opened.on('response', async (response) => {
    if (!response.url().endsWith('/graphql')) return;
    const text = await response.text().catch(() => '');
    answers += text;
    if (text.includes('"errors"')) refusals.push(text);
  });
  return opened;
}

async function pairedScreen(by: Visitor): Promise<Visitor> {
  const device = new Visitor(server);
  const { code, secret } = await device.do('mutation { beginScreenPairing { code secret problems { code } } }');
  await by.do('mutation ($code: String!) { confirmScreenPairing(code: $code, name: "大厅") { problems { code } } }', { code });
  await device.do('mutation ($secret: String!) { claimScreen(secret: $secret) { problems { code } } }', { secret });
  return device;
}

const as = (visitor: Visitor) => context.addCookies([{ name: 'duban_session', value: visitor.cookie?.split('=')[1] ?? '', url: cable.url }]);

/** Opens the page as `visitor`, and waits until all of it stands, the curve too. */
async function openUnit(visitor: Visitor, path = CODE, ready = '.curve-box[data-drawn=true]') {
  await as(visitor);
  await page.goto(`${cable.url}/unit/${path}`);
  await page.locator(ready).waitFor();
}

const ROWS = `results(first: 12, filter: { round: { month: { eq: $month } } }) { nodes { id score grade rank vetoProposed unitClass
    explanation { base deducted bonuses awarded score items { occurrences uncapped points basis item { code } findings { id } } } } }
  inspections(first: 1, filter: { round: { month: { eq: $month } } }) { nodes { findings(first: 500, orderBy: [{ field: inspectedOn }]) {
    nodes { id evidence occurrences inspectedOn rectifyBy inspector item { code } } } } }`;

async function unitIn(visitor: Visitor, month: string, code = CODE) {
  const { data } = await visitor.ask(`query ($code: String!, $month: YearMonth!) { unit(code: $code) { code name unitClass region { name parent { name } } ${ROWS} } }`, {
    code,
    month,
  });
  return data.unit;
}
const october = (visitor: Visitor) => unitIn(visitor, '2026-10');

/** The cells of each row of a table, as they are read. */
const rows = (table: string) =>
  page.locator(`${table} tbody tr`).evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim() ?? '')));
const text = async (where: string) => (await page.locator(where).innerText()).replace(/\s+/g, ' ').trim();
const chosenMonth = () => page.locator('.year-table a[aria-current]').textContent();
const showsMonth = (month: string) => page.locator(`.month-panel h2`, { hasText: month }).waitFor();
/** As when whoever looks comes back to the page: it reads again. */
const lookAgain = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

async function axe() {
  // Into the page by the debugger: its policy lets no other script in.
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const found = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] };
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('the figures', () => {
  test('of a month are those that GraphQL answers', async () => {
    await openUnit(staff, `${CODE}?month=2026-10`);
    const unit = await october(staff);
    const [{ score, grade, rank, explanation }] = unit.results.nodes;
    expect(await text('.unit-title')).toBe(`${unit.name} ${unit.code} 乡镇街道 ${unit.region.parent.name} ${unit.region.name}`);

    const { data } = await staff.ask(
      '{ now: unitClassRanking(month: "2026-10", unitClass: TOWNSHIP) { score } before: unitClassRanking(month: "2026-09", unitClass: TOWNSHIP) { rank score unit { code } } }',
    );
    const mean = data.now.reduce((sum: number, each: { score: string }) => sum + Number(each.score), 0) / data.now.length;
    const before = data.before.find((each: { unit: { code: string } }) => each.unit.code === CODE);
    const change = Number(score) - Number(before.score);
    expect(await text('[data-result=score] strong')).toBe(score);
    expect(await page.locator('[data-result=score] .grade').getAttribute('data-grade')).toBe(grade);
    expect(await text('[data-result=rank] strong')).toBe(`${rank} / ${data.now.length}`);
    expect(await text('[data-result=change] strong')).toBe(`${change < 0 ? '−' : '+'}${Math.abs(change).toFixed(2)} 分`);
    expect(await text('[data-result=change] .movement')).toContain(String(Math.abs(before.rank - rank) || '–'));
    expect(Math.abs(Number(await text('[data-result=class] strong')) - mean)).toBeLessThan(0.01);

    expect(await text('.sum')).toBe(`${explanation.base} 基础分 − ${explanation.deducted} 扣分 + ${explanation.awarded} 加分 = ${score} 得分`);
    type Item = { occurrences: number; uncapped: string; points: string; basis: string; item: { code: string } };
    const shown = await rows('.explanation');
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.map(([item, times, sum, points, basis]) => [item?.split(' ')[0], times, / = ([\d.]+)/.exec(sum ?? '')?.[1], points?.slice(1), basis])).toEqual(
      explanation.items.map((each: Item) => [each.item.code, String(each.occurrences), each.uncapped, each.points, each.basis]),
    );
  });

  test('of the findings are those that count now, with what was written down', async () => {
    await openUnit(staff, `${CODE}?month=2026-10`);
    const { findings } = (await october(staff)).inspections.nodes[0];
    type Found = { evidence: string; occurrences: number; inspectedOn: string; rectifyBy: string | null; item: { code: string } };
    const day = (date: string | null) => (date ? date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日') : '未定');
    const shown = await rows('.findings');
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.map(([on, item, , times, by, evidence]) => [on, item?.split(' ')[0], times, by, evidence])).toEqual(
      findings.nodes.map((each: Found) => [day(each.inspectedOn), each.item.code, String(each.occurrences), day(each.rectifyBy), each.evidence]),
    );
  });

  test('of the year stand in a table beside the curve, with nothing where nothing came out', async () => {
    await openUnit(staff);
    expect(await chosenMonth()).toBe('2026年10月');
    const shown = await rows('.year-table');
    expect(shown.map(([month]) => month)).toEqual([...['11', '12'].map((month) => `2025年${month}月`), ...Array.from({ length: 10 }, (_, index) => `2026年${index + 1}月`)]);
    for (const [month, place] of [
      ['2026-09', 10],
      ['2026-10', 11],
    ] as const) {
      const [{ score, rank }] = (await unitIn(staff, month)).results.nodes;
      expect(shown[place]?.slice(1, 4)).toEqual([score, expect.any(String), `${rank} / 9`]);
    }
    expect(shown.slice(0, 10).map(([, result]) => result)).toEqual(Array(10).fill('无结果'));
  });

  test('of a month with a veto ground say that a veto was proposed, and that it changes no score', async () => {
    await openUnit(staff, `${VETO}?month=2026-09`);
    expect(await text('[data-result=score] .veto')).toBe('否决建议');
    expect(await text('.explanation [data-kind=VETO_GROUND] .arithmetic')).toBe('涉及否决事项');
    expect(await text('.explanation [data-kind=VETO_GROUND] .points')).toBe('0.00');
  });

  test('of a corrected month come with its versions and why', async () => {
    await openUnit(staff, `${CODE}?month=2026-10`);
    const { data } = await staff.ask(
      'query ($code: String!) { unit(code: $code) { results(first: 9, filter: { round: { month: { eq: "2026-10" } } }) { nodes { versions { version score } } } } }',
      { code: CODE },
    );
    const { versions } = data.unit.results.nodes[0];
    expect(versions).toHaveLength(2);
    expect(await page.locator('.versions li').evaluateAll((found) => found.map((each) => (each as HTMLElement).dataset.version))).toEqual(['2', '1']);
    expect(await text('.versions li:first-child')).toContain(`${versions[1].score}`);
    expect(await text('.versions li:first-child .why')).toBe(REASON);
  });
});

describe('who may see what', () => {
  test('a wall screen sees results, items and findings, asks nothing it may not, and gets no word of what was written down', async () => {
    await openUnit(screen, `${CODE}?month=2026-10`);
    const unit = await october(staff);
    const { nodes } = unit.inspections.nodes[0].findings;
    expect(await text('[data-result=score] strong')).toBe(unit.results.nodes[0].score);
    expect((await rows('.findings')).map(([, item]) => item?.split(' ')[0])).toEqual(nodes.map(({ item }: { item: { code: string } }) => item.code));
    expect(await page.locator('.explanation, .evidence').count()).toBe(0);
    expect(await page.locator('.versions li').count()).toBe(2);
    expect(refusals).toEqual([]);
    expect(nodes.map(({ evidence }: { evidence: string }) => evidence)).toContain(EVIDENCE);
    for (const secret of [REASON, EVIDENCE, 'evidence', 'inspector"']) expect(answers).not.toContain(secret);
  });

  test('what the unit has to put right is there with its deadlines and measures, and in words for those who may read them: not for a wall', async () => {
    const { unit } = (await staff.ask('{ unit(code: "XZ05") { id } }')).data;
    const reporter = await somebody(['REPORTER'], { unit: unit.id });
    const input = { month: '2026-09', unitCode: CODE, reason: '连续两月有同类问题' };
    const opened = await staff.do('mutation ($input: OpenRectificationInput!) { openRectification(input: $input) { rectification { id dueOn } problems { code } } }', { input });
    const { id, dueOn } = opened.rectification;
    await reporter.do('mutation ($id: ID!) { explainRectification(rectification: $id, text: "值班表没有公示") { problems { code } } }', { id });
    const measures = [{ content: '公示值班表', dueOn }];
    await reporter.do('mutation ($id: ID!, $measures: [MeasureInput!]!) { planMeasures(rectification: $id, measures: $measures) { problems { code } } }', { id, measures });
    const written = [input.reason, '值班表没有公示', measures[0]?.content as string];

    await openUnit(reporter, `${CODE}?month=2026-10`, '.rectifications');
    expect(await text('.rectification-head em')).toBe('落实中');
    for (const words of written) expect(await text('.rectifications')).toContain(words);
    expect(await page.locator('.rectification-head time').getAttribute('datetime')).toBe(dueOn);
    // On a phone it fits as well.
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

    await page.setViewportSize({ width: 1920, height: 1080 });
    await openUnit(screen, `${CODE}?month=2026-10`, '.rectifications .measures');
    expect(await page.locator('.measures tbody tr').evaluateAll((found) => found.map((each) => (each as HTMLElement).dataset.standing))).toEqual(['open']);
    expect(refusals).toEqual([]);
    const shown = (await page.textContent('body')) ?? '';
    expect(written.filter((words) => shown.includes(words))).toEqual([]);
  });

  test('a leader sees results and is told that findings are not for them', async () => {
    await openUnit(await somebody(['LEADER']), `${CODE}?month=2026-10`);
    expect(await text('[data-result=rank] strong')).toMatch(/^\d \/ 9$/);
    expect(await text('.findings .empty')).toBe('您无权查看督查记录');
    expect(await page.locator('.explanation').count()).toBe(0);
  });

  test('a cadre office sees its own unit’s results and no class to compare them with', async () => {
    const { unit } = (await staff.ask('{ unit(code: "XZ05") { id } }')).data;
    await openUnit(await somebody(['CADRE_OFFICE'], { unit: unit.id }), `${CODE}?month=2026-10`);
    expect(await text('[data-result=rank] strong')).toMatch(/^\d$/);
    expect(await page.locator('[data-result=class], .key-class').count()).toBe(0);
  });

  test('an inspector sees what was found at the units assigned, and no results', async () => {
    const { unit } = (await staff.ask('{ unit(code: "XZ05") { id } }')).data;
    await openUnit(await somebody(['INSPECTOR'], { assignedUnits: [unit.id] }), `${CODE}?month=2026-10`, '.findings table');
    expect(await text('.year-panel .empty')).toBe('您无权查看督查结果');
    expect(await page.locator('.result-figures, .explanation').count()).toBe(0);
    expect((await page.locator('.evidence').allTextContents()).join('')).not.toBe('');
  });

  test('nobody’s name is on it', async () => {
    const { data } = await staff.ask('{ officers(first: 500) { nodes { name } } findings(first: 500) { nodes { inspector } } }');
    const people = new Set<string>([
      ...data.officers.nodes.map(({ name }: { name: string }) => name),
      ...data.findings.nodes.map(({ inspector }: { inspector: string }) => inspector),
    ]);
    expect(people.size).toBeGreaterThan(100);
    await openUnit(staff, `${CODE}?month=2026-10`);
    const shown = (await page.textContent('body')) ?? '';
    expect([...people].filter((name) => shown.includes(name) || answers.includes(name))).toEqual([]);
  });

  let made = 0;
  async function somebody(roles: string[], more: Record<string, unknown> = {}): Promise<Visitor> {
    return person(server, admin, `visitor${++made}`, roles, more);
  }
});

describe('its address', () => {
  test('holds the month: who is sent it sees the same, and back leads to where one came from', async () => {
    await as(staff);
    await page.goto(`${cable.url}/?pages=rankings`);
    await page.locator(`.result[data-unit=${CODE}] a`).click();
    await showsMonth('2026年10月');
    await page.getByRole('combobox', { name: '选择月份' }).selectOption('2026-09');
    await showsMonth('2026年9月');
    expect(new URL(page.url()).search).toBe('?month=2026-09');
    const score = await text('[data-result=score] strong');

    const other = await open();
    await other.goto(page.url());
    await other.locator('.month-panel h2', { hasText: '2026年9月' }).waitFor();
    expect(await other.locator('[data-result=score] strong').textContent()).toBe(score);

    await page.getByRole('button', { name: '下一月' }).click();
    await showsMonth('2026年10月');
    await page.goBack();
    await page.locator('.connection').waitFor();
  });

  test('is changed by keys alone, from the table too', async () => {
    await openUnit(staff);
    await page.getByRole('link', { name: '2026年9月' }).focus();
    await page.keyboard.press('Enter');
    await showsMonth('2026年9月');
    expect(await chosenMonth()).toBe('2026年9月');
    expect(new URL(page.url()).search).toBe('?month=2026-09');
  });

  test('leads to a month without a round, and beyond the twelve shown', async () => {
    await openUnit(staff, `${CODE}?month=2026-08`);
    expect(await text('.month-panel > .empty')).toBe('当月没有结果：未督查，或尚未发布');
    expect(await text('.findings .empty')).toBe('当月未督查');
    await page.goto(`${cable.url}/unit/${CODE}?month=2025-06`);
    await showsMonth('2025年6月');
    expect((await rows('.year-table')).map(([month]) => month)).toContain('2025年6月');
  });

  test('holds language and theme, and says in the title what is shown', async () => {
    await openUnit(staff, `${CODE}?month=2026-10&lang=en&theme=light`);
    const { name } = await october(staff);
    expect(await page.title()).toBe(`${name} · inspection of October 2026 · Duban`);
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme])).toEqual(['en', 'light']);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('heading', { name: '得分由来' }).waitFor();
    expect(await page.title()).toBe(`${name} · 2026年10月督查 · 督办`);
    await page.getByRole('button', { name: '明暗' }).click();
    await page.reload();
    await showsMonth('2026年10月');
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme])).toEqual(['zh-CN', 'dark']);
  });
});

describe('where there is nothing to show, it says why in both languages and offers a way back', () => {
  const refused = async (why: string) => {
    await page.locator(`.refused[data-why=${why}]`).waitFor();
    expect(await page.locator('.refused [role=alert] p').evaluateAll((found) => found.map((each) => (each as HTMLElement).lang))).toEqual(['zh-CN', 'en']);
    expect(await page.locator('.refused a[href="/"]').count()).toBe(1);
    return page.locator('.refused [role=alert]').innerText();
  };

  test('a code that no unit has', async () => {
    await as(staff);
    await page.goto(`${cable.url}/unit/ZZ99`);
    expect(await refused('unknown')).toMatch(/“ZZ99”[\s\S]*"ZZ99"/);
  });

  test('nobody’s rights', async () => {
    await page.goto(`${cable.url}/unit/${CODE}`);
    await refused('forbidden');
    expect(await page.locator('.refused a[href="/signin"]').count()).toBe(1);
  });

  test('no network; and comes by itself when there is one', async () => {
    await as(staff);
    await page.route('**/graphql', (route) => route.abort());
    await page.goto(`${cable.url}/unit/${CODE}`);
    await refused('unreachable');
    await page.unroute('**/graphql');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await showsMonth('2026年10月');
  });
});

describe('while it is open', () => {
  test('what it shows stays when the network goes, with the time it is as of', async () => {
    await openUnit(staff);
    const score = await text('[data-result=score] strong');
    cable.unplug();
    await lookAgain();
    await page.locator('.read-at[data-cut-off=true]').waitFor();
    expect(await text('.read-at')).toMatch(/^联系不上服务器，所示为 \d{4}年\d+月\d+日 \d\d:\d\d:\d\d 的情况$/);
    expect(await text('[data-result=score] strong')).toBe(score);
    cable.plugIn();
    await lookAgain();
    await page.locator('.read-at[data-cut-off=false]').waitFor();
  });

  test('a correction is there when it is read again', async () => {
    await openUnit(staff, `${VETO}?month=2026-10`);
    const [{ id, score }] = (await unitIn(staff, '2026-10', VETO)).results.nodes;
    expect(await text('[data-result=score] strong')).toBe(score);
    const another = await person(server, admin, 'sun', ['SECRETARY']);
    await another.do('mutation ($input: CorrectInspectionResultInput!) { correctInspectionResult(input: $input) { problems { code } } }', {
      input: { result: id, reason: '补记', record: [{ itemCode: 'A1', evidence: '台账缺失', inspectedOn: '2026-10-20', inspector: '孔敏建', occurrences: 1 }] },
    });
    await lookAgain();
    await page.locator('.findings .added').waitFor();
    const [after] = (await unitIn(staff, '2026-10', VETO)).results.nodes;
    expect(after.score).not.toBe(score);
    expect(await text('[data-result=score] strong')).toBe(after.score);
  });
});

describe('on every medium', () => {
  test('on paper there is nothing to press, the curve is a picture, and black is on white whatever the theme', async () => {
    await openUnit(staff, `${CODE}?month=2026-10&theme=dark`);
    const controls = page.locator('button:visible, select:visible, .to-board:visible');
    expect(await controls.count()).toBeGreaterThan(4);
    await page.emulateMedia({ media: 'print' });
    expect(await controls.count()).toBe(0);
    expect(await page.locator('.curve-box').isVisible()).toBe(false);
    const picture = page.locator('.curve-picture');
    expect(await picture.isVisible()).toBe(true);
    expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(1_000);
    const colours = (where: string) =>
      page
        .locator(where)
        .first()
        .evaluate((element) => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]);
    expect(await colours('.month-panel')).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    for (const part of ['h1', '.result-figures', '.explanation table', '.findings table', '.year-table']) expect(await page.locator(part).isVisible()).toBe(true);
  });

  test.each([
    [390, 844],
    [1366, 768],
    [1920, 1080],
  ])('at %i × %i nothing sticks out, in either language', async (width, height) => {
    await page.setViewportSize({ width, height });
    for (const language of ['zh', 'en']) {
      await openUnit(staff, `${CODE}?month=2026-10&lang=${language}`);
      const sticking = await page.evaluate(() =>
        [...document.querySelectorAll('.panel *')]
          .filter((each) => each.getBoundingClientRect().right > (each.closest('.panel') as Element).getBoundingClientRect().right)
          .map(({ className }) => className),
      );
      expect(sticking).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  });

  test.each([
    ['dark', 'zh', 1920],
    ['light', 'en', 1920],
    ['light', 'zh', 390],
    ['dark', 'en', 390],
  ])('%s, %s, %i wide: axe-core finds nothing, and the page wants nothing that its policy forbids', async (theme, language, width) => {
    await page.setViewportSize({ width, height: 900 });
    for (const path of [`${CODE}?month=2026-10`, `${VETO}?month=2026-09`]) {
      await openUnit(staff, `${path}&theme=${theme}&lang=${language}`);
      expect(await axe()).toEqual([]);
    }
    await page.goto(`${cable.url}/unit/ZZ99?theme=${theme}&lang=${language}`);
    await page.locator('.refused').waitFor();
    expect(await axe()).toEqual([]);
    expect({ violations, errors }).toEqual({ violations: [], errors: [] });
  });
});
