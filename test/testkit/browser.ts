import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

/** Runs as root, asks nothing of the network, and needs no graphics card. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A headless Chromium out of npm: nothing of the machine's own is used, be it browser, library or font. */
export async function launchBrowser(): Promise<Browser> {
  const directory = await unpacked();
  const env = { ...process.env, FONTCONFIG_FILE: await fontSettings(directory) } as Record<string, string>;
  const executablePath = join(directory, 'chromium');
  if (!(await runs(executablePath, env))) {
    // A bare machine lacks NSS and a few more; the package brings them. Elsewhere they would only get in the way.
    env.LD_LIBRARY_PATH = [join(directory, 'al2023/lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  }
  return chromium.launch({ executablePath, args: FLAGS, env });
}

/** Where the browser of the installed version lies; unpacks it the first time, which takes some seconds. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(resolve('node_modules/@sparticuz/chromium/package.json'), 'utf8')) as { version: string };
  const directory = join(tmpdir(), `duban-chromium-${version}-${userInfo().username}`);
  if (existsSync(directory)) return directory;
  // Unpacked aside and renamed when whole: another test process may be at the same.
  const aside = `${directory}.${process.pid}`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  const { stdout } = await run(process.execPath, [resolve('test/testkit/unpackChromium.mjs')], { env: { ...process.env, TMPDIR: aside } });
  if (basename(stdout) !== 'chromium') throw new Error(`@sparticuz/chromium unpacked something else: ${stdout}`);
  await rename(aside, directory).catch(async (error) => {
    await rm(aside, { recursive: true, force: true });
    if (!existsSync(directory)) throw error;
  });
  return directory;
}

/**
 * Names the fonts that came with the browser. The package's own settings look for them in fixed places outside
 * its directory; without a single font Chromium draws no text at all, not even in a page's own fonts.
 */
async function fontSettings(directory: string): Promise<string> {
  const file = join(directory, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(directory, 'fonts')}</dir><cachedir>${join(directory, 'fonts-cache')}</cachedir></fontconfig>\n`,
  );
  return file;
}

/** Whether the program finds its libraries. */
async function runs(program: string, env: Record<string, string>): Promise<boolean> {
  return run(program, ['--version'], { env }).then(
    () => true,
    () => false,
  );
}
