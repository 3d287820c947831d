import { beforeEach, describe, expect, test } from '@jest/globals';
import { Live, LONGEST_PATIENCE, PATIENCE, SILENCE } from '../../../client/live/live.ts';
import { FakeClock, promisesKept } from './clock.ts';
import { FakeServer } from './fakeServer.ts';
import { at, type Entry, type Told, toldFold } from './told.ts';

let server: FakeServer;
let clock: FakeClock;
let reported: unknown[];
let live: Live<Told, Entry>;

beforeEach(() => {
  server = new FakeServer();
  clock = new FakeClock();
  reported = [];
  live = new Live(server, toldFold, clock, (error) => reported.push(error));
});

const numbers = () => live.view.state?.numbers;
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
    expect(numbers()).toEqual([1, 2, 3]);
    expect(phase()).toBe('live');
    expect(server.asked).toEqual([at(2)]);
  });

  test('what is written between snapshot and subscription is not lost', async () => {
    server.answersSnapshots = false;
    await startedWith(1);
    const answered = server.answer();
    await answered;
    server.write(2);
    expect(numbers()).toEqual([1, 2]);
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

  test('what a broken listener throws is reported and stops nothing', async () => {
    live.onChange(() => {
      throw new Error('no paint');
    });
    await startedWith(1);
    server.cut();
    server.mode = 'up';
    server.write(2);
    await clock.pass(1_000);
    expect(numbers()).toEqual([1, 2]);
    expect(reported).toContainEqual(new Error('no paint'));
  });
});

describe('a slow snapshot', () => {
  test('is waited for ever longer, up to two minutes, before it is asked for again', async () => {
    server.answersSnapshots = false;
    await startedWith(1);
    const patience: number[] = [];
    for (let asked = 1; asked < 8; asked++) {
      const since = clock.now();
      while (server.abandoned < asked) await clock.passToNext();
      patience.push(clock.now() - since);
      while (server.snapshots === asked) await clock.passToNext();
    }
    expect(patience).toEqual([PATIENCE, 2 * PATIENCE, 4 * PATIENCE, LONGEST_PATIENCE, LONGEST_PATIENCE, LONGEST_PATIENCE, LONGEST_PATIENCE]);
  });

  test('that takes thirty seconds every time is asked for twice and never abandoned again', async () => {
    server.answersSnapshots = false;
    const answering = () => clock.later(30_000, () => server.answer());
    const first = server.snapshot.bind(server);
    server.snapshot = (signal) => {
      answering();
      return first(signal);
    };
    await startedWith(1);
    await clock.pass(120_000);
    expect({ numbers: numbers(), snapshots: server.snapshots, abandoned: server.abandoned }).toEqual({ numbers: [1], snapshots: 2, abandoned: 1 });
    server.write(100);
    await clock.pass(60_000);
    expect({ numbers: numbers(), snapshots: server.snapshots, abandoned: server.abandoned }).toEqual({ numbers: [1, 100], snapshots: 3, abandoned: 1 });
  });

  test('is no reason to claim that the picture is live', async () => {
    await startedWith(1);
    server.answersSnapshots = false;
    server.write(100);
    await promisesKept();
    expect(phase()).toBe('live');
    await clock.pass(SILENCE);
    expect(live.view.connection).toEqual({ phase: 'reconnecting', asOf: 0 });
    await server.answer();
    expect(phase()).toBe('live');
    expect(server.snapshots).toBe(2);
  });
});

