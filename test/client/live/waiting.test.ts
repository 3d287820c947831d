import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Backoff } from '../../../client/live/backoff.ts';
import { placeOf } from '../../../client/live/order.ts';
import { at } from './told.ts';

describe('the waiting before a try', () => {
  const advice = fc.oneof(fc.nat(300_000), fc.constant(Number.POSITIVE_INFINITY));
  const lot = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('is never shorter than half our own ceiling, nor longer than that ceiling or the advice', () => {
    fc.assert(
      fc.property(fc.option(advice, { nil: undefined }), fc.array(lot, { minLength: 1, maxLength: 30 }), (advised, lots) => {
        const backoff = new Backoff();
        backoff.advise(advised);
        lots.forEach((each, tries) => {
          const ceiling = Math.min(15_000, 500 * 2 ** tries);
          const wait = backoff.next(each);
          expect(wait).toBeGreaterThanOrEqual(ceiling / 2);
          expect(wait).toBeLessThanOrEqual(Math.max(ceiling, Math.min(advised ?? 0, 120_000)));
        });
      }),
    );
  });

  test('grows for ever without running out of numbers', () => {
    const backoff = new Backoff();
    for (let i = 0; i < 5_000; i++) expect(backoff.next(0.5)).toBeLessThanOrEqual(11_250);
  });
});

describe('the place of an event', () => {
  test('is next, known or after a hole, wherever its neighbours stand', () => {
    const place = fc.nat(30);
    fc.assert(
      fc.property(place, place, fc.nat(5), (last, after, gap) => {
        const own = after + 1 + gap;
        const expected = own <= last ? 'known' : after > last ? 'hole' : 'next';
        expect(placeOf(at(own), at(after), at(last))).toBe(expected);
        expect(placeOf(at(own), undefined, at(last))).toBe('next');
      }),
    );
  });
});
