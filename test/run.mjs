/** `npm test [-- jest arguments]`: runs jest and closes with one plain line of what passed and failed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const directory = mkdtempSync(join(tmpdir(), 'duban-jest-'));
const report = join(directory, 'report.json');
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--json', `--outputFile=${report}`, ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, jest, { stdio: 'inherit' });
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
  // A file that does not even load has no failed test of its own; it must not look like success.
  const failed = Math.max(numFailedTests, numFailedTestSuites);
  console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests ? `, ${numPendingTests} skipped` : ''}`);
  if (numPassedTests + failed === 0) process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
if (status !== 0) process.exitCode = status ?? 1;
