#!/usr/bin/env node
/**
 * Runs Duban from a clean clone with whatever Node ≥ 20 and npm the machine has:
 * installs what is missing, builds, and goes on with the Node of package.json.
 *
 *   node bin/duban.mjs <script> [arguments]     e.g.  node bin/duban.mjs server/main.js
 *
 * `<script>` is a path below .build, or a path of the project that needs no build.
 * Plain JavaScript without dependencies: it runs before there are any.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const windows = process.platform === 'win32';
const node = join(root, 'node_modules/node/bin', windows ? 'node.exe' : 'node');

/** What node_modules was installed from; a lock file that changed since is installed anew. */
function installIfNeeded() {
  const stamp = join(root, 'node_modules/.installed-from');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing packages (once; takes a minute) …');
  run(windows ? 'npm.cmd' : 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { shell: windows });
  writeFileSync(stamp, wanted);
}

function build() {
  run(node, ['node_modules/typescript/bin/tsc', '-p', '.']);
  // The client takes seconds to bundle: only when something it is made of is newer than the last bundle.
  const bundled = join(root, '.build/client/index.html');
  const sources = ['client', 'schema/schema.graphql', 'package-lock.json'];
  if (existsSync(bundled) && newest(sources) < statSync(bundled).mtimeMs) return;
  run(node, ['node_modules/vite/bin/vite.js', 'build', '--config', 'client/vite.config.ts', '--logLevel', 'warn']);
}

function newest(paths) {
  const files = paths.flatMap((path) => {
    const full = join(root, path);
    return statSync(full).isDirectory() ? readdirSync(full, { recursive: true }).map((name) => join(full, name)) : [full];
  });
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (status !== 0) process.exit(status ?? 1);
}

const [script, ...args] = process.argv.slice(2);
if (!script) {
  console.error('usage: node bin/duban.mjs <script> [arguments]');
  process.exit(2);
}
installIfNeeded();
build();

// The terminal sends Ctrl-C to the whole group: leave it to the child, and outlive it to pass on how it ended.
// The channel tells the child when we are gone, however we went: it must not live on unseen.
const child = spawn(node, [resolve(root, script), ...args], { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => (signal ? process.kill(process.pid, 'SIGKILL') : process.exit(code ?? 1)));

// npm passes signals on, but not kill -9: when it is gone, so are we.
if (process.env.npm_lifecycle_event) {
  const caller = callers();
  setInterval(() => callers() !== caller && process.exit(1), 500).unref();
}

/** Who runs us: npm, or the shell it put between and who runs that. Changes when one of them dies. */
function callers() {
  const shell = `/proc/${process.ppid}/status`;
  const parent = existsSync(shell) ? /^PPid:\s*(\d+)/m.exec(readFileSync(shell, 'utf8'))?.[1] : '';
  return `${process.ppid} ${parent}`;
}
