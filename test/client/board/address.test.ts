import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PAGES, readAddress } from '../../../client/board/kiosk/address.ts';

describe('the address of a wall', () => {
  test('without a word shows every page in turn, without sound, in the colours of the last visit', () => {
    expect(readAddress('')).toEqual({ pages: PAGES, every: 40, theme: undefined, sound: false });
  });

  test('names pages in the order in which they come, how long each stays, colours and sound', () => {
    expect(readAddress('?pages=year,month&every=15&theme=light&sound=on')).toEqual({ pages: ['year', 'month'], every: 15, theme: 'light', sound: true });
  });

  test('may name one page alone', () => {
    expect(readAddress('?page=costs').pages).toEqual(['costs']);
  });

  test('may say that pages do not turn', () => {
    expect(readAddress('?every=0').every).toBe(0);
  });

  test.each([
    ['?pages=weather,month,,month', { pages: ['month'] }],
    ['?pages=weather', { pages: PAGES }],
    ['?every=soon', { every: 40 }],
    ['?every=-5', { every: 0 }],
    ['?every=999999', { every: 3_600 }],
    ['?every=Infinity', { every: 40 }],
    ['?theme=pink', { theme: undefined }],
    ['?sound=loud', { sound: false }],
    ['?warnings=all&lang=en', { pages: PAGES, every: 40 }],
  ])('leaves out what it does not know: %s', (search, expected) => {
    expect(readAddress(search)).toMatchObject(expected);
  });

  test('whatever it is, there is something to show, each page once, for a time a timer can keep', () => {
    const searches = fc.oneof(
      fc.string(),
      fc.record({ pages: fc.string(), every: fc.string(), theme: fc.string() }).map((asked) => `?${new URLSearchParams(asked)}`),
      fc.array(fc.constantFrom(...PAGES, 'other', '')).map((pages) => `?pages=${pages.join(',')}`),
    );
    fc.assert(
      fc.property(searches, (search) => {
        const { pages, every } = readAddress(search);
        expect(pages.length).toBeGreaterThan(0);
        expect(new Set(pages).size).toBe(pages.length);
        expect(PAGES).toEqual(expect.arrayContaining([...pages]));
        expect(Number.isInteger(every) && every >= 0 && every <= 3_600).toBe(true);
      }),
    );
  });
});
