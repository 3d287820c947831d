import { globalId } from '../../../schema/Node.ts';
import { monthsUpToDecember } from './grow.ts';
import type { GraphqlQuestion } from './operation.ts';
import { operations } from './operations/index.ts';
import { MONTHS } from './options.ts';

/** What is asked at every scale. */
export interface GrowthQuestion {
  name: string;
  asks: Pick<GraphqlQuestion, 'query' | 'variables'>;
}

/** A month in the middle of what there is: rows of months before it and after it are in the way. */
const MONTH = monthsUpToDecember(MONTHS)[MONTHS / 2] as string;

const asks = (query: string, variables?: GraphqlQuestion['variables']) => ({ query, variables });

/** What people in an office ask, beside the operations that the servers are compared by. */
const everyday: readonly GrowthQuestion[] = [
  { name: 'units by name', asks: asks('{ units(first: 50, orderBy: [{ field: name }]) { nodes { id code name } } }') },
  {
    name: 'one unit by id',
    asks: asks('query Unit($id: ID!) { node(id: $id) { ... on Unit { name code } } }', async (city) => ({
      id: globalId('Unit', (await city.query('select max(id) as id from unit')).rows[0].id),
    })),
  },
  { name: 'newest findings', asks: asks('{ findings(first: 50, orderBy: [{ field: inspectedOn, direction: DESC }]) { nodes { id inspectedOn evidence } } }') },
  {
    name: 'findings of a month, counted',
    asks: asks(`{ findings(first: 50, filter: { inspection: { round: { month: { eq: "${MONTH}" } } } }) { totalCount nodes { id evidence } } }`),
  },
  {
    name: 'findings of a unit, newest first',
    asks: asks(
      'query Unit($code: String!) { findings(first: 50, orderBy: [{ field: inspectedOn, direction: DESC }], filter: { inspection: { unit: { code: { eq: $code } } } }) { nodes { id evidence } } }',
      async (city) => ({ code: (await city.query('select max(code) as code from unit')).rows[0].code }),
    ),
  },
  {
    name: 'findings of a class of units, counted',
    asks: asks('{ findings(first: 1, filter: { occurrences: { gte: 3 }, inspection: { unit: { unitClass: { eq: CITY } } } }) { totalCount } }'),
  },
  { name: 'findings of 50 inspections', asks: asks('{ inspections(first: 50) { nodes { id findings(first: 50) { nodes { evidence occurrences } } } } }') },
  { name: 'evidence that holds a word', asks: asks('{ findings(first: 50, filter: { evidence: { contains: "台账不全" } }) { nodes { id evidence } } }') },
  {
    name: 'latest 3 results of 50 units',
    asks: asks('{ units(first: 50) { nodes { name results(first: 3, orderBy: [{ field: id, direction: DESC }]) { nodes { score grade round { month } } } } } }'),
  },
  {
    name: 'results of a class in a month, by rank',
    asks: asks(
      `{ inspectionResults(first: 50, orderBy: [{ field: rank }], filter: { unitClass: { eq: TOWNSHIP }, round: { month: { eq: "${MONTH}" } } }) { nodes { rank score unit { name } } } }`,
    ),
  },
  {
    name: 'results of a month as they were published',
    asks: asks(
      `query AsOf($asOf: DateTime!) { inspectionResults(first: 50, asOf: $asOf, filter: { round: { month: { eq: "${MONTH}" } } }) { nodes { rank score } } }`,
      async (city) => ({ asOf: (await city.query('select published_at as "asOf" from inspection_round where month = $1', [MONTH])).rows[0].asOf }),
    ),
  },
  { name: 'units with a poor result, counted', asks: asks('{ units(first: 50, filter: { results: { some: { grade: { eq: POOR } } } }) { totalCount nodes { name } } }') },
  {
    name: 'inspections of a month',
    asks: asks(`{ inspections(first: 50, filter: { round: { month: { eq: "${MONTH}" } } }) { nodes { inspectedOn unit { name } } } }`),
  },
  {
    name: 'ten rule items with most findings',
    asks: asks('{ findings { aggregates(groupBy: [item], orderBy: [{ measure: count, direction: DESC }], first: 10) { key { item { code } } count sum { occurrences } } } }'),
  },
  { name: 'findings by class and month', asks: asks('{ findings { aggregates(groupBy: [inspection_unit_unitClass, inspection_round_month]) { count } } }') },
  { name: 'officers by pinyin, counted', asks: asks('{ officers(first: 20, filter: { name: { search: "ming" } }) { totalCount nodes { name unit { name } } } }') },
  { name: 'board of an earlier month', asks: asks(`{ board(month: "${MONTH}") { cursor progress { inspected findings } recent { at } } }`) },
];

/** Everything that growth is measured by. */
export const questions: readonly GrowthQuestion[] = [...operations.map(({ name, duban }) => ({ name: name.replaceAll('-', ' '), asks: duban })), ...everyday];
