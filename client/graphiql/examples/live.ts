import type { ExampleGroup } from './Example.ts';

export const live: ExampleGroup = {
  title: ['看板与实时', 'The wall, live'],
  examples: [
    {
      title: ['看板此刻的内容', 'The wall at this moment'],
      query: `# 订阅可由 cursor 接续。
# A subscription goes on after cursor.
query Board {
  board {
    at
    cursor
    round { month state }
    progress {
      inspected
      units
      findings
      vetoProposals
    }
    rankingMonth
    rankings {
      unitClass
      results {
        rank
        unit { name }
        score
        grade
        vetoProposed
      }
    }
  }
}
`,
    },
    {
      title: ['实时：督查进展', 'Live: how the month goes on'],
      query: `# 运行后等待，再按同一按钮停止。
# Run it and wait; the button stops it.
subscription Progress {
  board {
    __typename
    at
    cursor
    progress { inspected units findings }
    ... on UnitInspected {
      inspection { unit { name } }
    }
    ... on FindingRecorded {
      finding {
        evidence
        occurrences
        item { code content }
        inspection { unit { name } }
      }
    }
  }
}
`,
    },
    {
      title: ['实时：发布和更正的结果', 'Live: results as they are published or corrected'],
      query: `# 变量 unitClass 可只看一类单位。
# The variable unitClass: one class only.
subscription Results($unitClass: UnitClass) {
  inspectionResultPublished(
    unitClass: $unitClass
  ) {
    at
    cursor
    result {
      round { month }
      unit { name }
      score
      grade
      rank
      version
      vetoProposed
    }
  }
}
`,
    },
  ],
};
