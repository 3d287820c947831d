import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { readManifest } from '../../server/http/trustedDocuments.ts';
import { type Cable, layCable } from '../client/cable.ts';
import { launchBrowser } from '../testkit/browser.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { administrator, PASSWORD, person, Visitor } from './visitors.ts';

let browser: Browser;
let server: TestServer;
let cable: Cable;
let admin: Visitor;
let staff: Visitor;
let contexts: BrowserContext[];
/** What pages complained of, but for requests that a pulled cable broke. */
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  server = await startTestServer({ openToEveryone: false, documents: await readManifest('client/generated/persisted-documents.json') });
  await seed(server.database.orm).city().units({ TOWNSHIP: 2, CITY: 2 }).ruleBook(2026).round('2026-03').inspected(1).write();
  cable = await layCable(server.url);
  admin = await administrator(server);
  staff = await person(server, admin, 'zhao', ['STAFF']);
  contexts = [];
  complaints = [];
});
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  await cable.close();
  await server.stop();
  expect(complaints).toEqual([]);
  expect(server.reported).toEqual([]);
});

/** A browser of its own, of whoever has this cookie. */
async function browserOf(visitor?: Visitor): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  contexts.push(context);
  if (visitor) await context.addCookies([{ name: 'duban_session', value: visitor.secret, url: cable.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(100_000);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && !/ERR_/.test(line.text()) && complaints.push(line.text()));
  return page;
}

const board = (page: Page) => page.locator('.connection[data-phase=live]').waitFor();
const codeOn = async (wall: Page) => (await wall.locator('.code', { hasText: /^\w{4}-\w{4}$/ }).textContent()) ?? '';
const says = (page: Page, text: string) => page.getByText(text).first().waitFor();
const screens = async () => (await admin.ask('{ screens { id name lastCursor pairedBy { name } revokedAt } }')).data.screens;
const open = (month: string) => staff.do('mutation ($month: YearMonth!) { openInspectionRound(month: $month) { problems { code } } }', { month });

/** A wall that somebody at the desk let in, on its board. */
async function pairedWall(name = '一楼大厅'): Promise<Page> {
  const wall = await browserOf();
  await wall.goto(`${cable.url}/pair`);
  await staff.do('mutation ($code: String!, $name: String!) { confirmScreenPairing(code: $code, name: $name) { name problems { code } } }', { code: await codeOn(wall), name });
  await wall.waitForURL(`${cable.url}/`);
  await board(wall);
  return wall;
}

test('a screen shows a code, somebody types it at the screens page, and it ends on a live board and says what it has shown', async () => {
  const [wall, desk] = [await browserOf(), await browserOf(staff)];
  await wall.goto(`${cable.url}/pair`);
  const code = await codeOn(wall);
  await desk.goto(`${cable.url}/screens`);
  await says(desk, '还没有大屏');
  // As people type.
  await desk.keyboard.type(code.toLowerCase().replace('-', '  '));
  await desk.keyboard.press('Tab');
  await desk.keyboard.type('一楼大厅');
  const reported = wall.waitForResponse((response) => response.request().postData()?.includes('reportDisplayed') ?? false);
  await desk.keyboard.press('Enter');
  await desk.getByRole('status').filter({ hasText: '已确认“一楼大厅”' }).waitFor();
  await wall.waitForURL(`${cable.url}/`);
  await board(wall);

  expect(await (await reported).json()).toEqual({ data: { done: { problems: [] } } });
  const shown = (await staff.ask('{ board { cursor } }')).data.board.cursor;
  expect(await screens()).toEqual([{ id: expect.any(String), name: '一楼大厅', lastCursor: shown, pairedBy: { name: 'zhao' }, revokedAt: null }]);
  await desk.reload();
  await desk.getByRole('row', { name: /^一楼大厅 .*显示正常 Showing/ }).waitFor();
  await open('2026-04');
  await wall.getByText('2026年4月', { exact: true }).first().waitFor();
});

test('a screen that is revoked keeps its last picture, says why and since when, and goes on once it is paired again', async () => {
  const [wall, desk] = [await pairedWall(), await browserOf(staff)];
  await desk.goto(`${cable.url}/screens`);
  await desk.getByRole('button', { name: '撤销“一楼大厅”' }).click();
  await desk.keyboard.press('Escape');
  await desk.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await screens()).toMatchObject([{ revokedAt: null }]);
  await desk.getByRole('button', { name: '撤销“一楼大厅”' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: '撤销 Revoke', exact: true }).click();
  await says(desk, '还没有大屏');

  await wall.getByRole('status').filter({ hasText: '此大屏的配对已撤销' }).waitFor();
  expect(await wall.locator('.refused').textContent()).toMatch(/画面停在 \d{4}年\d+月\d+日 \d\d:\d\d:\d\d The picture is of/);
  await wall.locator('.wall[data-phase=refused] [data-figure=inspected]').waitFor();
  await wall.getByRole('link', { name: '配对此大屏 Pair this screen' }).click();
  await staff.do('mutation ($code: String!) { confirmScreenPairing(code: $code, name: "二楼") { name problems { code } } }', { code: await codeOn(wall) });
  await wall.waitForURL(`${cable.url}/`);
  await board(wall);
});

