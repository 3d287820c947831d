import { expect, test } from '@jest/globals';
import { runProgram } from '../../testkit/command.ts';
import { operations } from './operations/index.ts';

test('whatever the bench asks is answered by hand as by us, and by PostGraphile in as many rows, however the board has changed', async () => {
  const { status, output } = await runProgram('test/bench/main.js', ['read', '--scale', '1', '--compare-only']);
  expect(output).toContain(`${operations.length} answered alike, 0 missing`);
  expect(status).toBe(0);
});
