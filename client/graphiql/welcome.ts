/** What the editor opens with. `#` lines are comments in GraphQL. */
export const welcome = `# 督办 Duban
#
# 光标放在一个操作里，按 Ctrl-Enter 运行；类型说明在左上角的书本里。
# Put the cursor in an operation and press Ctrl-Enter;
# the book at the top left documents every type.

# 各乡镇街道，所属区划，最近的结果。
# Townships and streets, their division, their latest results.
query Units {
  units(
    first: 10
    filter: { unitClass: { eq: TOWNSHIP } }
    orderBy: [{ field: code }]
  ) {
    totalCount
    nodes {
      code
      name
      region { name }
      results(last: 3) {
        nodes { round { month } score grade rank }
      }
    }
  }
}

# 看板快照；cursor 是它在日志中的位置。
# The wall in one snapshot; cursor is its place in the log.
query Board {
  board {
    at
    cursor
    round { month state }
    progress { inspected units findings vetoProposals }
    rankingMonth
    rankings {
      unitClass
      results { rank unit { name } score grade vetoProposed }
    }
  }
}

# 实时：结果一经发布或更正即推送。
# Live: every result as it is published or corrected.
subscription Results {
  inspectionResultPublished {
    at
    cursor
    result {
      unit { name }
      round { month }
      score
      grade
      rank
      version
      vetoProposed
    }
  }
}
`;
