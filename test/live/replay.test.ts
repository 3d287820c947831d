import { expect, test } from '@jest/globals';
import type { EventLog, EventRecord, LogPage } from '../../server/live/log.ts';
import { Replay } from '../../server/live/replay.ts';
import { roundOf } from './roundOf.ts';

type Read = EventLog['read'];

/** A log whose statements are answered when the test says so, with what is released by then or earlier. */
class SlowLog {
  readonly reads: { after: bigint; answer: (upTo: number) => void }[] = [];
  #asked = Promise.withResolvers<void>();

  readonly read: Read = (position, limit) => {
    const page = Promise.withResolvers<LogPage>();
    this.reads.push({
      after: position.tx,
      answer: (upTo) => {
        const all = Array.from({ length: upTo }, (_, index) => event(index + 1)).filter(({ tx }) => tx > position.tx);
        page.resolve({ events: all.slice(0, limit), complete: all.length < limit, assigned: 10_000n, holdsBack: false });
      },
    });
    this.#asked.resolve();
    this.#asked = Promise.withResolvers();
    return page.promise;
  };

  async asked(times: number): Promise<void> {
    while (this.reads.length < times) await this.#asked.promise;
  }
}

const event = (tx: number): EventRecord => ({ kind: 'ROUND_OPENED', data: { round: tx }, tx: BigInt(tx), id: BigInt(tx), at: new Date(0) });
const at = (tx: number) => ({ tx: BigInt(tx), id: BigInt(tx) });
const rounds = ({ events }: { events: EventRecord[] }) => events.map(roundOf);

test('whoever asks together is served by one statement from the oldest place', async () => {
  const log = new SlowLog();
  const replay = new Replay(log);
  const pages = [3, 1, 2].map((tx) => replay.after(at(tx)));
  await log.asked(1);
  log.reads[0]?.answer(5);
  expect((await Promise.all(pages)).map(rounds)).toEqual([
    [4, 5],
    [2, 3, 4, 5],
    [3, 4, 5],
  ]);
  expect(log.reads.map(({ after }) => after)).toEqual([1n]);
});

test('the end of a statement that began before one asked is not taken for the end of the log', async () => {
  const log = new SlowLog();
  const replay = new Replay(log);
  const first = replay.after(at(1));
  await log.asked(1);
  // These ask when 6 and 7 have been released already; the statement under way does not see them.
  const within = replay.after(at(3));
  const atEnd = replay.after(at(5));
  log.reads[0]?.answer(5);
  expect(await first).toMatchObject({ complete: true });
  const page = await within;
  expect(rounds(page)).toEqual([4, 5]);
  expect(page.complete).toBe(false);
  await log.asked(2);
  log.reads[1]?.answer(7);
  expect(rounds(await atEnd)).toEqual([6, 7]);
});

test('a page that is remembered is not taken for the end of the log', async () => {
  const log = new SlowLog();
  const replay = new Replay(log);
  const first = replay.after(at(1));
  await log.asked(1);
  log.reads[0]?.answer(5);
  await first;
  const later = await replay.after(at(2));
  expect(rounds(later)).toEqual([3, 4, 5]);
  expect(later.complete).toBe(false);
  expect(log.reads).toHaveLength(1);
});
