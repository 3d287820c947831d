import { beforeEach, describe, expect, test } from '@jest/globals';
import { delayBefore } from '../../client/shared/backoff.ts';
import { Live, SILENCE } from '../../client/shared/live.ts';
import { FakeClock, FakeServer, promisesKept, type Told, toldFold } from './fakes.ts';

let server: FakeServer;
let clock: FakeClock;
let live: Live<Told, number>;

beforeEach(async () => {
  server = new FakeServer();
  clock = new FakeClock();
  live = new Live(server, toldFold, clock);
});

const events = () => live.view.state?.events;
const phase = () => live.view.connection.phase;

async function startedWith(...log: number[]) {
  server.write(...log);
  live.start();
  await promisesKept();
}

describe('from the start', () => {
  test('takes a snapshot and goes on after its cursor', async () => {
    expect(live.view).toEqual({ state: null, connection: { phase: 'connecting' } });
    await startedWith(1, 2);
    server.write(3);
    expect(events()).toEqual([1, 2, 3]);
    expect(phase()).toBe('live');
    expect(server.asked).toEqual(['2']);
  });

  test('what is written between snapshot and subscription is not lost', async () => {
    live.start();
    server.log.push(1);
    await promisesKept();
    expect(events()).toEqual([1]);
  });

  test('says it is connecting until the first snapshot comes, however long that takes', async () => {
    server.mode = 'down';
    await startedWith();
    await clock.pass(600_000);
    expect(live.view).toEqual({ state: null, connection: { phase: 'connecting' } });
    server.mode = 'up';
    await clock.pass(15_000);
    expect(phase()).toBe('live');
  });

  test('a snapshot that never comes is asked for again', async () => {
    server.mode = 'silent';
    await startedWith();
    server.mode = 'up';
    await clock.pass(SILENCE + 1_000);
    expect(phase()).toBe('live');
  });
});

describe('after a break', () => {
  test('goes on from the last cursor: nothing is lost, nothing comes twice', async () => {
    await startedWith(1);
    server.write(2);
    server.cut();
    server.write(3, 4);
    expect(events()).toEqual([1, 2]);
    server.mode = 'up';
    await clock.pass(1_000);
    server.write(5);
    expect(events()).toEqual([1, 2, 3, 4, 5]);
    expect(server.asked.at(-1)).toBe('2');
    expect(server.snapshots).toBe(1);
  });

  test('says since when it does not know', async () => {
    await startedWith(1);
    await clock.pass(7_000);
    server.write(2);
    await clock.pass(5_000);
    server.answerPings();
    await clock.pass(3_000);
    server.cut();
    expect(live.view.connection).toEqual({ phase: 'reconnecting', asOf: 12_000 });
    await clock.pass(100_000);
    expect(live.view.connection).toEqual({ phase: 'reconnecting', asOf: 12_000 });
  });

  test('a connection that has fallen silent counts as broken', async () => {
    await startedWith(1);
    server.freeze();
    await clock.pass(SILENCE - 1);
    expect(phase()).toBe('live');
    await clock.pass(1);
    expect(live.view.connection).toEqual({ phase: 'reconnecting', asOf: 0 });
    server.mode = 'up';
    server.write(2);
    await clock.pass(1_000);
    expect(events()).toEqual([1, 2]);
  });

  test('a quiet connection whose pings are answered stays', async () => {
    await startedWith(1);
    for (let minute = 0; minute < 60; minute++) {
      await clock.pass(SILENCE - 1);
      server.answerPings();
    }
    expect(phase()).toBe('live');
    expect(server.asked).toHaveLength(1);
  });

  test('never gives up, and never waits longer than fifteen seconds', async () => {
    await startedWith(1);
    server.cut();
    const waits: number[] = [];
    for (let i = 0; i < 2_000; i++) {
      waits.push(clock.untilNext as number);
      await clock.pass(clock.untilNext as number);
    }
    expect(server.asked.length).toBe(2_001);
    expect(waits.slice(0, 6)).toEqual([375, 750, 1_500, 3_000, 6_000, 11_250]);
    expect(Math.max(...waits)).toBe(11_250);
  });

  test('begins with short waits again once something came over the new connection', async () => {
    await startedWith(1);
    server.cut();
    await clock.pass(60_000);
    server.mode = 'up';
    server.write(2);
    await clock.pass(15_000);
    expect(events()).toEqual([1, 2]);
    server.cut();
    expect(clock.untilNext).toBe(375);
  });

  test('a server that accepts and hangs up at once is backed off from all the same', async () => {
    await startedWith(1);
    for (let i = 0; i < 10; i++) {
      server.cut();
      server.mode = 'up';
      await clock.pass(clock.untilNext as number);
    }
    server.cut();
    expect(clock.untilNext).toBe(11_250);
  });

  test('tries at once when it is told that the network is back', async () => {
    await startedWith(1);
    server.cut();
    await clock.pass(60_000);
    server.mode = 'up';
    live.start();
    expect(phase()).toBe('live');
    live.start();
    expect(server.followers).toBe(1);
  });
});

describe('a new snapshot is taken', () => {
  test('when the cursor is refused, as after a gap or in another database', async () => {
    await startedWith(1);
    server.cut();
    server.log.splice(0, 1, 7, 8);
    server.mode = 'up';
    server.refusesCursors = true;
    await clock.pass(clock.untilNext as number);
    server.refusesCursors = false;
    await clock.pass(1_000);
    expect(events()).toEqual([7, 8]);
    expect(server.snapshots).toBe(2);
    expect(server.asked).toEqual(['1', '1', '8']);
  });

  test('when an event says that the picture is out of date, without a word of reconnecting', async () => {
    const phases: string[] = [];
    await startedWith(1);
    live.onChange(() => phases.push(phase()));
    server.write(100);
    expect(server.followers).toBe(0);
    await promisesKept();
    server.write(101);
    expect(events()).toEqual([1, 100, 101]);
    expect(server.snapshots).toBe(2);
    expect(server.asked).toEqual(['1', '100']);
    expect(new Set(phases)).toEqual(new Set(['live']));
  });
});

describe('once stopped', () => {
  test('it leaves the server and nothing more happens', async () => {
    await startedWith(1);
    live.stop();
    expect(server.followers).toBe(0);
    expect(clock.untilNext).toBeUndefined();
    server.write(2);
    expect(events()).toEqual([1]);
  });

  test('it can be started again and catches up', async () => {
    await startedWith(1);
    live.stop();
    server.write(2);
    live.start();
    expect(events()).toEqual([1, 2]);
    expect(phase()).toBe('live');
  });

  test('a snapshot on its way is not shown any more', async () => {
    server.write(1);
    live.start();
    live.stop();
    await promisesKept();
    expect(live.view.state).toBeNull();
  });
});

describe('the waiting before a try', () => {
  test('is spread by chance over the upper half of a ceiling that doubles up to fifteen seconds', () => {
    for (let attempt = 0; attempt < 2_000; attempt++) {
      const ceiling = Math.min(15_000, 500 * 2 ** attempt);
      expect(delayBefore(attempt, 0)).toBe(ceiling / 2);
      expect(delayBefore(attempt, 0.999_999)).toBeLessThan(ceiling);
    }
  });
});
