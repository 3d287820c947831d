import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { EventCursor } from '../../server/live/cursor.ts';
import { Chance } from '../torture/chance.ts';
import { planDeeds } from '../torture/chaos.ts';
import type { LogEntry } from '../torture/cluster.ts';
import type { Account } from '../torture/screens.ts';
import { judge } from '../torture/verdict.ts';

const LOG_ID = '00000000-0000-4000-8000-000000000001';
const log: LogEntry[] = [1n, 2n, 3n, 4n, 5n].map((n) => ({ tx: 700n + n, id: 10n - n, kind: 'ROUND_OPENED' }));
const [first, second, third, fourth, fifth] = log as [LogEntry, LogEntry, LogEntry, LogEntry, LogEntry];

/** A screen whose snapshot showed the first event alone. */
function account(told: LogEntry[], more: Partial<Account> = {}): Account {
  const beginning = { cursor: EventCursor.at(LOG_ID, first), recent: [first], whole: true };
  return { interest: { query: '', concerns: () => true }, beginning, told, left: false, failure: undefined, ...more };
}

const right = { lost: 0, repeated: 0, outOfOrder: 0, strange: 0 };

test('the same seed plans the same deeds, another seed others', () => {
  const planned = (seed: string) => planDeeds(30, new Chance(seed));
  expect(planned('7')).toEqual(planned('7'));
  expect(planned('7')).not.toEqual(planned('8'));
});

test('the verdict is right only for a screen that was told everything after its snapshot once and in order', () => {
  expect(judge(account([second, third, fourth, fifth]), log)).toEqual(right);
  expect(judge(account([second, fourth, fifth]), log)).toMatchObject({ ...right, lost: 1, detail: 'At its event 2 of 4 it should hear tx 703 id 7, and heard tx 704 id 6' });
  expect(judge(account([second, third, fourth]), log)).toMatchObject({ ...right, lost: 1 });
  expect(judge(account([second, third, third, fourth, fifth]), log)).toMatchObject({ ...right, repeated: 1, detail: expect.any(String) });
  expect(judge(account([first, second, third, fourth, fifth]), log)).toMatchObject({ ...right, repeated: 1, detail: expect.any(String) });
  expect(judge(account([second, fourth, third, fifth]), log)).toMatchObject({ ...right, outOfOrder: 1, detail: expect.any(String) });
  expect(judge(account([second, third, fourth, fifth, { ...fifth, id: 99n }]), log)).toMatchObject({ ...right, strange: 1, detail: expect.any(String) });
});

test('who left early need not know what came afterwards, but must have missed nothing before', () => {
  expect(judge(account([second, third], { left: true }), log)).toEqual(right);
  expect(judge(account([third], { left: true }), log)).toMatchObject({ ...right, lost: 1, detail: expect.any(String) });
});

test('a screen that was refused, or never got a snapshot, is a failure', () => {
  expect(judge(account([second, third, fourth, fifth], { failure: 'Refused with GAP' }), log).detail).toBe('Refused with GAP');
  expect(judge(account([], { beginning: undefined }), log).detail).toBe('It never got a snapshot');
});

/** Its own limits come first: it starts, and catches up, for as long as a minute and a half each (milliseconds). */
const HANGS = 300_000;

test(
  'while servers, database and connections die, every screen is told of every event once and in order',
  async () => {
    // By the channel it notices if we are ended, and then leaves nothing behind.
    const child = spawn(process.execPath, ['.build/test/torture/main.js', '--seconds', '8'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        said += chunk;
      });
    }
    const [code] = await once(child, 'close');
    // What was said would not be shown where it matches and only the code is wrong.
    if (code !== 0) throw new Error(`Ended with ${code}: ${said}`);
    expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/[1-9]\d* restarts .* [1-9]\d* deliveries, .* lost 0, repeated 0, out of order 0\n$/) });
  },
  HANGS,
);
