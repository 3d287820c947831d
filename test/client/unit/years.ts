import type { Grade, UnitClass, UnitYearQuery } from '../../../client/generated/graphql.ts';
import type { Result } from '../../../client/unit/unit.ts';

type Round = UnitYearQuery['inspectionRounds']['nodes'][number];

export function result(month: string, { score = '96.00', rank = 1, unitClass = 'TOWNSHIP' as UnitClass, grade = 'GOOD' as Grade } = {}): Result {
  const version = { version: 1, score, grade, rank, publishedAt: `${month}-28T02:00:00.000Z` };
  return { id: `result ${month}`, round: { month }, unitClass, vetoProposed: false, ...version, versions: [version] };
}

/** A published month, with how many results of each class and their mean. */
export function round(month: string, classes: Partial<Record<UnitClass, [count: number, average: string]>> = {}, { goodFrom = '90.00', mediumFrom = '75.00' } = {}): Round {
  const aggregates = Object.entries(classes).map(([unitClass, [count, score]]) => ({ key: { unitClass: unitClass as UnitClass }, count, average: { score } }));
  return { month, state: 'PUBLISHED', ruleBook: { title: '考核细则', version: 1, goodFrom, mediumFrom }, results: { aggregates } };
}

export function year(rounds: Round[], results: Result[]): UnitYearQuery {
  return { inspectionRounds: { nodes: rounds }, unit: { results: { nodes: results } } };
}
