import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EventCursor, isAfter, Snapshot } from '../../server/live/cursor.ts';

const LOG = '3f1c5a52-6a1f-4c39-8d1e-6f5b1c0a9e77';
const position = fc.record({ tx: fc.bigInt({ min: 1n, max: 60n }), id: fc.bigInt({ min: 1n, max: 60n }) });
const snapshot = fc.tuple(fc.bigInt({ min: 1n, max: 50n }), fc.uniqueArray(fc.bigInt({ min: 1n, max: 10n }), { maxLength: 4 })).map(([xmin, offsets]) => {
  const running = offsets.length ? [xmin, ...offsets.map((offset) => xmin + offset)].sort((a, b) => Number(a - b)) : [];
  const xmax = (running.at(-1) ?? xmin - 1n) + 1n;
  return Snapshot.parse(`${xmin}:${xmax}:${running.join(',')}`);
});

test('a cursor survives its text form: it covers the same events', () => {
  fc.assert(
    fc.property(snapshot, position, (seen, event) => {
      const cursor = EventCursor.ofSnapshot(LOG, seen);
      expect(EventCursor.parse(String(cursor), LOG).covers(event)).toBe(cursor.covers(event));
    }),
  );
});

test('the cursor of a snapshot covers exactly what the snapshot sees', () => {
  fc.assert(
    fc.property(snapshot, position, (seen, event) => {
      expect(EventCursor.ofSnapshot(LOG, seen).covers(event)).toBe(seen.sees(event.tx));
    }),
  );
});

test('going through a log in order from any snapshot tells each event not seen, once, wherever the reader was cut off', () => {
  fc.assert(
    fc.property(snapshot, fc.uniqueArray(position, { selector: ({ tx, id }) => `${tx} ${id}` }), fc.nat(20), (seen, events, cutAfter) => {
      const ordered = [...events].sort((a, b) => (isAfter(a, b) ? 1 : -1));
      const told: typeof ordered = [];
      let cursor = EventCursor.ofSnapshot(LOG, seen);
      for (const event of ordered) {
        if (told.length === cutAfter) cursor = EventCursor.parse(String(cursor), LOG);
        if (cursor.covers(event)) continue;
        cursor = cursor.movedTo(event);
        told.push(event);
      }
      expect(told).toEqual(ordered.filter(({ tx }) => !seen.sees(tx)));
      for (const event of told) expect(cursor.covers(event)).toBe(true);
    }),
  );
});

test('text that is no cursor is refused with BAD_CURSOR, one of another log with FOREIGN_CURSOR', () => {
  const code = (text: string) => {
    try {
      EventCursor.parse(text, LOG);
      return 'fine';
    } catch (error) {
      return (error as { extensions: { code: string } }).extensions.code;
    }
  };
  expect(code('e2-6f5b1c0a9e77-a7-a1')).toBe('fine');
  expect(code('e2-6f5b1c0a9e77-a7-a0-7:9:7,8')).toBe('fine');
  expect(code('e2-000000000000-a7-a1')).toBe('FOREIGN_CURSOR');
  for (const text of ['', 'x', 'e2-a7-a1', 'e2-6f5b1c0a9e77-seven-a1', 'e2-6f5b1c0a9e77-b7-a1', 'e2-6f5b1c0a9e77-a7-a1-not a snapshot', 'e2-6f5b1c0a9e77-a-7-a1', 'e2-6f5b1c0a9e77-a7'])
    expect(code(text)).toBe('BAD_CURSOR');
  fc.assert(fc.property(fc.string(), (text) => expect(code(text)).toBe('BAD_CURSOR')));
});

test('of two cursors of one log the later is the greater text', () => {
  const anywhere = fc.record({ tx: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), id: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }) });
  fc.assert(
    fc.property(fc.oneof(anywhere, position), fc.oneof(anywhere, position), (one, other) => {
      expect(String(EventCursor.at(LOG, one)) > String(EventCursor.at(LOG, other))).toBe(isAfter(one, other));
    }),
  );
  fc.assert(
    fc.property(snapshot, position, (seen, event) => {
      const cursor = EventCursor.ofSnapshot(LOG, seen);
      if (!cursor.covers(event)) expect(String(cursor.movedTo(event)) > String(cursor)).toBe(true);
    }),
  );
});
