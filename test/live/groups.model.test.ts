import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Client } from 'pg';
import { EventCursor, type EventRecord } from '../../server/live/index.ts';
import { openStudio, RecordingOutlet, type Studio } from './outlets.ts';
import { roundOf } from './roundOf.ts';

let studio: Studio;
let writers: Client[];
let number = 0;

beforeAll(async () => {
  studio = await openStudio();
  writers = await Promise.all([studio.session(), studio.session(), studio.session()]);
});
afterAll(() => studio.stop());

type Step =
  | { do: 'begin' | 'write' | 'commit' | 'rollback'; writer: number }
  | { do: 'join'; from: 'now' | 'snapshot' | 'told'; pick: number; atLeast: boolean }
  | { do: 'leave' | 'stop' | 'open'; pick: number };

const writer = fc.nat(2);
const pick = fc.nat(1_000);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('begin' as const, 'write' as const, 'write' as const, 'commit' as const, 'rollback' as const), writer }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('join' as const), from: fc.constantFrom('now' as const, 'snapshot' as const, 'told' as const), pick, atLeast: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('leave' as const, 'stop' as const, 'open' as const), pick }) },
);

interface Screen {
  outlet: RecordingOutlet;
  from: string | null;
  even: boolean;
  leave: () => void;
}

/** Transactions that overlap, roll back and commit in any order, while screens of two questions come, resume, stall and go. */
class Model {
  readonly screens: Screen[] = [];
  readonly gone: Screen[] = [];
  readonly #open = new Set<number>();

  async take(step: Step): Promise<void> {
    if ('writer' in step) return this.#write(step.do, step.writer);
    if (step.do === 'join') return this.#join(step);
    const screen = this.screens[step.pick % Math.max(1, this.screens.length)];
    if (!screen) return;
    if (step.do === 'stop') screen.outlet.stop();
    else if (step.do === 'open') screen.outlet.open();
    else {
      screen.leave();
      this.gone.push(...this.screens.splice(this.screens.indexOf(screen), 1));
    }
  }

  async #write(what: 'begin' | 'write' | 'commit' | 'rollback', index: number): Promise<void> {
    const client = writers[index] as Client;
    if (what === 'begin' && !this.#open.has(index)) {
      this.#open.add(index);
      await client.query('begin');
      await client.query('select pg_current_xact_id()');
    } else if (what === 'write') {
      number += 1;
      await client.query("insert into event (kind, data) values ('ROUND_OPENED', $1)", [{ round: number }]);
    } else if (this.#open.delete(index)) await client.query(what === 'begin' ? 'commit' : what);
  }

  async #join({ from, pick, atLeast: even }: Extract<Step, { do: 'join' }>): Promise<void> {
    const told = [...this.screens, ...this.gone].flatMap(({ outlet }) => outlet.heard.map(({ cursor }) => cursor));
    const after = from === 'now' ? null : from === 'snapshot' ? String(await studio.log.now()) : (told[pick % Math.max(1, told.length)] ?? null);
    const outlet = new RecordingOutlet();
    // The second question tells nothing below a number that all events exceed: same events, other group.
    const query = even ? 'subscription ($after: EventCursor) { event(after: $after, atLeast: 0) { round cursor } }' : undefined;
    const leave = await studio.join(outlet, after, query ? { query } : {});
    this.screens.push({ outlet, from: after, even, leave });
  }

  async finish(): Promise<void> {
    for (const index of [...this.#open]) await this.#write('commit', index);
    for (const { outlet } of this.screens) outlet.open();
    number += 1;
    await studio.commit(number);
    await Promise.all(this.screens.map(({ outlet }) => outlet.until(({ rounds, errors }) => rounds.at(-1) === number || errors.length > 0)));
  }
}

/** The log as the database holds it, in commit order. */
async function wholeLog(): Promise<EventRecord[]> {
  const events: EventRecord[] = [];
  for (;;) {
    const more = await studio.log.after(events.at(-1) ?? { tx: 0n, id: 0n }, 10_000);
    if (!more.length) return events;
    events.push(...more);
  }
}

test('whatever commits, rolls back, joins, resumes, stalls and leaves, each screen hears exactly what its cursor had not covered, in commit order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const model = new Model();
      for (const each of steps) await model.take(each);
      await model.finish();
      const log = await wholeLog();
      for (const { outlet, from } of [...model.screens, ...model.gone]) {
        expect(outlet.errors).toEqual([]);
        const { heard } = outlet;
        const cursor = from === null ? null : EventCursor.parse(from, studio.log.id);
        const entitled = cursor ? log.filter((event) => !cursor.covers(event)).map(roundOf) : log.map(roundOf).slice(log.findIndex((event) => roundOf(event) === heard[0]?.round));
        if (heard.length) expect(heard.map(({ round }) => round)).toEqual(entitled.slice(0, heard.length));
        // What every event claims to follow is a cursor its client had already: that is how a client knows that nothing is missing.
        heard.forEach(({ after, cursor: own }, index) => {
          const before = index ? heard[index - 1]?.cursor : from;
          if (before) expect(after <= before).toBe(true);
          expect(after < own).toBe(true);
        });
      }
      for (const { outlet, from } of model.screens) {
        const cursor = from === null ? null : EventCursor.parse(from, studio.log.id);
        if (cursor) expect(outlet.heard.length).toBe(log.filter((event) => !cursor.covers(event)).length);
        expect(outlet.rounds.at(-1)).toBe(number);
      }
      for (const { leave } of model.screens) leave();
      expect(studio.groups.size).toEqual({ groups: 0, members: 0 });
    }),
    { numRuns: 40 },
  );
});
