import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../../testkit/browser.ts';
import { SampleServer } from '../../testkit/sampleServer.ts';
import { wholeNumbers } from '../options.ts';
import { type Frames, framesOf } from './frames.ts';

/** Gzipped scripts of the first load (bytes). */
const MOST_SCRIPT = 350 * 1024;
/** An office machine is so many times slower than this one. */
const THROTTLE = 4;
/** Red warnings raised one after the other. */
const WARNINGS = 10;
/** Before the wall is a wall (milliseconds). */
const PATIENCE = 120_000;

interface Load {
  /** Gzipped scripts of the page (bytes). */
  script: number;
  /** From the address to tiles that answer a touch (milliseconds). */
  interactive: number;
}

/**
 * What the board costs a slow machine: scripts of its first load, time until it answers, frames while a publication plays, and memory. True when the
 * scripts are within their limit; times are reported, not judged.
 */
export async function board(args: string[], stop: AbortSignal): Promise<boolean> {
  const { values } = parseArgs({ args, options: { loads: { type: 'string', default: '5' } } });
  const [loads] = wholeNumbers('loads', values.loads) as [number];
  const server = await SampleServer.start();
  try {
    await server.collect('2026-09');
    await server.publish('2026-09');
    await server.collect('2026-10');
    const browser = await launchBrowser();
    stop.addEventListener('abort', () => void browser.close());
    try {
      const measured: Load[] = [];
      for (let n = 0; n < loads; n++) measured.push(await load(browser, server.url));
      return report(measured, await publication(browser, server));
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

/** A first visit: nothing is cached. */
async function load(browser: Browser, url: string): Promise<Load> {
  const { page, close } = await slowPage(browser);
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => response.request().resourceType() === 'script' && scripts.push(response.body().then((body) => gzipSync(body).length)));
  await page.addInitScript(() => {
    const watching = new MutationObserver(() => {
      if (!document.querySelector('.tile-score') || !document.querySelector('.connection[data-phase=live]')) return;
      watching.disconnect();
      // Drawn, and the thread is free again: a touch would be answered now.
      requestAnimationFrame(() => setTimeout(() => console.info(`interactive ${performance.now()}`)));
    });
    watching.observe(document, { subtree: true, childList: true, attributes: true });
  });
  // Told, not asked for: whoever asks runs in the page, and is slowed down with it.
  const told = page.waitForEvent('console', (message) => message.text().startsWith('interactive '));
  await page.goto(`${url}/?every=0`);
  const interactive = Number((await told).text().split(' ')[1]);
  const script = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  await close();
  return { script, interactive };
}

interface Publication {
  frames: Frames;
  /** From the commit of what a red warning follows from until the wall shows it (milliseconds), ascending. */
  warned: number[];
  /** Used heap after collection (bytes), before the publication and after it. */
  before: number;
  after: number;
}

/** A month is published while the wall looks on. */
async function publication(browser: Browser, server: SampleServer): Promise<Publication> {
  const { page, session, close } = await slowPage(browser);
  await page.goto(`${server.url}/?page=month`);
  await page.locator('.connection[data-phase=live]').waitFor();
  await page.waitForLoadState('networkidle');
  const before = await heap(session);
  await page.evaluate(() => {
    const moments: number[] = [];
    Object.assign(window, { moments });
    const frame = (moment: number) => {
      if (document.querySelector('.stage')) moments.push(moment);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await server.publish('2026-10');
  await page.locator('.stage').waitFor();
  await page.locator('.stage').waitFor({ state: 'detached' });
  const moments = await page.evaluate(() => (window as unknown as { moments: number[] }).moments);
  const warned = await warnings(page, server);
  const after = await heap(session);
  await close();
  return { frames: framesOf(moments), warned, before, after };
}

/** Red warnings, each raised when the one before is on the wall. Server and browser share a clock. */
async function warnings(page: Page, server: SampleServer): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < WARNINGS; n++) {
    const shown = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const count = document.querySelector('.level-counts [data-count=RED] b') as Element;
          const watching = new MutationObserver(() => {
            watching.disconnect();
            requestAnimationFrame(() => resolve(Date.now()));
          });
          watching.observe(count, { subtree: true, childList: true, characterData: true });
        }),
    );
    await server.proposeVeto('2026-10');
    const raised = Date.now();
    times.push((await shown) - raised);
  }
  return times.sort((one, other) => one - other);
}

async function slowPage(browser: Browser): Promise<{ page: Page; session: CDPSession; close: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  return { page, session, close: () => context.close() };
}

async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

function report(loads: readonly Load[], { frames, warned, before, after }: Publication): boolean {
  const times = loads.map(({ interactive }) => interactive).sort((one, other) => one - other);
  const script = Math.max(...loads.map((each) => each.script));
  const within = script <= MOST_SCRIPT;
  const rows = [
    ['scripts of the first load, gzipped', `${kilobytes(script)} kB (at most ${kilobytes(MOST_SCRIPT)})`],
    [`until it answers, ${THROTTLE} × slower, ${loads.length} loads`, `${Math.round(median(times))} ms median, ${Math.round(times.at(-1) as number)} ms worst`],
    ['frames a second while a publication plays', `${frames.rate.toFixed(1)} (p50 ${frames.p50.toFixed(1)} ms, p95 ${frames.p95.toFixed(1)} ms)`],
    ['frames dropped', `${frames.dropped} of ${frames.frames + frames.dropped}`],
    ['a red warning on the wall, after the commit it follows from', `${median(warned)} ms median of ${warned.length}, ${warned.at(-1)} ms worst`],
    ['heap before and after it', `${megabytes(before)} MB, ${megabytes(after)} MB`],
  ];
  console.log(`\n${rows.map(([name = '', figure = '']) => `| ${name} | ${figure} |`).join('\n')}\n`);
  console.log(
    JSON.stringify({
      bench: 'board',
      throttle: THROTTLE,
      script_kb: kilobytes(script),
      interactive_ms: Math.round(median(times)),
      interactive_worst_ms: Math.round(times.at(-1) as number),
      frames_per_second: Number(frames.rate.toFixed(1)),
      frame_p50_ms: Number(frames.p50.toFixed(1)),
      frame_p95_ms: Number(frames.p95.toFixed(1)),
      frames_dropped: frames.dropped,
      frames: frames.frames,
      warned_ms: median(warned),
      warned_worst_ms: warned.at(-1),
      heap_before_mb: megabytes(before),
      heap_after_mb: megabytes(after),
      within,
    }),
  );
  return within;
}

/** Of numbers in ascending order. */
function median(numbers: readonly number[]): number {
  return numbers[Math.floor(numbers.length / 2)] as number;
}

function kilobytes(bytes: number): number {
  return Number((bytes / 1024).toFixed(1));
}

function megabytes(bytes: number): number {
  return Number((bytes / 1024 / 1024).toFixed(2));
}
