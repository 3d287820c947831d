import { expect, test } from '@jest/globals';
import { type Measurement, median, medianRound, summarise } from './figures.ts';
import { jsonLine, table } from './report.ts';

const measured = (operation: string, ours: number, postgraphile: number, handwritten: number, p99: number): Measurement => ({
  operation,
  statements: 2,
  figures: { ours: { perSecond: ours, p99 }, postgraphile: { perSecond: postgraphile, p99: 90 }, handwritten: { perSecond: handwritten, p99: 5 } },
});
const PAGE = measured('page', 800, 200, 1_600, 12);
const NESTED = measured('nested', 100, 100, 400, 30);
const ABSENT: Measurement = { operation: 'aggregate', missing: 'not in our schema yet' };

test('the median is the middle one, or what lies between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 2, 4, 100])).toBe(7);
  expect(medianRound([1, 2, 3].map((n) => ({ perSecond: n * 100, p99: 10 - n })))).toEqual({ perSecond: 200, p99: 8 });
});

test('ratios are of requests a second and above 1 where ours is faster; the worst and the slowest are found', () => {
  expect(summarise([PAGE, NESTED])).toEqual({ geomean_vs_postgraphile: 2, worst_vs_postgraphile: 1, geomean_vs_handwritten: 0.35, p99_ms: 30 });
});

test('an operation that was not measured counts for nothing, and without any there are no figures', () => {
  expect(summarise([PAGE, ABSENT])).toEqual(summarise([PAGE]));
  const none = { geomean_vs_postgraphile: null, worst_vs_postgraphile: null, geomean_vs_handwritten: null, p99_ms: null };
  expect(summarise([ABSENT])).toEqual(none);
  expect(JSON.parse(jsonLine([ABSENT]))).toEqual({ bench: 'read', ...none });
});

test('the last line holds exactly what programs expect, in this order', () => {
  expect(jsonLine([NESTED])).toBe('{"bench":"read","geomean_vs_postgraphile":1,"worst_vs_postgraphile":1,"geomean_vs_handwritten":0.25,"p99_ms":30}');
});

test('the table has a line an operation, and says which was not measured', () => {
  const [head, page, nested, absent] = table([PAGE, NESTED, ABSENT])
    .split('\n')
    .map((line) => line.split(/ {2,}/));
  expect(head).toHaveLength(10);
  expect(page).toEqual(['page', '800', '200', '1600', '4.00', '0.50', '12', '90', '5', '2']);
  expect(nested?.[0]).toBe('nested');
  expect(absent).toEqual(['not measured: aggregate: not in our schema yet']);
});
