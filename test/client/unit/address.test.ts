import { describe, expect, test } from '@jest/globals';
import { codeOf, monthOf, searchWithMonth } from '../../../client/unit/address.ts';

describe('the address of a unit’s page', () => {
  test.each([
    ['/unit/XZ05', 'XZ05'],
    ['/unit/%E9%95%87', '镇'],
    ['/unit/', ''],
    ['/unit', ''],
    ['/unit/%', ''],
  ])('%s is of the unit "%s"', (path, code) => expect(codeOf(path)).toBe(code));

  test.each([
    ['?month=2026-10', '2026-10'],
    ['?lang=en&month=2026-01', '2026-01'],
    ['?month=2026-13', undefined],
    ['?month=2026-1', undefined],
    ['?month=0000-01', undefined],
    ['?month=10', undefined],
    ['', undefined],
  ])('%s asks for the month %s', (search, month) => expect(monthOf(search)).toBe(month));

  test('another month leaves everything else as it was', () => {
    expect(searchWithMonth('?theme=light&month=2026-09&lang=en', '2026-10')).toBe('?theme=light&month=2026-10&lang=en');
    expect(searchWithMonth('', '2026-10')).toBe('?month=2026-10');
  });
});
