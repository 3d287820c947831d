import type { ExampleGroup } from './Example.ts';

export const findings: ExampleGroup = {
  title: ['督查记录', 'Findings'],
  examples: [
    {
      title: ['今年查出最多的十类问题', 'The ten things found most often this year'],
      query: `# count 是条数，occurrences 是次数合计。
# count: findings;
# occurrences: how many times in all.
query MostFound($from: Date!) {
  findings(
    filter: {
      inspectedOn: { gte: $from }
      item: { kind: { eq: DEDUCTION } }
    }
  ) {
    aggregates(
      groupBy: [item]
      orderBy: [
        { measure: count, direction: DESC }
      ]
      first: 10
    ) {
      key { item { code content } }
      count
      sum { occurrences }
    }
  }
}
`,
      variables: () => ({ from: '2026-01-01' }),
    },
    {
      title: ['整改期限在某日之后的问题', 'What is still to be put right after a day'],
      query: `query Deadlines($from: Date!) {
  findings(
    first: 100
    filter: { rectifyBy: { gte: $from } }
    orderBy: [{ field: rectifyBy }]
  ) {
    totalCount
    nodes {
      rectifyBy
      evidence
      item { code }
      inspection { unit { name } }
    }
  }
}
`,
      variables: () => ({ from: '2026-09-20' }),
    },
    {
      title: ['某单位今年的全部记录', 'Everything found at a unit this year'],
      query: `query FoundAtUnit(
  $code: String!
  $from: YearMonth!
) {
  unit(code: $code) {
    name
    inspections(
      filter: { round: { month: { gte: $from } } }
    ) {
      nodes {
        round { month }
        inspectedOn
        findings {
          nodes {
            item { code content }
            evidence
            occurrences
            rectifyBy
          }
        }
      }
    }
  }
}
`,
      variables: () => ({ code: 'XZ03', from: '2026-01' }),
    },
    {
      title: ['涉及否决事项的记录', 'Findings on veto grounds'],
      query: `# 系统只提出建议，是否否决由人决定。
# The system proposes a veto; a person decides.
query VetoGrounds {
  findings(
    first: 100
    filter: { item: { kind: { eq: VETO_GROUND } } }
  ) {
    nodes {
      inspectedOn
      evidence
      item { code content basis }
      inspection {
        round { month }
        unit { name }
      }
    }
  }
}
`,
    },
  ],
};
