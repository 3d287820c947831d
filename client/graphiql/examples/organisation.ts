import type { ExampleGroup } from './Example.ts';

export const organisation: ExampleGroup = {
  title: ['单位、干警、细则', 'Units, officers, rules'],
  examples: [
    {
      title: ['某月尚未督查的单位', 'Units without an inspection in a month'],
      query: `query NotInspected($month: YearMonth!) {
  units(
    first: 100
    filter: {
      inspections: {
        none: { round: { month: { eq: $month } } }
      }
    }
    orderBy: [{ field: code }]
  ) {
    totalCount
    nodes { code name unitClass }
  }
}
`,
      variables: () => ({ month: '2026-09' }),
    },
    {
      title: ['按姓名或拼音找干警', 'Find officers by name or pinyin'],
      query: `# search 认汉字、拼音和首字母：孔、kong。
# search: Chinese, pinyin or initials.
query OfficersNamed($name: String!) {
  officers(
    first: 20
    filter: { name: { search: $name } }
    orderBy: [{ field: name }]
  ) {
    totalCount
    nodes {
      name
      unit { name }
      post
      tier
    }
  }
}
`,
      variables: () => ({ name: 'wang' }),
    },
    {
      title: ['现行考核细则的条目', 'The items of the newest rule book'],
      query: `query RuleBook {
  ruleBooks(last: 1) {
    nodes {
      title
      version
      goodFrom
      mediumFrom
      bonusCap
      items(
        first: 200
        orderBy: [{ field: position }]
      ) {
        nodes {
          code
          section
          content
          kind
          pointsPerOccurrence
          cap
          unitClasses
        }
      }
    }
  }
}
`,
    },
  ],
};
