import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { firstAdministratorFragment } from '../../server/access/index.ts';
import { launchBrowser } from '../testkit/browser.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { administrator, PASSWORD, Visitor } from './visitors.ts';

let browser: Browser;
let server: TestServer;
let context: BrowserContext;
let page: Page;
/** What a page wanted and its policy did not allow, and what the sign-in page complained of. */
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  server = await startTestServer();
  complaints = [];
  context = await browser.newContext();
  page = await context.newPage();
  page.setDefaultTimeout(100_000);
  // Of this page's alone: where it leads to, the board refuses an administrator who is nothing else.
  const complain = (what: string) => new URL(page.url()).pathname === '/signin' && complaints.push(what);
  page.on('pageerror', (error) => complain(String(error)));
  page.on('console', (line) => ['error', 'warning'].includes(line.type()) && complain(line.text()));
  await page.exposeFunction('violated', (what: string) => complaints.push(what));
  await page.addInitScript("addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violated([violatedDirective, blockedURI].join(' ')))");
});
afterEach(async () => {
  await context.close();
  await server.stop();
  expect(complaints).toEqual([]);
  expect(server.reported).toEqual([]);
});

const type = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
const press = (name: string) => page.getByRole('button', { name }).click();
const refusal = (text: string) => page.getByRole('alert').filter({ hasText: text }).waitFor();
const who = () =>
  page.evaluate("fetch('/graphql?query={viewer{kind,name,roles}}', { headers: { 'apollo-require-preflight': '1' } }).then(async (r) => (await r.json()).data.viewer)");

async function typeSignIn(password: string) {
  await type('登录名 Name', 'guan');
  await type('密码 Password', password);
  await press('登录 Sign in');
}

async function typeFirstAdministrator(password: string, again = password) {
  await type('登录名 Name to sign in with', 'guan');
  await type('姓名或称呼 What you are called', '关立新');
  await type('密码 Password', password);
  await type('再输一遍密码 The password again', again);
  await press('建立并登录 Create and sign in');
}

test('the first administrator’s link makes an account and signs in; its secret does not stay in the address', async () => {
  await page.goto(`${server.url}/signin#${await firstAdministratorFragment(server.database.orm.em.fork())}`);
  await page.getByText('至少 12 个字符').waitFor();
  expect(page.url()).toBe(`${server.url}/signin`);

  await typeFirstAdministrator(PASSWORD, `${PASSWORD}!`);
  await refusal('The two passwords are not the same');
  await typeFirstAdministrator('short');
  await refusal('密码过短，至少 12 个字符 The password is too short: at least 12 characters');
  expect(await page.evaluate('document.activeElement.name')).toBe('password');
  await typeFirstAdministrator(PASSWORD);
  await page.getByText('已登录 Signed in').waitFor();
  expect(await who()).toEqual({ kind: 'PERSON', name: '关立新', roles: ['ADMINISTRATOR'] });
});

test('a link that was used is refused, also when it is opened over the page itself', async () => {
  const fragment = await firstAdministratorFragment(server.database.orm.em.fork());
  await administrator(server);
  await page.goto(`${server.url}/signin`);
  await page.getByLabel('密码 Password', { exact: true }).waitFor();
  await page.evaluate(`location.hash = '${fragment}'`);
  await typeFirstAdministrator(PASSWORD);
  await refusal('链接无效、已过期或已使用 The link is unknown, past its time or was used');
  expect(page.url()).toBe(`${server.url}/signin`);
});

test('a wrong password shows the refusal, the right one signs in, and whoever is signed in can sign out', async () => {
  await administrator(server);
  await page.goto(`${server.url}/signin`);
  await typeSignIn('a wrong password');
  const said = (await new Visitor(server).ask('mutation { signIn(name: "guan", password: "another") { problems { message messageEn } } }')).data.signIn.problems[0];
  await refusal(`${said.message} ${said.messageEn}`);
  expect(await page.evaluate('document.activeElement.name')).toBe('password');
  expect(await page.getByRole('link', { name: '用统一认证登录' }).count()).toBe(0);

  await typeSignIn(PASSWORD);
  await page.waitForURL(`${server.url}/`);
  await page.goto(`${server.url}/signin`);
  await page.getByText('关立新').waitFor();
  expect(await page.getByRole('link', { name: '前往看板 To the board' }).getAttribute('href')).toBe('/');
  await press('退出 Sign out');
  await page.getByLabel('密码 Password', { exact: true }).waitFor();
  expect(await who()).toEqual({ kind: 'NOBODY', name: null, roles: ['PUBLIC'] });
});

test('without a word from the server the page says that it cannot be reached', async () => {
  await page.goto(`${server.url}/signin`);
  await page.getByLabel('密码 Password', { exact: true }).waitFor();
  await page.route('**/graphql', (route) => route.abort());
  await typeSignIn(PASSWORD);
  await refusal('联系不上服务器，请稍后再试');
  // The browser's own line on the request that failed.
  expect(complaints.splice(0)).toEqual([expect.stringMatching('ERR_FAILED')]);
});

test('what went wrong at the provider is said, and the way there is offered where the server has one', async () => {
  const withProvider = await startTestServer({ oidc: { issuer: 'http://127.0.0.1:9', clientId: 'duban', clientSecret: 'a secret of the test', nameClaim: 'preferred_username' } });
  try {
    await page.goto(`${withProvider.url}/signin#problem=NO_ACCOUNT`);
    await refusal('这里没有您的账号');
    expect(page.url()).toBe(`${withProvider.url}/signin`);
    await page.getByRole('link', { name: '用统一认证登录 Sign in at your provider' }).click();
    // Nobody answers there: the server sends the browser back with the reason.
    await refusal('统一认证没有完成，请再试一次');
    expect(withProvider.reported).toHaveLength(1);
  } finally {
    await withProvider.stop();
  }
});
