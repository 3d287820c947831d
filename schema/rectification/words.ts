import { registerEnumType } from 'type-graphql';

/** Why there is one. */
export enum RectificationOrigin {
  RESULT = 'RESULT',
  GRADE = 'GRADE',
  HAND = 'HAND',
}
registerEnumType(RectificationOrigin, {
  name: 'RectificationOrigin',
  description: '整改由来。Why a rectification was opened.',
  valuesConfig: {
    RESULT: { description: '单位当月督查结果为差。The month’s inspection result of a unit is poor.' },
    GRADE: { description: '月考评等次为差。The month’s appraisal of an organ or officer is poor.' },
    HAND: { description: '政法委决定。The committee decided it.' },
  },
});

export enum RectificationState {
  OPENED = 'OPENED',
  EXPLAINED = 'EXPLAINED',
  PLANNED = 'PLANNED',
  SUBMITTED = 'SUBMITTED',
  REOPENED = 'REOPENED',
  CLOSED = 'CLOSED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(RectificationState, {
  name: 'RectificationState',
  description: '整改状态。How far a rectification has come.',
  valuesConfig: {
    OPENED: { description: '已立项，待说明。Opened; an explanation is awaited.' },
    EXPLAINED: { description: '已说明，待定措施。Explained; measures are awaited.' },
    PLANNED: { description: '已定措施，正在落实。Measures are planned and under way.' },
    SUBMITTED: { description: '已报审。Submitted; the committee reviews it.' },
    REOPENED: { description: '退回或重启，待补措施。Sent back or reopened; further measures are awaited.' },
    CLOSED: { description: '已办结。Reviewed and closed.' },
    WITHDRAWN: { description: '已撤销：原因消失，或立项有误。Withdrawn: its cause fell away, or it was opened in error.' },
  },
});

/** What happens to a rectification. Which step is legal when: server/rectification/life.ts. */
export enum RectificationStepKind {
  OPEN = 'OPEN',
  ASSIGN_HELPERS = 'ASSIGN_HELPERS',
  EXPLAIN = 'EXPLAIN',
  PLAN = 'PLAN',
  COMPLETE = 'COMPLETE',
  SUBMIT = 'SUBMIT',
  ACCEPT = 'ACCEPT',
  SEND_BACK = 'SEND_BACK',
  REOPEN = 'REOPEN',
  WITHDRAW = 'WITHDRAW',
  RESTATE = 'RESTATE',
  LAPSE = 'LAPSE',
}
registerEnumType(RectificationStepKind, {
  name: 'RectificationStepKind',
  description: '整改的各步。What happens to a rectification.',
  valuesConfig: {
    OPEN: { description: '立项。It is opened.' },
    ASSIGN_HELPERS: { description: '确定三名帮教人。The three helpers of a person are named.' },
    EXPLAIN: { description: '说明原因。The unit or person explains.' },
    PLAN: { description: '定整改措施。Measures are planned.' },
    COMPLETE: { description: '完成一项措施。A measure is completed.' },
    SUBMIT: { description: '报审。It is submitted for review.' },
    ACCEPT: { description: '审核通过，办结。The review accepts and closes it.' },
    SEND_BACK: { description: '审核退回。The review sends it back.' },
    REOPEN: { description: '办结后重启。A closed one is opened again.' },
    WITHDRAW: { description: '撤销有误的立项。One that was opened in error is withdrawn.' },
    RESTATE: { description: '结果已更正，仍为差。The result was corrected, and is still poor.' },
    LAPSE: { description: '更正后不再为差。The result or grade was corrected, and is poor no longer.' },
  },
});

/** 三帮一: one of each helps a person. */
export enum HelperKind {
  LEADER = 'LEADER',
  DISCIPLINE = 'DISCIPLINE',
  PROFESSIONAL = 'PROFESSIONAL',
}
registerEnumType(HelperKind, {
  name: 'HelperKind',
  description: '帮教人的类别，每类一名。Which of the three helpers of a person.',
  valuesConfig: {
    LEADER: { description: '领导帮教。A leader.' },
    DISCIPLINE: { description: '纪检政工帮教。From discipline or political work.' },
    PROFESSIONAL: { description: '业务骨干帮教。A professional.' },
  },
});
