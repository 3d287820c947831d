import { expect, test } from '@jest/globals';
import { growthJsonLine, growthTable, type QuestionGrowth } from './growthReport.ts';

const growths: QuestionGrowth[] = [
  {
    question: 'newest findings',
    points: [
      { statements: 1, database: 0.123, request: 1.04, ways: ['all of finding'] },
      { statements: 1, database: 12.34, request: 13.4, ways: ['finding_inspected_on_id_index', 'sorts what fits'] },
    ],
  },
  { question: 'the moon', points: [undefined, undefined] },
];

test('growth is told in Markdown, with the ways of the largest city; what the schema does not have stands below', () => {
  expect(growthTable([1, 10], growths).split('\n')).toEqual([
    '| question | SQL | 1× | 10× | ways at 10× |',
    '| --- | --: | --: | --: | --- |',
    '| newest findings | 1 | 0.1 (1.0) | 12 (13) | `finding_inspected_on_id_index`, sorts what fits |',
    'not measured: the moon: not in our schema',
  ]);
});

test('a question that takes more statements in a larger city shows them all', () => {
  const [{ points }] = growths as [QuestionGrowth];
  const more = [points[0], { ...points[1], statements: 3 }] as QuestionGrowth['points'];
  expect(growthTable([1, 10], [{ question: 'newest findings', points: more }])).toContain('| newest findings | 1, 3 |');
});

test('a question that comes to its few rows by no way worth telling has a dash', () => {
  expect(growthTable([1], [{ question: 'one round', points: [{ statements: 1, database: 0.1, request: 0.9, ways: [] }] }])).toContain('| 0.1 (0.9) | – |');
});

test('programs get every figure, and null where there is none', () => {
  expect(JSON.parse(growthJsonLine([1, 10], growths))).toEqual({
    bench: 'read-growth',
    scales: [1, 10],
    questions: {
      'newest findings': { statements: [1, 1], database_ms: [0.12, 12.34], median_ms: [1.04, 13.4] },
      'the moon': { statements: [null, null], database_ms: [null, null], median_ms: [null, null] },
    },
  });
});
