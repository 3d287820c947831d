import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EventCursor, isAfter, type Position } from '../../server/live/cursor.ts';

const LOG = '3f1c5a52-6a1f-4c39-8d1e-6f5b1c0a9e77';
const position = fc.record({ tx: fc.bigInt({ min: 1n, max: 60n }), id: fc.bigInt({ min: 1n, max: 60n }) });

/** A log, the cursor of a snapshot taken while some transactions ran, and what that snapshot saw. */
interface Moment {
  log: Position[];
  cursor: EventCursor;
  sees(event: Position): boolean;
}

const moment: fc.Arbitrary<Moment> = fc
  .record({
    log: fc.uniqueArray(position, { selector: ({ tx, id }) => `${tx} ${id}`, maxLength: 40 }),
    next: fc.bigInt({ min: 1n, max: 61n }),
    running: fc.uniqueArray(fc.bigInt({ min: 1n, max: 60n }), { maxLength: 4 }),
  })
  .map(({ log: unordered, next, running }) => {
    const log = unordered.sort((a, b) => (isAfter(a, b) ? 1 : -1));
    const oldest = running.filter((tx) => tx < next).reduce((least, tx) => (tx < least ? tx : least), next);
    const sees = ({ tx }: Position) => tx < next && !running.includes(tx);
    const last = log.findLast(({ tx }) => tx < oldest) ?? { tx: 0n, id: 0n };
    const seen = [...new Set(log.filter((event) => event.tx >= oldest && sees(event)).map(({ tx }) => tx))];
    return { log, sees, cursor: EventCursor.at(LOG, last, seen) };
  });

test('a cursor survives its text form: it covers the same events', () => {
  fc.assert(
    fc.property(moment, ({ cursor, log }) => {
      const again = EventCursor.parse(String(cursor), LOG);
      expect(String(again)).toBe(String(cursor));
      for (const event of log) expect(again.covers(event)).toBe(cursor.covers(event));
    }),
  );
});

test('the cursor of a snapshot covers exactly what the snapshot saw', () => {
  fc.assert(
    fc.property(moment, ({ cursor, log, sees }) => {
      for (const event of log) expect(cursor.covers(event)).toBe(sees(event));
    }),
  );
});

test('going through a log in order from any snapshot tells each event not seen, once, wherever the reader was cut off', () => {
  fc.assert(
    fc.property(moment, fc.nat(20), ({ cursor: from, log, sees }, cutAfter) => {
      const told: Position[] = [];
      let cursor = from;
      for (const event of log) {
        if (told.length === cutAfter) cursor = EventCursor.parse(String(cursor), LOG);
        if (!isAfter(event, cursor)) continue;
        // A reader moves over what it knows beyond its position, too, and may stand in the middle of a transaction it has seen.
        if (!cursor.covers(event)) told.push(event);
        cursor = cursor.movedTo(event);
      }
      expect(told).toEqual(log.filter((event) => !sees(event)));
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
  expect(code('e2-6f5b1c0a9e77-a7-a0-a1a1b10')).toBe('fine');
  expect(code('e2-000000000000-a7-a1')).toBe('FOREIGN_CURSOR');
  for (const text of [
    '',
    'x',
    'e2-a7-a1',
    'e2-6f5b1c0a9e77-seven-a1',
    'e2-6f5b1c0a9e77-b7-a1',
    'e2-6f5b1c0a9e77-a7-a1-',
    'e2-6f5b1c0a9e77-a7-a1-a',

    'e2-6f5b1c0a9e77-a7-a1-b01',
    'e2-6f5b1c0a9e77-a7-a1-a1b',
    'e2-6f5b1c0a9e77-a-7-a1',
    'e2-6f5b1c0a9e77-a7',
  ])
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
    fc.property(moment, ({ cursor, log }) => {
      for (const event of log) if (!cursor.covers(event)) expect(String(cursor.movedTo(event)) > String(cursor)).toBe(true);
    }),
  );
});
