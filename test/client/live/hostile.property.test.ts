import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Live } from '../../../client/live/live.ts';
import { FakeClock } from './clock.ts';
import { HostileServer, plans } from './hostileServer.ts';
import { at, toldFold } from './told.ts';

/** Longer than any patience and any advice together (milliseconds). */
const LONG_ENOUGH = 600_000;

const lives = fc.array(fc.record({ write: fc.nat(4), pass: fc.oneof(fc.nat(2_000), fc.nat(60_000)), online: fc.boolean() }), { maxLength: 25 });
const lots = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** 100 is where `toldFold` calls for a new snapshot: some logs begin just before it. */
const beginnings = fc.constantFrom(0, 95);

const seed = 20_261_123;

const isPrefix = (some: number[], all: number[]) => some.every((n, i) => n === all[i]);

test('whatever the server does, the picture is always the log up to some place, and all of it once the server turns friendly', () =>
  fc.assert(
    fc.asyncProperty(plans, lives, lots, beginnings, async (plan, life, lot, beginning) => {
      const clock = new FakeClock();
      clock.lot = lot;
      const server = new HostileServer(plan, clock);
      server.write(beginning);
      const live = new Live(server, toldFold, clock, () => {});
      const shown: number[][] = [];
      const violations: unknown[] = [];
      let refusals = 0;
      live.onChange(() => {
        const { state } = live.view;
        if (!state || state.numbers === shown.at(-1)) return;
        // Nobody travels back in time, unless the server said that there is no other way.
        const mayGoBack = server.refusals > refusals;
        refusals = server.refusals;
        const before = shown.at(-1)?.length ?? 0;
        shown.push(state.numbers);
        if (!isPrefix(state.numbers, server.log) || (state.numbers.length < before && !mayGoBack)) violations.push(shown);
      });
      live.start();
      for (const { write, pass, online } of life) {
        server.write(write);
        await clock.pass(pass);
        if (online) live.networkBack();
      }
      server.friendly = true;
      await server.pingFor(LONG_ENOUGH);
      server.write(1);
      await server.pingFor(60_000);

      expect(live.view.state).toMatchObject({ numbers: server.log, outdated: false });
      expect(live.view.state?.cursor).toBe(at(server.log.length));
      expect(live.view.connection).toEqual({ phase: 'live' });
      expect(violations).toEqual([]);
    }),
    { seed, numRuns: 1_000 },
  ));
