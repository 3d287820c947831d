import { beforeEach, expect, test } from '@jest/globals';
import { ASK_EVERY, type Begun, Pairing, type PairingServer, type PairingView } from '../../client/pair/pairing.ts';
import { FakeClock, promisesKept } from './live/clock.ts';

const CUT = { message: '联系不上', messageEn: 'no network' };

let clock: FakeClock;
let view: PairingView;
let kept: Begun | undefined;
let server: PairingServer & { isUp: boolean; isScreenNow: boolean; outcome: 'paired' | 'waiting' | 'spent'; asked: string[] };
let pairing: Pairing;

beforeEach(() => {
  clock = new FakeClock();
  kept = undefined;
  let codes = 0;
  server = {
    isUp: true,
    isScreenNow: false,
    outcome: 'waiting',
    asked: [],
    isScreen: async () => (server.isUp ? server.isScreenNow : CUT),
    begin: async () => {
      server.asked.push('begin');
      if (!server.isUp) return CUT;
      codes++;
      return { code: `CODE-${codes}`, secret: `secret ${codes}`, expiresAt: '2026-11-03T02:10:00.000Z' };
    },
    claim: async (secret) => {
      server.asked.push(secret);
      return server.isUp ? server.outcome : CUT;
    },
  };
  pairing = opened();
});

/** The page, opened with what the tab has kept. */
function opened(): Pairing {
  const write = (begun: Begun | undefined) => {
    kept = begun;
  };
  const store = { read: () => kept, write };
  return new Pairing(server, store, clock, (shown) => {
    view = shown;
  });
}

const started = async () => {
  pairing.start();
  await promisesKept();
};
const code = () => (view.phase === 'showing' ? view.begun.code : view.phase);

test('shows a code, asks every few seconds whether somebody confirmed it, and is paired when they did', async () => {
  await started();
  expect(code()).toBe('CODE-1');
  await clock.pass(3 * ASK_EVERY);
  expect(server.asked).toEqual(['begin', 'secret 1', 'secret 1', 'secret 1']);
  server.outcome = 'paired';
  await clock.pass(ASK_EVERY);
  expect(view).toEqual({ phase: 'paired' });
  expect(kept).toBeUndefined();
  await clock.pass(600_000);
  expect(server.asked).toHaveLength(5);
});

test('a code that has ended is followed by a fresh one', async () => {
  await started();
  server.outcome = 'spent';
  await clock.pass(ASK_EVERY);
  expect(code()).toBe('CODE-2');
  expect(kept?.secret).toBe('secret 2');
});

test('a page opened again goes on with the code it had', async () => {
  await started();
  pairing.stop();
  pairing = opened();
  await started();
  expect(code()).toBe('CODE-1');
  expect(server.asked).toEqual(['begin', 'secret 1']);
});

test('when the answer that paired it was lost on the way, it finds out that it is a screen', async () => {
  await started();
  Object.assign(server, { outcome: 'spent', isScreenNow: true });
  await clock.pass(ASK_EVERY);
  expect(view).toEqual({ phase: 'paired' });
});

test('a network that breaks leaves the code and says so, asks ever more seldom, and goes on at once when it is back', async () => {
  await started();
  server.isUp = false;
  await clock.pass(600_000);
  expect(view).toMatchObject({ phase: 'showing', begun: { code: 'CODE-1' }, trouble: CUT });
  const asked = server.asked.length;
  await clock.pass(60_000);
  expect(server.asked.length - asked).toBeLessThan(7);
  server.isUp = true;
  await started();
  expect(view).toEqual({ phase: 'showing', begun: kept });
  await clock.pass(ASK_EVERY);
  expect(server.asked.length - asked).toBeLessThan(9);
});

test('without a network from the beginning it says so, and begins when there is one', async () => {
  server.isUp = false;
  await started();
  expect(view).toEqual({ phase: 'beginning', trouble: CUT });
  server.isUp = true;
  await clock.pass(15_000);
  expect(code()).toBe('CODE-1');
});

test('one that was stopped shows and asks nothing more', async () => {
  await started();
  pairing.stop();
  server.outcome = 'spent';
  await clock.pass(600_000);
  expect(code()).toBe('CODE-1');
  expect(server.asked).toEqual(['begin']);
});
