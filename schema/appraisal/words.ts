import { registerEnumType } from 'type-graphql';

/** 德能勤绩廉学. */
export enum Dimension {
  VIRTUE = 'VIRTUE',
  ABILITY = 'ABILITY',
  DILIGENCE = 'DILIGENCE',
  ACHIEVEMENT = 'ACHIEVEMENT',
  INTEGRITY = 'INTEGRITY',
  LEARNING = 'LEARNING',
}
registerEnumType(Dimension, {
  name: 'Dimension',
  description: '六个方面：德能勤绩廉学。The six dimensions.',
  valuesConfig: {
    VIRTUE: { description: '德。Virtue.' },
    ABILITY: { description: '能。Ability.' },
    DILIGENCE: { description: '勤。Diligence.' },
    ACHIEVEMENT: { description: '绩。Achievement.' },
    INTEGRITY: { description: '廉。Integrity.' },
    LEARNING: { description: '学。Learning.' },
  },
});

/** Who is graded: the committee grades organs, their leadership and reserves; each organ its middle level and staff. */
export enum AppraisalBody {
  COMMITTEE = 'COMMITTEE',
  ORGAN = 'ORGAN',
}
registerEnumType(AppraisalBody, {
  name: 'AppraisalBody',
  description: '考评主体。Who grades.',
  valuesConfig: {
    COMMITTEE: { description: '政法委：考评政法机关、班子成员、后备干部。The committee: organs, their leadership, reserve cadres.' },
    ORGAN: { description: '政法机关：考评本机关中层骨干和干警。An organ: its own middle level and staff.' },
  },
});

/** Those who are compared with each other: of one round, and one of these. */
export enum PeerGroup {
  ORGAN = 'ORGAN',
  LEADERSHIP = 'LEADERSHIP',
  RESERVE = 'RESERVE',
  MIDDLE = 'MIDDLE',
  STAFF = 'STAFF',
}
registerEnumType(PeerGroup, {
  name: 'PeerGroup',
  description: '同组：同一轮考评中同一层级的人；各政法机关为一组。Those of one tier in one round; organs are one group.',
  valuesConfig: {
    ORGAN: { description: '政法机关。Political-legal organs.' },
    LEADERSHIP: { description: '班子成员。Leadership of organs.' },
    RESERVE: { description: '后备干部。Reserve cadres.' },
    MIDDLE: { description: '中层骨干。Middle level.' },
    STAFF: { description: '干警。Staff.' },
  },
});

export enum GradingMethod {
  THRESHOLDS = 'THRESHOLDS',
  QUOTA = 'QUOTA',
  HYBRID = 'HYBRID',
}
registerEnumType(GradingMethod, {
  name: 'GradingMethod',
  description: '评等办法。How scores become grades.',
  valuesConfig: {
    THRESHOLDS: { description: '按分数线。By thresholds.' },
    QUOTA: { description: '按名额：居前者为好，居后者为差，同分不拆。By place among the peers; ties are never split.' },
    HYBRID: { description: '按分数线，好的名额另有上限。By thresholds, and no more good than the quota has room for.' },
  },
});

export enum AppraisalRoundState {
  DRAFT = 'DRAFT',
  IN_EXPLANATION = 'IN_EXPLANATION',
  APPROVED = 'APPROVED',
  IN_PUBLICITY = 'IN_PUBLICITY',
  CLOSED = 'CLOSED',
}
registerEnumType(AppraisalRoundState, {
  name: 'AppraisalRoundState',
  description: '月考评的状态，只进不退。How far a round has come; never back.',
  valuesConfig: {
    DRAFT: { description: '正在评分。Being graded.' },
    IN_EXPLANATION: { description: '听取说明，五个工作日。Subjects explain, within five working days.' },
    APPROVED: { description: '已审定。Approved.' },
    IN_PUBLICITY: { description: '内部公示，可提异议。In publicity: peers see the grades, subjects object.' },
    CLOSED: { description: '已结束。Closed.' },
  },
});

/** What can happen to a round or within it. */
export enum AppraisalStep {
  OPEN = 'OPEN',
  GRADE = 'GRADE',
  OPEN_EXPLANATION = 'OPEN_EXPLANATION',
  EXPLAIN = 'EXPLAIN',
  APPROVE = 'APPROVE',
  PUBLICISE = 'PUBLICISE',
  OBJECT = 'OBJECT',
  UPHOLD = 'UPHOLD',
  DISMISS = 'DISMISS',
  CLOSE = 'CLOSE',
  FILE = 'FILE',
  CORRECT = 'CORRECT',
}
registerEnumType(AppraisalStep, {
  name: 'AppraisalStep',
  description: '月考评的步骤。A step of a round.',
  valuesConfig: {
    OPEN: { description: '开启。Opened.' },
    GRADE: { description: '评分。Graded.' },
    OPEN_EXPLANATION: { description: '开始听取说明。Subjects may explain.' },
    EXPLAIN: { description: '说明。A subject explained.' },
    APPROVE: { description: '审定。Approved by another person.' },
    PUBLICISE: { description: '公示。Shown to the peers.' },
    OBJECT: { description: '提出异议。A subject objected.' },
    UPHOLD: { description: '异议成立，结果更正。An objection was upheld, the result corrected.' },
    DISMISS: { description: '异议不成立。An objection was dismissed.' },
    CLOSE: { description: '结束。Closed.' },
    FILE: { description: '备案。Filed with the committee.' },
    CORRECT: { description: '结束后更正。Corrected after it was closed.' },
  },
});

/** An objection is decided once. */
export enum ObjectionState {
  OPEN = 'OPEN',
  UPHELD = 'UPHELD',
  DISMISSED = 'DISMISSED',
}
registerEnumType(ObjectionState, {
  name: 'ObjectionState',
  description: '异议的状态。How an objection stands.',
  valuesConfig: {
    OPEN: { description: '待复核。Not decided yet.' },
    UPHELD: { description: '成立。Upheld.' },
    DISMISSED: { description: '不成立。Dismissed.' },
  },
});
