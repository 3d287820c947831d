import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../testkit/browser.ts';
import { SampleServer } from '../testkit/sampleServer.ts';

/*
 * npm run screenshots -- [--out .build/screenshots] [--best]
 *
 * Pictures of the board with the sample city: every size, both themes, both languages, every page, and moments. `--best` makes the few that
 * docs/images/board keeps, and nothing else.
 */

const SIZES = ['1920x1080', '3840x2160', '3840x1080', '5760x2160', '1366x768', '390x844'] as const;
const PAGES = ['month', 'rankings', 'costs', 'year'] as const;
const PUBLISHED = [1, 2, 3, 4, 5, 6, 7, 9].map((month) => `2026-${String(month).padStart(2, '0')}`);

interface Picture {
  name: string;
  size: string;
  /** Of the page's address. */
  query: string;
  /** Brings the page into the moment that is wanted. */
  before?(page: Page): Promise<unknown>;
}

/** One panel shows one page at a time; on larger walls and on a phone one picture shows what there is. */
const all: Picture[] = ['dark', 'light'].flatMap((theme) =>
  ['zh', 'en'].flatMap((lang) =>
    SIZES.flatMap((size) => {
      const named = (pages: string): Picture => ({ name: `${size}-${theme}-${lang}-${pages || 'all'}`, size, query: `theme=${theme}&lang=${lang}&pages=${pages}` });
      return size === '1920x1080' || size === '1366x768' ? PAGES.map(named) : [named('')];
    }),
  ),
);

const opened = (page: Page) => page.getByRole('button', { name: '药山镇' }).click();

const best: Picture[] = [
  { name: 'month', size: '1920x1080', query: 'pages=month' },
  { name: 'month-light-en', size: '1920x1080', query: 'pages=month&theme=light&lang=en' },
  { name: 'rankings', size: '1920x1080', query: 'pages=rankings' },
  { name: 'costs', size: '1920x1080', query: 'pages=costs' },
  { name: 'year', size: '1920x1080', query: 'pages=year' },
  { name: 'township', size: '1920x1080', query: 'pages=month', before: opened },
  { name: 'wall-3840x1080', size: '3840x1080', query: 'theme=light' },
];

const { values } = parseArgs({ options: { out: { type: 'string' }, best: { type: 'boolean', default: false } } });
const out = resolve(values.out ?? (values.best ? 'docs/images/board' : '.build/screenshots'));
mkdirSync(out, { recursive: true });

const server = await SampleServer.start();
let browser: Browser | undefined;
try {
  browser = await launchBrowser();
  if (!values.best) await take(browser, { name: 'nothing-yet', size: '1920x1080', query: 'pages=month' });
  for (const [index, month] of PUBLISHED.entries()) {
    await server.collect(month);
    await server.publish(month);
    if (index === 0 && !values.best) await take(browser, { name: 'first-month', size: '1920x1080', query: 'pages=month' });
  }
  await server.clear();
  await server.collect('2026-10', 70);
  await take(browser, { name: 'collecting', size: '1920x1080', query: 'pages=month' });
  await server.collect('2026-10');
  await takePublication(browser);
  await server.clear();
  for (const picture of values.best ? best : all) await take(browser, picture);
} finally {
  await browser?.close();
  await server.close();
}

async function take(at: Browser, { name, size, query, before }: Picture): Promise<void> {
  const page = await open(at, size, query);
  await before?.(page);
  await save(page, name);
}

/** The moment in which half of the first class has come. */
async function takePublication(at: Browser): Promise<void> {
  const page = await open(at, '1920x1080', 'pages=month');
  await server.publish('2026-10');
  await page.locator('.stage [data-come=true]').nth(5).waitFor();
  await save(page, 'publication');
}

async function open(at: Browser, size: string, query: string): Promise<Page> {
  const [width = 0, height = 0] = size.split('x').map(Number);
  // What is kept in the repository shall be light.
  const deviceScaleFactor = values.best ? (width > 1_920 ? 0.5 : 0.75) : 1;
  const page = await at.newPage({ viewport: { width, height }, deviceScaleFactor });
  await page.goto(`${server.url}/?every=0&${query}`);
  await page.locator('.connection[data-phase=live]').waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  return page;
}

async function save(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: (page.viewportSize()?.width ?? 0) < 1_200 });
  console.log(join(out, `${name}.png`));
  await page.close();
}
