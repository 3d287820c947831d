import { expect, test } from '@jest/globals';
import { BadUsage } from '../options.ts';
import { operationsNamed, wholeNumber } from './options.ts';

test('a number is one whole number within its bounds', () => {
  expect(wholeNumber('scale', '10', 100)).toBe(10);
  for (const text of ['0', '1.5', '1,2', 'ten', '101']) expect(() => wholeNumber('scale', text, 100)).toThrow(BadUsage);
});

test('operations are found by name, in the order asked for; an unknown one is named with those there are', () => {
  expect(operationsNamed('name-search,unit-page').map(({ name }) => name)).toEqual(['name-search', 'unit-page']);
  expect(() => operationsNamed('unit-page,nonsense')).toThrow(/"nonsense".*board-snapshot/);
});
