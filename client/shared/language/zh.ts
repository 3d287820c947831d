/** What the pages say, in Chinese: the source of the keys, and of what each one interpolates. */
export const zh = {
  title: '督办',
  board: {
    name: '每月督查看板',
    noRound: '尚未开展督查',
    waiting: '正在读取看板',
    latest: '最新动态',
    nothingYet: '暂无动态',
    otherLanguage: 'English',
    changedAt: '最近更新 {{time}}',
  },
  connection: {
    connecting: '正在连接',
    live: '实时',
    reconnecting: '正在重连',
    asOf: '截至 {{time}}',
  },
  state: { OPEN: '已开启', COLLECTING: '收集中', PUBLISHED: '已发布' },
  progress: {
    inspected: '已督查单位',
    findings: '有效记录',
    vetoProposals: '否决建议',
  },
  unitClass: { TOWNSHIP: '乡镇街道', CITY: '市直单位', LINE: '线管单位' },
  grade: { GOOD: '好', MEDIUM: '中', POOR: '差' },
  ranking: {
    none: '尚未发布',
    lastPublished: '{{month}} · 最近一期',
    veto: '否决建议',
  },
  event: {
    RoundOpened: '{{month}}督查开启',
    UnitInspected: '已督查',
    DEDUCTION: '扣分',
    BONUS: '加分',
    VETO_GROUND: '涉及否决事项',
    retracted: '撤回',
    times: '× {{count}}',
    result: '{{score}} 分，第 {{rank}} 名',
    corrected: '更正',
    RoundPublished: '{{month}}督查结果已发布',
  },
} as const;
