/** What the editor opens with. `#` lines are comments in GraphQL. */
export const welcome = `# 督办 Duban
#
# 左边是常问的问题，点一个即填入这里。
# 书本里有每个类型和字段的说明。
# Ctrl-Enter 运行。
#
# Often asked: on the left.
# Every type and field: in the book.
# Ctrl-Enter runs.

# 各乡镇街道及最近的结果。
# Townships and their latest results.
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
        nodes {
          round { month }
          score
          grade
          rank
        }
      }
    }
  }
}
`;
