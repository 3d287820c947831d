import { expect, test } from '@jest/globals';
import { alarmsOf, type BoardWarning, countsOf, placeWarning } from '../../../client/board/warnings/warnings.ts';

const warning = (number: number, changes: Partial<BoardWarning> = {}): BoardWarning => ({
  id: btoa(`Warning:${number}`),
  kind: 'RESULT_POOR',
  level: 'ORANGE',
  state: 'RAISED',
  month: '2026-10',
  raisedAt: '2026-10-31T02:00:00.000Z',
  unit: { code: 'XZ01', name: '单位XZ01' },
  ...changes,
});
const placed = (...all: BoardWarning[]) => all.reduce<BoardWarning[]>(placeWarning, []).map(({ id }) => Number(atob(id).split(':')[1]));

test('the severest stand first; of one level those that nobody took up, and of these the oldest', () => {
  const older = { raisedAt: '2026-09-30T02:00:00.000Z' };
  expect(placed(warning(1), warning(2, { level: 'RED' }), warning(3, { state: 'ACKNOWLEDGED', ...older }), warning(4, older), warning(5, { level: 'INFO' }))).toEqual([
    2, 4, 1, 3, 5,
  ]);
  expect(placed(warning(10), warning(9))).toEqual([9, 10]);
});

test('what happens to a warning moves it, and ends it where it is dealt with or taken back', () => {
  expect(placed(warning(1), warning(2), warning(2, { level: 'RED' }))).toEqual([2, 1]);
  expect(placed(warning(1), warning(2), warning(1, { state: 'RESOLVED' }))).toEqual([2]);
  expect(placed(warning(1), warning(1, { state: 'RETRACTED' }))).toEqual([]);
});

test('levels are counted apart, and a unit by what asks for something', () => {
  const all = [warning(1), warning(2, { level: 'INFO' }), warning(3, { level: 'RED', unit: { code: 'XZ02', name: '单位XZ02' } })];
  expect(countsOf(all)).toEqual({ RED: 1, ORANGE: 1, YELLOW: 0, INFO: 1 });
  expect(alarmsOf(all, 'XZ01')).toBe(1);
});