test('the pairing page keeps its code over a reload and a broken network, and has a fresh one when it has ended', async () => {
  const wall = await browserOf();
  await wall.goto(`${cable.url}/pair`);
  const code = await codeOn(wall);
  await wall.reload();
  expect(await codeOn(wall)).toBe(code);
  cable.unplug();
  await says(wall, '联系不上服务器');
  expect(await codeOn(wall)).toBe(code);
  cable.plugIn();
  await says(wall, '等待工作人员确认');
  expect(await codeOn(wall)).toBe(code);
  await server.database.orm.em.fork().execute("update screen_pairing set expires_at = now() - interval '1 second'");
  await wall.locator('.code', { hasNotText: code }).waitFor();
  expect(await codeOn(wall)).not.toBe(code);
});

test('a device that is a screen says so on the pairing page, and can be unpaired there', async () => {
  const wall = await pairedWall('三楼');
  await wall.goto(`${cable.url}/pair`);
  await says(wall, '此设备已配对为“三楼”');
  await wall.getByRole('button', { name: '解除配对 Unpair it' }).click();
  await codeOn(wall);
});

test('whoever is nobody is offered both ways in, and is on the board once they signed in', async () => {
  const page = await browserOf();
  await page.goto(`${cable.url}/`);
  await says(page, '看板须登录或配对后显示');
  expect(await page.getByRole('link', { name: '配对此大屏 Pair this screen' }).getAttribute('href')).toBe('/pair');
  await page.getByRole('link', { name: '登录 Sign in' }).click();
  await page.getByLabel('登录名 Name').fill('zhao');
  await page.getByLabel('密码 Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${cable.url}/`);
  await board(page);
});

test('a session that ends leaves the picture, and once somebody signs in elsewhere it goes on by itself', async () => {
  const page = await browserOf(staff);
  await page.goto(`${cable.url}/`);
  await board(page);
  // The page has asked by now who sits before it, and knows: it would not say that a session ended of which it never heard.
  await page.waitForLoadState('networkidle');
  await staff.do('mutation { signOut { problems { code } } }');
  await says(page, '您的登录已结束');
  await page.locator('.wall[data-phase=refused]').waitFor();
  await staff.signIn('zhao');
  await open('2026-04');
  await contexts[0]?.addCookies([{ name: 'duban_session', value: staff.secret, url: cable.url }]);
  await board(page);
  await page.getByText('2026年4月', { exact: true }).first().waitFor();
  expect(await page.locator('.refused').count()).toBe(0);
});

test('an administrator is told why there is no board, and where to go: to the screens, to GraphiQL, out', async () => {
  const page = await browserOf(admin);
  await page.goto(`${cable.url}/?lang=en`);
  await says(page, '您的身份是系统管理员，不显示看板');
  expect(await page.locator('.ways a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(['/screens', '/graphiql']);
  await page.getByRole('link', { name: '管理大屏' }).click();
  await says(page, '还没有大屏');
  await page.goBack();
  await page.getByRole('button', { name: '退出 Sign out' }).click();
  await page.waitForURL(`${cable.url}/signin`);
  expect((await admin.who()).kind).toBe('NOBODY');
});

test('the screens page sends nobody to sign in, comes back with them, and tells an inspector that it is not theirs', async () => {
  await person(server, admin, 'qian', ['INSPECTOR']);
  const page = await browserOf();
  await page.goto(`${cable.url}/screens`);
  await page.getByRole('link', { name: '登录 Sign in' }).click();
  await page.getByLabel('登录名 Name').fill('qian');
  await page.getByLabel('密码 Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${cable.url}/screens`);
  await says(page, '您的身份是督查员，不管理大屏');
});

test('an address that says where to go on leads to no other site', async () => {
  const page = await browserOf();
  await page.goto(`${cable.url}/signin?to=https://elsewhere.example/`);
  await page.getByLabel('登录名 Name').fill('zhao');
  await page.getByLabel('密码 Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${cable.url}/`);
  await board(page);
});