describe('exactly once and in order', () => {
  test('an event that comes again changes nothing, and shows that the connection lives', async () => {
    await startedWith(1);
    server.write(2, 3);
    for (let i = 0; i < 10; i++) {
      await clock.pass(SILENCE - 1);
      server.tell(2, 3, 1);
    }
    expect(numbers()).toEqual([1, 2, 3]);
    expect(phase()).toBe('live');
    expect(server.asked).toEqual([at(1)]);
  });

  test('a missing event makes it resume at once from its own last cursor', async () => {
    await startedWith(1);
    server.log.push(2);
    server.write(3);
    expect(numbers()).toEqual([1, 2, 3]);
    expect(server.asked).toEqual([at(1), at(1)]);
    expect(server.followers).toBe(1);
    expect(server.snapshots).toBe(1);
  });

  test('events in the wrong order too', async () => {
    await startedWith(1);
    server.log.push(2, 3);
    server.tell(3, 2);
    expect(numbers()).toEqual([1, 2, 3]);
    expect(server.asked).toEqual([at(1), at(1)]);
  });

  test('a server that does not say what an event comes after is believed', async () => {
    server.saysAfter = false;
    await startedWith(1);
    server.log.push(2);
    server.write(3, 5);
    expect(numbers()).toEqual([1, 3, 5]);
    expect(server.asked).toEqual([at(1)]);
  });

  test('a server that only ever sends broken sequences is asked ever less often', async () => {
    await startedWith(1);
    const follow = server.follow.bind(server);
    server.follow = (after, told) => {
      const leave = follow(after, told);
      clock.later(10, () => told.event({ cursor: at(9), n: 9 }, at(8)));
      return leave;
    };
    server.cut();
    server.mode = 'up';
    await clock.pass(3_600_000);
    expect(server.asked.length).toBeLessThan(3_600 / 11);
    expect(numbers()).toEqual([1]);
  });

  test('something really applied makes the next resume immediate again', async () => {
    await startedWith(1);
    for (const n of [3, 5, 7]) {
      server.log.push(n - 1);
      server.write(n);
    }
    expect(numbers()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(clock.now()).toBe(0);
  });

  test('an event that cannot be taken in is reported, and passed by with a new snapshot', async () => {
    const picky = { ...toldFold, apply: (told: Told, event: Entry) => (event.n === 2 ? JSON.parse('{') : toldFold.apply(told, event)) as Told };
    live = new Live(server, picky, clock, (error) => reported.push(error));
    await startedWith(1);
    server.write(2);
    expect(reported).toEqual([expect.any(SyntaxError)]);
    await clock.pass(1_000);
    server.write(3);
    expect(numbers()).toEqual([1, 2, 3]);
    expect(server.snapshots).toBe(2);
  });
});

describe('after a break', () => {
  test('goes on from the last cursor: nothing is lost, nothing comes twice', async () => {
    await startedWith(1);
    server.write(2);
    server.cut();
    server.write(3, 4);
    expect(numbers()).toEqual([1, 2]);
    server.mode = 'up';
    await clock.pass(1_000);
    server.write(5);
    expect(numbers()).toEqual([1, 2, 3, 4, 5]);
    expect(server.asked.at(-1)).toBe(at(2));
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
    expect(numbers()).toEqual([1, 2]);
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

  test('one that cannot hear pings is asked anew after so much quiet, without a word of reconnecting', async () => {
    server.renewAfter = 60_000;
    const phases = new Set<string>();
    await startedWith(1);
    live.onChange(() => phases.add(phase()));
    await clock.pass(59_999);
    expect(server.asked).toHaveLength(1);
    await clock.pass(3_600_000);
    expect(server.asked).toHaveLength(61);
    expect(phases).toEqual(new Set(['live']));
    server.freeze();
    await clock.pass(60_000 + SILENCE);
    expect(phase()).toBe('reconnecting');
  });

  test('never gives up, and never waits longer than fifteen seconds', async () => {
    await startedWith(1);
    server.cut();
    const waits: number[] = [];
    for (let i = 0; i < 2_000; i++) waits.push(await clock.passToNext());
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
    expect(numbers()).toEqual([1, 2]);
    server.cut();
    expect(clock.untilNext).toBe(375);
  });

  test('and once a quiet connection has held for a while', async () => {
    await startedWith(1);
    server.cut();
    await clock.pass(60_000);
    server.mode = 'up';
    await clock.pass(15_000);
    for (let i = 0; i < 3; i++) {
      server.answerPings();
      await clock.pass(10_000);
    }
    server.cut();
    expect(clock.untilNext).toBe(375);
  });

  test('a server that accepts and hangs up at once is backed off from all the same', async () => {
    await startedWith(1);
    for (let i = 0; i < 10; i++) {
      server.cut();
      server.mode = 'up';
      await clock.passToNext();
    }
    server.cut();
    expect(clock.untilNext).toBe(11_250);
  });

  test('a source that throws is a break like any other', async () => {
    await startedWith(1);
    server.follow = () => {
      throw new Error('no such constructor');
    };
    server.cut();
    await clock.pass(60_000);
    expect(phase()).toBe('reconnecting');
    expect(clock.untilNext).toBeDefined();
    expect(reported).toContainEqual(new Error('no such constructor'));
  });
});

describe('where whoever asks may not see it', () => {
  test('it says so, shows nothing, and goes on by itself once they may', async () => {
    server.mode = 'closed';
    await startedWith(1);
    expect(live.view).toEqual({ state: null, connection: { phase: 'refused', asOf: 0 } });
    server.mode = 'up';
    await clock.pass(1_000);
    expect(numbers()).toEqual([1]);
    expect(phase()).toBe('live');
  });

  test('the last picture stays, with when it was right; the next is taken whole, for it may be somebody else’s', async () => {
    await startedWith(1);
    await clock.pass(5_000);
    server.answerPings();
    server.cut();
    server.mode = 'closed';
    await clock.pass(60_000);
    expect(live.view).toMatchObject({ state: { numbers: [1] }, connection: { phase: 'refused', asOf: 5_000 } });
    const { snapshots } = server;
    server.log = [4];
    server.mode = 'up';
    await clock.pass(15_000);
    expect(server.snapshots).toBe(snapshots + 1);
    expect(numbers()).toEqual([4]);
  });

  test('it asks ever more seldom without a word of connecting, at once when told to, and each refusal is news', async () => {
    server.mode = 'closed';
    await startedWith(1);
    const told = new Set<unknown>();
    live.onChange(() => told.add(live.view.connection));
    const waits: number[] = [];
    for (let i = 0; i < 20; i++) waits.push(await clock.passToNext());
    expect(waits.at(-1)).toBe(11_250);
    expect(told.size).toBe(server.snapshots - 1);
    expect([...told]).toEqual(Array.from(told, () => ({ phase: 'refused', asOf: 0 })));
    server.mode = 'up';
    live.networkBack();
    await promisesKept();
    expect(phase()).toBe('live');
  });

  test('a network that breaks meanwhile is no refusal', async () => {
    server.mode = 'closed';
    await startedWith(1);
    server.mode = 'down';
    await clock.pass(15_000);
    expect(phase()).toBe('connecting');
  });
});

describe('the server’s advice', () => {
  test('widens the spread of the wait after a break', async () => {
    clock.lot = 0.999_999;
    await startedWith(1);
    server.advise(60_000);
    server.cut();
    expect(clock.untilNext).toBeCloseTo(60_000, -1);
  });

  test('lets a lucky one come back as soon as ever', async () => {
    clock.lot = 0;
    await startedWith(1);
    server.advise(60_000);
    server.cut();
    expect(clock.untilNext).toBe(250);
  });

  test('holds for the tries after the first too', async () => {
    await startedWith(1);
    server.advise(60_000);
    server.cut();
    await clock.passToNext();
    expect(clock.untilNext).toBeGreaterThan(30_000);
  });

  test('of more than two minutes is taken as two minutes', async () => {
    clock.lot = 0.999_999;
    await startedWith(1);
    server.advise(86_400_000);
    server.cut();
    expect(clock.untilNext).toBeCloseTo(120_000, -1);
  });

  test.each([undefined, null, 'soon', '60000', -1, Number.NaN, {}, [60_000]])('of %p is ignored', async (advice) => {
    await startedWith(1);
    server.advise(advice);
    server.cut();
    expect(clock.untilNext).toBe(375);
  });

  test('that is shorter than our own wait changes nothing', async () => {
    await startedWith(1);
    server.advise(100);
    server.cut();
    expect(clock.untilNext).toBe(375);
  });
});

describe('when the network is said to be back', () => {
  test('it tries at once', async () => {
    await startedWith(1);
    server.cut();
    await clock.pass(60_000);
    server.mode = 'up';
    live.networkBack();
    expect(phase()).toBe('live');
    live.networkBack();
    expect(server.followers).toBe(1);
  });

  test.each([undefined, 200, 500])('also where the server’s advice was no longer than our own first wait: %p', async (advice) => {
    await startedWith(1);
    server.advise(advice);
    server.cut();
    await clock.pass(60_000);
    server.mode = 'up';
    live.networkBack();
    expect(phase()).toBe('live');
  });

  test('a try that hangs is begun anew', async () => {
    server.mode = 'silent';
    await startedWith(1);
    server.mode = 'up';
    live.networkBack();
    await promisesKept();
    expect(phase()).toBe('live');
    expect(server.abandoned).toBe(1);
  });

  test('it still spreads as the server asked, but waits for nothing else', async () => {
    await startedWith(1);
    server.advise(4_000);
    server.cut();
    await clock.pass(60_000);
    while ((clock.untilNext as number) < 5_000) await clock.passToNext();
    const asked = server.asked.length;
    live.networkBack();
    expect(server.asked).toHaveLength(asked);
    expect(clock.untilNext).toBe(2_000);
  });

  test('it neither waits longer for that, nor draws again until it wins', async () => {
    await startedWith(1);
    server.advise(60_000);
    server.cut();
    const wait = clock.untilNext as number;
    await clock.pass(wait - 100);
    clock.lot = 0;
    for (let i = 0; i < 100; i++) live.networkBack();
    expect(clock.untilNext).toBe(100);
  });

  test('a try under way is left alone where the server asked to spread out', async () => {
    await startedWith(1);
    server.advise(4_000);
    server.freeze();
    await clock.pass(SILENCE);
    await clock.passToNext();
    const asked = server.asked.length;
    live.networkBack();
    expect(server.asked).toHaveLength(asked);
  });
});

describe('a new snapshot is taken', () => {
  test('when the cursor is refused, as after a gap or in another database, whatever comes then', async () => {
    await startedWith(5);
    server.write(6);
    server.cut();
    server.log = [1, 2];
    server.mode = 'up';
    server.refusesCursors = true;
    await clock.passToNext();
    server.refusesCursors = false;
    await clock.pass(1_000);
    expect(numbers()).toEqual([1, 2]);
    expect(server.snapshots).toBe(2);
    expect(server.asked).toEqual([at(5), at(6), at(2)]);
    server.write(3);
    expect(numbers()).toEqual([1, 2, 3]);
  });

  test('when an event says that the picture is out of date, without a word of reconnecting', async () => {
    const phases = new Set<string>();
    await startedWith(1);
    live.onChange(() => phases.add(phase()));
    server.write(100);
    expect(server.followers).toBe(0);
    await promisesKept();
    server.write(101);
    expect(numbers()).toEqual([1, 100, 101]);
    expect(server.snapshots).toBe(2);
    expect(server.asked).toEqual([at(1), at(100)]);
    expect(phases).toEqual(new Set(['live']));
  });

  test('and again, when it is older than what was applied; the picture does not go back meanwhile', async () => {
    await startedWith(1);
    server.lag = 2;
    server.write(99, 100);
    await promisesKept();
    expect(live.view.state).toMatchObject({ numbers: [1, 99, 100], outdated: true });
    expect(server.asked).toEqual([at(1), at(100)]);
    server.lag = 3;
    server.write(101);
    await clock.pass(1_000);
    server.answerPings();
    await promisesKept();
    expect(numbers()).toEqual([1, 99, 100, 101]);
    server.lag = 0;
    await clock.pass(1_000);
    server.answerPings();
    await promisesKept();
    expect(live.view.state).toMatchObject({ numbers: [1, 99, 100, 101], outdated: false });
    expect(phase()).toBe('live');
    expect(server.snapshots).toBe(4);
  });

  test('but not again and again, however often the server shows that it is there', async () => {
    await startedWith(1);
    server.lag = 2;
    server.write(99, 100);
    for (let i = 0; i < 1_000; i++) {
      server.answerPings();
      await clock.pass(10);
    }
    expect(server.snapshots).toBeLessThanOrEqual(12);
    expect(server.snapshots).toBeGreaterThan(5);
  });

  test('of another log with smaller cursors, once the old cursor was refused', async () => {
    await startedWith(1);
    server.lag = 2;
    server.write(99, 100);
    server.log = [7];
    server.lag = 0;
    server.refusesCursors = true;
    await promisesKept();
    expect(numbers()).toEqual([1, 99, 100]);
    server.refusesCursors = false;
    await clock.pass(1_000);
    expect(numbers()).toEqual([7]);
  });

  test('whose cursor cannot be compared is believed', async () => {
    server.saysAfter = false;
    await startedWith(1);
    server.snapshot = async () => ({ cursor: 'b', numbers: [1, 100], outdated: false });
    const follow = server.follow.bind(server);
    server.follow = (after, told) => follow(after === 'b' ? at(100) : after, told);
    server.write(100);
    await promisesKept();
    server.write(101);
    expect(live.view.state).toMatchObject({ numbers: [1, 100, 101], outdated: false });
  });

  test('also when the last server’s cursors could be compared, and this one’s cannot', async () => {
    await startedWith(1);
    server.write(2);
    server.saysAfter = false;
    server.refusesCursors = true;
    server.cut();
    server.mode = 'up';
    await clock.passToNext();
    server.refusesCursors = false;
    server.snapshot = async () => ({ cursor: 'z', numbers: [], outdated: false });
    await clock.passToNext();
    server.snapshot = async () => ({ cursor: 'a', numbers: [7], outdated: false });
    server.cut('unreadable');
    server.mode = 'up';
    await clock.pass(5_000);
    expect(numbers()).toEqual([7, 1, 2]);
  });
});

describe('once stopped', () => {
  test('it leaves the server and nothing more happens', async () => {
    await startedWith(1);
    live.stop();
    expect(server.followers).toBe(0);
    expect(clock.untilNext).toBeUndefined();
    server.write(2);
    expect(numbers()).toEqual([1]);
  });

  test('started a second time it goes on as it is, and one that is not is left alone when the network is back', async () => {
    server.mode = 'silent';
    await startedWith(1);
    live.start();
    expect([server.snapshots, server.abandoned]).toEqual([1, 0]);
    live.stop();
    server.mode = 'up';
    live.networkBack();
    await promisesKept();
    expect(phase()).toBe('connecting');
  });

  test('it can be started again and catches up', async () => {
    await startedWith(1);
    server.advise(60_000);
    live.stop();
    server.write(2);
    live.start();
    expect(numbers()).toEqual([1, 2]);
    expect(phase()).toBe('live');
  });

  test('a snapshot on its way is called off and not shown any more', async () => {
    server.answersSnapshots = false;
    await startedWith(1);
    live.stop();
    expect(server.abandoned).toBe(1);
    await server.answer();
    expect(live.view.state).toBeNull();
  });
});
