import type { ExampleGroup } from './Example.ts';

export const results: ExampleGroup = {
  title: ['督查结果', 'Results'],
  examples: [
    {
      title: ['各乡镇街道近三个月，失分在哪里', 'Last three months of every township, with what cost it points'],
      query: `# 新的月份在前，每月按名次。
# items 是影响得分的条目及其记录。
# Newest month first, best rank first;
# items are what moved the score.
query LastThreeMonths(
  $unitClass: UnitClass! = TOWNSHIP
) {
  inspectionRounds(
    first: 3
    filter: { state: { eq: PUBLISHED } }
    orderBy: [
      { field: month, direction: DESC }
    ]
  ) {
    nodes {
      month
      results(
        first: 50
        filter: {
          unitClass: { eq: $unitClass }
        }
        orderBy: [{ field: rank }]
      ) {
        nodes {
          rank
          unit { name }
          score
          grade
          explanation {
            items {
              points
              capApplied
              item { code content kind }
              findings {
                evidence
                occurrences
              }
            }
          }
        }
      }
    }
  }
}
`,
    },
    {
      title: ['某月某类单位的排名及得分的由来', 'The ranking of a class in a month, with how each score came about'],
      query: `# 得分 = 基准 − 扣分 + 实际加分。
# score = base − deducted + awarded
query Ranking(
  $month: YearMonth!
  $unitClass: UnitClass!
) {
  unitClassRanking(
    month: $month
    unitClass: $unitClass
  ) {
    rank
    unit { code name }
    score
    grade
    vetoProposed
    explanation {
      base
      deducted
      awarded
      items {
        points
        capApplied
        item { code content }
        findings {
          evidence
          occurrences
          inspectedOn
        }
      }
    }
  }
}
`,
      variables: () => ({ month: '2026-09', unitClass: 'TOWNSHIP' }),
    },
    {
      title: ['今年哪些单位被评为差', 'Who was graded poor this year'],
      query: `query PoorThisYear($from: YearMonth!) {
  inspectionResults(
    first: 100
    filter: {
      grade: { eq: POOR }
      round: { month: { gte: $from } }
    }
    orderBy: [{ field: score }]
  ) {
    totalCount
    nodes {
      round { month }
      unit { name unitClass }
      score
      rank
    }
  }
}
`,
      variables: () => ({ from: '2026-01' }),
    },
    {
      title: ['各类单位各月的平均分、最高分、最低分', 'Average, highest and lowest score by class and month'],
      query: `query Averages($from: YearMonth!) {
  inspectionResults(
    filter: { round: { month: { gte: $from } } }
  ) {
    aggregates(
      groupBy: [unitClass, round_month]
    ) {
      key { unitClass round_month }
      count
      average { score }
      maximum { score }
      minimum { score }
    }
  }
}
`,
      variables: () => ({ from: '2026-01' }),
    },
    {
      title: ['更正之前，结果是怎样的', 'Results as they stood before a correction'],
      query: `# asOf 填更正之前的时刻，即见当时的结果。
# asOf: a moment before the correction.
query AsItStood(
  $asOf: DateTime!
  $month: YearMonth!
) {
  inspectionResults(
    asOf: $asOf
    filter: {
      round: { month: { eq: $month } }
      unitClass: { eq: TOWNSHIP }
    }
    orderBy: [{ field: rank }]
  ) {
    nodes {
      rank
      unit { name }
      score
      grade
      version
    }
  }
}
`,
      variables: () => ({ asOf: new Date().toISOString(), month: '2026-09' }),
    },
    {
      title: ['更正过的结果：每一版及理由', 'Corrected results: every version, and why'],
      query: `query Corrected($month: YearMonth!) {
  inspectionResults(
    first: 100
    filter: {
      version: { gt: 1 }
      round: { month: { eq: $month } }
    }
  ) {
    nodes {
      unit { name }
      versions {
        version
        score
        grade
        rank
        publishedAt
        supersededAt
        correction {
          reason
          unit { name }
        }
      }
    }
  }
}
`,
      variables: () => ({ month: '2026-09' }),
    },
  ],
};
