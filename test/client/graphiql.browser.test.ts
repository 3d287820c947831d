import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../testkit/browser.ts';
import { registers, startTestServer, type TestServer } from '../testkit/server.ts';
import { type Cable, layCable } from './cable.ts';

let browser: Browser;
let server: TestServer;
let cable: Cable;
let context: BrowserContext;
let page: Page;
/** What the browser has sent, as text. */
let sent: string;

/** A city that has published September. */
beforeAll(async () => {
  browser = await launchBrowser();
  server = await startTestServer();
  await server.intake([...registers, '督查记录-2026-09.xlsx']);
  await server.ask('mutation { publishInspectionRound(month: "2026-09") { problems { code } } }');
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

beforeEach(async () => {
  sent = '';
  cable = await cableTo(server);
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  page = await context.newPage();
  // A busy machine is no failure: only jest's own limit counts.
  page.setDefaultTimeout(100_000);
});

afterEach(async () => {
  await context.close();
  await cable.close();
});

const cableTo = ({ url }: TestServer) =>
  layCable(url, (bytes) => {
    sent += bytes.toString('latin1');
  });

/** The heads of the requests of this method to /graphql, in lower case. */
const heads = (method: 'GET' | 'POST') => [...sent.matchAll(new RegExp(`${method} /graphql HTTP[^]*?\r\n\r\n`, 'g'))].map(([head]) => head.toLowerCase());

async function open() {
  await page.goto(`${cable.url}/graphiql`);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
}

const pick = (title: string) => page.getByRole('button', { name: title }).click();
const editorShows = (text: string) => page.locator('.graphiql-query-editor .view-lines', { hasText: text }).waitFor();
const answerShows = (text: string) => page.locator('.graphiql-response .view-lines', { hasText: text }).waitFor();
const run = () => page.getByRole('button', { name: /^Execute query/ }).click();

async function askRanking() {
  await pick('某月某类单位的排名');
  await editorShows('Ranking');
  await run();
  await answerShows('unitClassRanking');
}

async function writeHeaders(headers: object) {
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden)').click();
  await page.keyboard.insertText(JSON.stringify(headers));
}

describe('the page', () => {
  test('shows saved questions, puts one into the editor and answers it', async () => {
    await open();
    const { unitClassRanking } = await server.ask('{ unitClassRanking(month: "2026-09", unitClass: TOWNSHIP) { unit { name } } }');
    await askRanking();
    await answerShows(unitClassRanking[0].unit.name);
  });

  test('leaves what somebody wrote in its own tab when a question is picked', async () => {
    await open();
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('query Mine { units { totalCount } }');
    await page.getByRole('tab', { name: 'Mine' }).waitFor();
    await pick('看板此刻的内容');
    await editorShows('rankingMonth');
    await page.getByRole('tab', { name: 'Mine' }).click();
    await editorShows('query Mine');
  });

  test('documents the schema in both languages', async () => {
    await open();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Query', exact: true }).click();
    await page.getByText('督查结果。Published results.').waitFor();
  });
});

describe('a question', () => {
  test('goes with the headers of the editor and the cookies of the browser', async () => {
    await context.addCookies([{ name: 'session', value: 'of-a-test', url: cable.url }]);
    await open();
    await writeHeaders({ 'x-office': 'archive' });
    await askRanking();
    const asked = heads('POST').at(-1);
    expect(asked).toContain('\r\nx-office: archive\r\n');
    expect(asked).toMatch(/\r\ncookie: session=of-a-test\r\n/);
  });

  test('that subscribes goes with the cookies in the handshake and the headers as connection parameters', async () => {
    await context.addCookies([{ name: 'session', value: 'of-a-test', url: cable.url }]);
    await open();
    await writeHeaders({ 'x-office': 'archive' });
    // Heard from the first on: whoever awaits the socket before they listen misses what was sent meanwhile.
    const subscribed = Promise.withResolvers<void>();
    const frames: { type: string; payload?: unknown }[] = [];
    page.once('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        const frame = JSON.parse(String(payload));
        frames.push(frame);
        if (frame.type === 'subscribe') subscribed.resolve();
      }),
    );
    await pick('实时：督查进展');
    await editorShows('subscription');
    await run();
    await subscribed.promise;
    expect(frames[0]).toEqual({ type: 'connection_init', payload: { 'x-office': 'archive' } });
    expect(heads('GET').find((head) => head.includes('upgrade: websocket'))).toContain('\r\ncookie: session=of-a-test\r\n');
    await server.intake(['督查记录-2026-10.xlsx']);
    await answerShows('inspected');
  });
});

describe('headers', () => {
  const afterReload = async () => {
    await page.reload();
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await askRanking();
    return heads('POST').at(-1);
  };

  test('are forgotten on a reload', async () => {
    await open();
    await writeHeaders({ 'x-office': 'archive' });
    await askRanking();
    // What is written later is stored: the headers had their time.
    await page.waitForFunction(() => localStorage.getItem('graphiql:tabState')?.includes('query Ranking'));
    expect(await afterReload()).not.toContain('x-office');
  });

  test('are kept, once the settings say so', async () => {
    await open();
    await writeHeaders({ 'x-office': 'archive' });
    await page.getByRole('button', { name: 'Open settings dialog' }).click();
    await page.locator('#enable-persist-headers').click();
    await page.keyboard.press('Escape');
    expect(await afterReload()).toContain('\r\nx-office: archive\r\n');
    await page.getByRole('button', { name: 'Open settings dialog' }).click();
    await page.locator('#enable-persist-headers.active').waitFor();
  });
});

test('where the server keeps its schema to itself, the page says so in both languages and still answers', async () => {
  const closed = await startTestServer({ introspection: false });
  const itsCable = await cableTo(closed);
  try {
    await page.goto(`${itsCable.url}/graphiql`);
    const notice = await page.locator('.docs-notice').textContent();
    expect(notice).toMatch(/关闭了类型说明.*keeps its schema to itself/);
    await pick('看板此刻的内容');
    await editorShows('rankingMonth');
    await run();
    await answerShows('"progress"');
  } finally {
    await page.close();
    await itsCable.close();
    await closed.stop();
  }
});
