import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type PageLife, watchForNewVersion } from '../../../client/board/kiosk/newVersion.ts';

const MINUTE = 60_000;
const page = (...assets: string[]) => `<html><head>${assets.map((asset) => `<script src="${asset}"></script>`).join('')}</head><body><div id="root"></div></body></html>`;
const ASSETS = ['/assets/board-1.js', '/assets/board-1.css'];

let given: () => string;
let quiet: boolean;
let reloads: number;
let end: () => void;

beforeEach(() => {
  jest.useFakeTimers();
  given = () => page(...ASSETS);
  quiet = true;
  reloads = 0;
  const life: PageLife = { fetchPage: async () => given(), assets: ASSETS, quiet: () => quiet, reload: () => reloads++ };
  end = watchForNewVersion(life);
});

afterEach(() => {
  end();
  jest.useRealTimers();
});

const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

describe('a page', () => {
  test('that is still what the server gives out stays for as long as one likes', async () => {
    await pass(24 * 60 * MINUTE);
    expect(reloads).toBe(0);
  });

  test.each([
    ['another script', page('/assets/board-2.js', ASSETS[1] as string)],
    ['another style sheet alone', page(ASSETS[0] as string, '/assets/board-2.css')],
  ])('is loaded anew within five minutes of %s', async (_, newer) => {
    given = () => newer;
    await pass(5 * MINUTE - 1);
    expect(reloads).toBe(0);
    await pass(1);
    expect(reloads).toBe(1);
  });

  test('waits for a quiet moment, however long', async () => {
    given = () => page('/assets/board-2.js');
    quiet = false;
    await pass(60 * MINUTE);
    expect(reloads).toBe(0);
    quiet = true;
    await pass(5 * MINUTE);
    expect(reloads).toBe(1);
  });

  test.each([
    ['an error', () => 'Bad gateway'],
    ['a page of a proxy', () => '<html><body>Sign in to the network</body></html>'],
    [
      'nothing',
      () => {
        throw new TypeError('Failed to fetch');
      },
    ],
  ])('stays when the server gives out %s', async (_, answer) => {
    given = answer;
    await pass(60 * MINUTE);
    expect(reloads).toBe(0);
    given = () => page('/assets/board-2.js');
    await pass(5 * MINUTE);
    expect(reloads).toBe(1);
  });

  test('that was left asks no more', async () => {
    given = () => page('/assets/board-2.js');
    end();
    await pass(60 * MINUTE);
    expect(reloads).toBe(0);
  });
});
