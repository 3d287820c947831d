import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { census, FAULTY, REGISTERS, samplePath } from './officeFiles.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** Runs the built command as `npm run intake` does. */
function run(...args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['.build/server/intakeCommand.js', ...args], { env: { ...process.env, DATABASE_URL: database.url } });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...output }));
  });
}

test('a dry run prints what would come and saves nothing; then the files are taken in; then nothing changes', async () => {
  const paths = REGISTERS.map(samplePath);
  const rehearsed = await run('--dry-run', ...paths.toReversed());
  expect(rehearsed).toMatchObject({ status: 0, stderr: '' });
  expect(rehearsed.stdout).toContain('行政区划.csv：试运行，未保存（新增 87，更改 0，未变 0）\n  新增 区划 430781000000 津市市\n');
  expect(Object.values(await census(database.orm)).every((rows) => rows === 0)).toBe(true);

  expect(await run(...paths)).toMatchObject({ status: 0, stdout: expect.stringContaining('单位名录.xlsx：已导入（新增 64，更改 0，未变 0）') });
  expect(await run(...paths)).toMatchObject({ status: 0, stdout: expect.stringContaining('单位名录.xlsx：与库中一致，未作改动（新增 0，更改 0，未变 64）') });
});

test('a faulty file ends with 1 and all its mistakes', async () => {
  const { status, stdout, stderr } = await run(samplePath(FAULTY));
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout.trimEnd().split('\n')).toHaveLength(10);
  expect(stdout).toContain(`${FAULTY} 第 4 行「单位代码」：名录中没有单位 XZ99 (line 4, 单位代码: The register has no unit XZ99)`);
});

test.each([
  [['--dryrun', 'a.csv'], '--dryrun'],
  [[], '没有指定文件'],
  [['没有这个.csv'], '没有这个.csv (ENOENT)'],
  [['server'], 'server (EISDIR)'],
])('used wrongly, as %j, it ends with 2 and says so', async (args, said) => {
  expect(await run(...args)).toEqual({ status: 2, stdout: '', stderr: expect.stringContaining(said) });
});
