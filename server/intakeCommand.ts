import { closeSync, openSync, readSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { readConfig } from './config.ts';
import { openDatabase } from './database/index.ts';
import { inspectionKinds } from './inspection/index.ts';
import { createIntake, type FileReport, type HandedOver, type IntakeOptions, LARGEST_FILE, printMistake } from './intake/index.ts';
import { organisationKinds } from './organisation/index.ts';

/*
 * npm run intake -- FILE... [--dry-run]
 *
 * Takes files in from the command line; a composition root, like main.ts. Ends with 0 when nothing was refused, 1 when a file was,
 * 2 for wrong usage.
 */

const USAGE = '用法 / usage: npm run intake -- FILE... [--dry-run]';
/** Below so many rows a file is done before a bar could be read. */
const LONG_FILE = 5_000;
const OUTCOMES: Record<FileReport['outcome'], string> = {
  TAKEN: '已导入',
  UNCHANGED: '与库中一致，未作改动',
  REFUSED: '未导入',
  DRY_RUN: '试运行，未保存',
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const request = readRequest(args);
  if (typeof request === 'string') {
    console.error(`${request}\n${USAGE}`);
    return 2;
  }
  const database = await openDatabase(readConfig(process.env), { join: true });
  try {
    const { onProgress, stop } = progressBar();
    const reports = await createIntake(database.orm, [...organisationKinds, ...inspectionKinds])
      .takeIn(request.files, { dryRun: request.dryRun, onProgress })
      .finally(stop);
    for (const report of reports) console.log(printReport(report, request.dryRun));
    return reports.some(({ outcome }) => outcome === 'REFUSED') ? 1 : 0;
  } finally {
    await database.close();
  }
}

/** What was asked for, or what is wrong with it. */
function readRequest(args: string[]): { files: HandedOver[]; dryRun: boolean } | string {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { 'dry-run': { type: 'boolean', default: false } } });
    if (!positionals.length) return '没有指定文件 / no files given';
    return { files: positionals.map((path) => ({ name: basename(path), bytes: readAtMost(fromWhereCalled(path), LARGEST_FILE + 1) })), dryRun: values['dry-run'] };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.message;
  }
}

/** npm runs scripts in the project's folder; a path means where the person stood who typed it. */
function fromWhereCalled(path: string): string {
  return resolve(process.env.INIT_CWD ?? '.', path);
}

/** The beginning of a file: one byte more than allowed is enough to refuse it, however long it is. */
function readAtMost(path: string, most: number): Buffer {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    throw new Error(`无法读取文件 / cannot read the file: ${path} (${(error as NodeJS.ErrnoException).code ?? error})`);
  }
  try {
    const bytes = Buffer.allocUnsafe(most);
    let length = 0;
    for (let read = -1; read !== 0 && length < most; length += read) read = readSync(file, bytes, length, most - length, null);
    return Buffer.from(bytes.subarray(0, length));
  } catch (error) {
    throw new Error(`无法读取文件 / cannot read the file: ${path} (${(error as NodeJS.ErrnoException).code ?? error})`);
  } finally {
    closeSync(file);
  }
}

function printReport(report: FileReport, dryRun: boolean): string {
  const { file, outcome, added, changed, unchanged, changes, mistakes, mistakeCount, notices } = report;
  const counts = outcome === 'REFUSED' ? `${mistakeCount} 处差错` : `新增 ${added}，更改 ${changed}，未变 ${unchanged}`;
  const details = [...notices.map((notice) => `注意：${printMistake(notice)}`), ...(dryRun ? changes : []), ...mistakes.map(printMistake)];
  if (mistakeCount > mistakes.length) details.push(`……另有 ${mistakeCount - mistakes.length} 处 / ${mistakeCount - mistakes.length} more`);
  return [`${file}：${OUTCOMES[outcome]}（${counts}）`, ...details.map((line) => `  ${line}`)].join('\n');
}

/** A bar on the terminal for long files; nothing where the error output is not a terminal. */
function progressBar(): { onProgress: IntakeOptions['onProgress']; stop: () => void } {
  if (!process.stderr.isTTY) return { onProgress: undefined, stop: () => undefined };
  const bar = new SingleBar({ format: '{file} {bar} {value}/{total}', stream: process.stderr, clearOnComplete: true });
  let current = '';
  return {
    onProgress: ({ file, row, rows }) => {
      if (rows < LONG_FILE) return;
      if (file !== current) bar.start(rows, row, { file });
      else bar.update(row);
      current = file;
      // Reading is one synchronous pass: the bar's own timer would not get a turn.
      if (row % 500 === 0 || row === rows) bar.render();
    },
    stop: () => bar.stop(),
  };
}
