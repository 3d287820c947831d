import type { Operation } from '../operation.ts';

/** Results by class, month and grade: how many, and their average, lowest and highest score. */
export const resultAggregate: Operation = {
  name: 'result-aggregate',

  duban: {
    query: `query ResultAggregate {
      inspectionResults {
        aggregates(groupBy: [unitClass, round, grade]) {
          key { unitClass round { month } grade }
          count average { score } minimum { score } maximum { score }
        }
      }
    }`,
    rows: ['inspectionResults.aggregates', 'inspectionResults.aggregates.count'],
  },

  /** It cannot group by a column of another table: the months come beside the groups, to be looked up by the round's key. */
  postgraphile: {
    query: `query ResultAggregate {
      allInspectionResults(condition: { supersededAt: null }) {
        groupedAggregates(groupBy: [UNIT_CLASS, ROUND_ID, GRADE]) {
          keys
          count { rowId } average { score } min { score } max { score }
        }
      }
      allInspectionRounds { nodes { rowId month } }
    }`,
    rows: ['allInspectionResults.groupedAggregates', 'allInspectionResults.groupedAggregates.count.rowId'],
  },

  handwritten: {
    async answer(statements) {
      const rows = await statements.rows<{ unitClass: string; month: string; grade: string; count: number; average: string; minimum: string; maximum: string }>(
        'results by class, month, grade',
        `select unit_class as "unitClass", month, grade, count(*)::int as count, round(avg(score), 2)::text as average, min(score)::text as minimum, max(score)::text as maximum
         from inspection_result join inspection_round on inspection_round.id = round_id where superseded_at is null
         group by unit_class, round_id, month, grade order by unit_class, round_id, grade`,
      );
      const aggregates = rows.map(({ unitClass, month, grade, count, average, minimum, maximum }) => ({
        key: { unitClass, round: { month }, grade },
        count,
        average: { score: average },
        minimum: { score: minimum },
        maximum: { score: maximum },
      }));
      return { inspectionResults: { aggregates } };
    },
  },
};
