import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../testkit/browser.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';

let browser: Browser;
let server: TestServer;
let page: Page;
/** What the page wanted and its policy did not allow. */
let violations: string[];
let violated: PromiseWithResolvers<void>;

beforeAll(async () => {
  browser = await launchBrowser();
  // With the bar that the demo adds to them.
  server = await startTestServer({ openToEveryone: false, demoSignIn: 'loopback' });
  await seed(server.database.orm).city().units({ TOWNSHIP: 2 }).ruleBook(2026).round('2026-03').write();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

beforeEach(async () => {
  violations = [];
  violated = Promise.withResolvers();
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(100_000);
  await page.exposeFunction('violated', (what: string) => {
    violations.push(what);
    violated.resolve();
  });
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => violated([violatedDirective, blockedURI, sourceFile].join(' ')))",
  );
});

test('the board needs nothing that its policy forbids', async () => {
  await page.goto(`${server.url}/`);
  await page.locator('.connection[data-phase=live]').waitFor();
  expect(violations).toEqual([]);
});

test.each([
  ['pairing', '/pair', '.code'],
  ['screens', '/screens', 'input[name=code]'],
  ['sign-in', '/signin', 'input[name=password]'],
])('the %s page needs nothing that its policy forbids', async (_, path, ready) => {
  await page.goto(`${server.url}${path}`);
  await page.locator(ready).first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  expect(violations).toEqual([]);
});

test('GraphiQL needs nothing that its policy forbids, its editors and their workers included', async () => {
  await page.goto(`${server.url}/graphiql`);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.getByRole('button', { name: '某月某类单位的排名' }).click();
  await page.locator('.graphiql-query-editor .view-lines', { hasText: 'Ranking' }).waitFor();
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await page.locator('.graphiql-response .view-lines', { hasText: 'unitClassRanking' }).waitFor();
  expect(page.workers().length).toBeGreaterThan(0);
  expect(violations).toEqual([]);
});

test('a script that somebody got into the page does not run', async () => {
  await page.goto(`${server.url}/`);
  await page.evaluate('document.body.insertAdjacentHTML(\'beforeend\', \'<img src="data:," onerror="window.ran = true">\')');
  await violated.promise;
  const image = page.locator('body > img');
  await image.evaluate("image => image.complete || new Promise((settled) => image.addEventListener('error', settled))");
  expect(await page.evaluate('window.ran')).toBeUndefined();
  expect(violations).toEqual([expect.stringMatching(/^script-src/)]);
});
