import type { RuleItemKind } from '../../../../schema/inspection/index.ts';
import { scoreUnit } from '../../../../server/inspection/rules.ts';
import type { Operation } from '../operation.ts';

const ASKED = { month: '2026-12', unitClass: 'TOWNSHIP' };

interface Book {
  goodFrom: string;
  mediumFrom: string;
  bonusCap: string;
}

interface Item {
  id: number;
  code: string;
  content: string;
  kind: RuleItemKind;
  pointsPerOccurrence: string;
  cap: string;
}

/** The ranking of a class in a month, every score explained down to the findings. */
export const explainedRanking: Operation = {
  name: 'explained-ranking',

  duban: {
    query: `query ExplainedRanking($month: YearMonth!, $unitClass: UnitClass!) {
      unitClassRanking(month: $month, unitClass: $unitClass) {
        rank score grade
        unit { name }
        explanation { items { points capApplied item { code content } findings { evidence occurrences } } }
      }
    }`,
    variables: () => ASKED,
    rows: ['unitClassRanking', 'unitClassRanking.explanation.items.findings'],
  },

  /** It cannot explain: it is asked for what whoever asks could compute the explanation from. */
  postgraphile: {
    query: `query ExplainedRanking($month: String!, $unitClass: String!) {
      inspectionRoundByMonth(month: $month) {
        ruleBookByRuleBookId {
          goodFrom mediumFrom bonusCap
          ruleItemsByRuleBookId(orderBy: [POSITION_ASC]) { nodes { rowId code content kind pointsPerOccurrence cap } }
        }
        inspectionResultsByRoundId(condition: { unitClass: $unitClass, supersededAt: null }, orderBy: [RANK_ASC]) {
          nodes {
            rank score grade
            unitByUnitId { name }
            inspectionByInspectionId { findingsByInspectionId(condition: { untilVersion: null }) { nodes { itemId evidence occurrences } } }
          }
        }
      }
    }`,
    variables: () => ASKED,
    rows: [
      'inspectionRoundByMonth.inspectionResultsByRoundId.nodes',
      'inspectionRoundByMonth.inspectionResultsByRoundId.nodes.inspectionByInspectionId.findingsByInspectionId.nodes',
    ],
  },

  handwritten: {
    variables: () => ASKED,
    async answer(statements, { month, unitClass }) {
      const [rules, results, findings] = await Promise.all([
        statements.rows<Item & Book>(
          'rules of a month',
          `select good_from as "goodFrom", medium_from as "mediumFrom", bonus_cap as "bonusCap",
             rule_item.id, rule_item.code, content, kind, points_per_occurrence as "pointsPerOccurrence", cap
           from inspection_round join rule_book on rule_book.id = rule_book_id join rule_item on rule_item.rule_book_id = rule_book.id
           where month = $1 order by position`,
          [month],
        ),
        statements.rows<{ inspection: number; rank: number; score: string; grade: string; name: string }>(
          'ranking',
          `select inspection_id as inspection, rank, score, grade, unit.name
           from inspection_result as result join inspection_round as round on round.id = round_id join unit on unit.id = unit_id
           where month = $1 and result.unit_class = $2 and superseded_at is null order by rank, unit.code`,
          [month, unitClass],
        ),
        statements.rows<{ inspection: number; item: number; evidence: string; occurrences: number }>(
          'findings of a ranking',
          `select finding.inspection_id as inspection, item_id as item, evidence, occurrences
           from inspection_result as result join inspection_round as round on round.id = round_id join finding on finding.inspection_id = result.inspection_id
           where month = $1 and result.unit_class = $2 and superseded_at is null
             and from_version <= version and (until_version is null or until_version > version)
           order by finding.id`,
          [month, unitClass],
        ),
      ]);
      const itemOf = new Map(rules.map(({ id, code, content }) => [id, { code, content }]));
      const findingsOf = Map.groupBy(findings, ({ inspection }) => inspection);
      const unitClassRanking = results.map(({ inspection, rank, score, grade, name }) => {
        const found = findingsOf.get(inspection) ?? [];
        const items = scoreUnit(rules, found, rules[0] as Book).items.map(({ item, points, capApplied }) => ({
          points,
          capApplied,
          item: itemOf.get(item),
          findings: found.filter((finding) => finding.item === item).map(({ evidence, occurrences }) => ({ evidence, occurrences })),
        }));
        return { rank, score, grade, unit: { name }, explanation: { items } };
      });
      return { unitClassRanking };
    },
  },
};
