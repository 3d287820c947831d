import { expect, test } from '@jest/globals';
import { asking, type PlanNode, waysIn } from './plans.ts';

const step = (type: string, rows: number, more: Partial<PlanNode> = {}): PlanNode => ({ 'Node Type': type, 'Actual Rows': rows, 'Actual Loops': 1, ...more });

test('a plan is told by its indexes, each once, innermost first', () => {
  const byKey = step('Index Scan', 1, { 'Index Name': 'unit_pkey', 'Actual Loops': 50 });
  const plan = step('Limit', 51, { Plans: [step('Nested Loop', 51, { Plans: [step('Index Scan', 88, { 'Index Name': 'finding_inspected_on_id_index' }), byKey, byKey] })] });
  expect(waysIn(plan)).toEqual(['finding_inspected_on_id_index', 'unit_pkey']);
});

test('a table read whole is named, by the rows looked at and not by those that fit; one of a few rows is not', () => {
  expect(waysIn(step('Seq Scan', 2, { 'Relation Name': 'finding', 'Rows Removed by Filter': 98 }))).toEqual(['all of finding']);
  expect(waysIn(step('Seq Scan', 1, { 'Relation Name': 'inspection_round', 'Rows Removed by Filter': 23 }))).toEqual([]);
});

test('a sort is told when it sorts many rows, of all its loops together, however few it hands on', () => {
  const sort = (rows: number, loops: number) => step('Sort', 21, { 'Actual Loops': loops, Plans: [step('Result', rows, { 'Actual Loops': loops })] });
  expect(waysIn(sort(999, 1))).toEqual([]);
  expect(waysIn(sort(100, 10))).toEqual(['sorts what fits']);
});

test('what only begins or ends a transaction asks nothing', () => {
  const statements = ['begin isolation level repeatable read read only', '\n  select 1', 'with a as (select 1) select * from a', 'rollback'];
  expect(asking(statements.map((text) => ({ text, values: [] }))).map(({ text }) => text.trim())).toEqual(['select 1', 'with a as (select 1) select * from a']);
});
