import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../testkit/browser.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';

let browser: Browser;
let server: TestServer;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startTestServer({ openToEveryone: false, demoSignIn: 'loopback' });
  await seed(server.database.orm).city().units({ TOWNSHIP: 2 }).ruleBook(2026).round('2026-03').write();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(100_000);
});
afterEach(() => page.context().close());

const live = () => page.locator('.connection[data-phase=live]').waitFor();
const bar = () => page.getByRole('complementary', { name: '演示 Demo' });
const is = (role: string) => bar().locator('summary', { hasText: role }).waitFor();

async function become(role: string) {
  await bar().locator('summary').click();
  await bar().getByRole('button', { name: role }).click();
}

test('a newcomer is on a live board at once, marked as the demo', async () => {
  await page.goto(`${server.url}/`);
  await live();
  await is('身份：机关干部 Staff');
});

test('the bar tries any role and leads back, also from one that has no board', async () => {
  await page.goto(`${server.url}/`);
  await become('审计员 Auditor');
  await is('身份：审计员 Auditor');
  await page.getByText('您的身份是审计员，不显示看板').waitFor();
  expect(await page.locator('.wall').count()).toBe(0);
  await become('机关干部 Staff');
  await live();
  await is('身份：机关干部 Staff');
});

test('by the keyboard alone: Enter opens it, Escape closes it, Tab and Enter choose', async () => {
  await page.goto(`${server.url}/screens`);
  await bar().locator('summary').focus();
  await page.keyboard.press('Enter');
  await bar().getByRole('button', { name: '书记、副书记' }).waitFor();
  await page.keyboard.press('Escape');
  await bar().getByRole('button', { name: '书记、副书记' }).waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await is('身份：书记、副书记 Secretary');
});

test('it is on the screens page and the sign-in page too, and the latter lets one be oneself', async () => {
  await page.goto(`${server.url}/screens`);
  await is('机关干部 Staff');
  await page.getByLabel('配对码 Pairing code').waitFor();
  await page.goto(`${server.url}/signin`);
  await is('机关干部 Staff');
  await page.getByLabel('密码 Password', { exact: true }).waitFor();
});
