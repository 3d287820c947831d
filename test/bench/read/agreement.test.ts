import { expect, test } from '@jest/globals';
import { firstDifference, rowsAt, without } from './agreement.ts';

const DATA = { units: { totalCount: 7, nodes: [{ officers: { nodes: [{ id: 1 }, { id: 2 }] } }, { officers: null }, { officers: { nodes: [{ id: 3 }] } }] } };

test('rows are counted through objects and lists, and nothing where there is nothing', () => {
  expect(rowsAt(DATA, 'units.nodes')).toBe(3);
  expect(rowsAt(DATA, 'units.nodes.officers.nodes')).toBe(3);
  expect(rowsAt(DATA, 'units.officers.nodes')).toBe(0);
  expect(rowsAt(null, 'units')).toBe(0);
});

test('a count counts as what it says, as a number or as text, and several are added up', () => {
  expect(rowsAt(DATA, 'units.totalCount')).toBe(7);
  expect(rowsAt({ groups: [{ count: '12' }, { count: 30 }] }, 'groups.count')).toBe(42);
});

test('what is passing is left out, and the answer itself stays whole', () => {
  const answer = { board: { at: 'now', month: '2026-12' } };
  expect(without(answer, ['board.at', 'nowhere.at'])).toEqual({ board: { month: '2026-12' } });
  expect(answer.board.at).toBe('now');
});

test('answers agree whatever the order of fields, and differ by value, by order of a list, by a field too few or too many', () => {
  expect(firstDifference({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBeUndefined();
  expect(firstDifference({ a: [1, 2] }, { a: [2, 1] })).toBe('data.a.0: 1 and 2');
  expect(firstDifference({ a: '1' }, { a: 1 })).toBe('data.a: "1" and 1');
  expect(firstDifference({ a: 1 }, { a: 1, b: 2 })).toBe('data.b: undefined and 2');
  expect(firstDifference({ a: [] }, { a: {} })).toBe('data.a: [] and {}');
  expect(firstDifference({ a: null }, { a: {} })).toBe('data.a: null and {}');
});
