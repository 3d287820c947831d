import { registerEnumType } from 'type-graphql';

/** What is warned of. A kind whose causes the product does not have yet is not among them: it comes with its causes. */
export enum WarningKind {
  RESULT_POOR = 'RESULT_POOR',
  SCORE_DROP = 'SCORE_DROP',
  VETO_PROPOSED = 'VETO_PROPOSED',
  INSPECTION_MISSING = 'INSPECTION_MISSING',
  STREAK_POOR = 'STREAK_POOR',
  STREAK_GOOD = 'STREAK_GOOD',
  RECTIFICATION_DUE = 'RECTIFICATION_DUE',
  RECTIFICATION_OVERDUE = 'RECTIFICATION_OVERDUE',
  FILING_MISSING = 'FILING_MISSING',
}
registerEnumType(WarningKind, {
  name: 'WarningKind',
  description: '预警种类。What is warned of.',
  valuesConfig: {
    RESULT_POOR: { description: '当月结果为差。The month’s result is poor.' },
    SCORE_DROP: { description: '得分比上一已发布月份大幅下降。The score fell far below that of the published month before.' },
    VETO_PROPOSED: { description: '涉及否决事项，提出否决建议。A veto ground was found, and proposes a veto.' },
    INSPECTION_MISSING: { description: '当月已发布而该单位未经督查。The month was published, and the unit had not been inspected.' },
    STREAK_POOR: { description: '相邻已发布月份的督查结果，或已结束的月考评，连续为差。Poor in adjacent published months, or in adjacent closed appraisals.' },
    STREAK_GOOD: { description: '相邻已发布月份的督查结果，或已结束的月考评，连续为好。Good in adjacent published months, or in adjacent closed appraisals.' },
    RECTIFICATION_DUE: { description: '整改期限将到。A deadline of a rectification is near.' },
    RECTIFICATION_OVERDUE: { description: '整改逾期未完成。A deadline of a rectification has passed.' },
    FILING_MISSING: { description: '逾期未备案。A filing’s date has passed.' },
  },
});

/** What a warning follows from, and so what its `basis` names the rows of: results of inspections, appraisals, or nothing that is published. */
export enum WarningOrigin {
  INSPECTION = 'INSPECTION',
  APPRAISAL = 'APPRAISAL',
  CLOCK = 'CLOCK',
}
registerEnumType(WarningOrigin, {
  name: 'WarningOrigin',
  description: '预警的由来。What a warning follows from.',
  valuesConfig: {
    INSPECTION: { description: '每月督查的结果，或当月未经督查。Published results of inspections, or that there was none.' },
    APPRAISAL: { description: '政法委已结束的月考评。Appraisals of the committee’s closed rounds.' },
    CLOCK: { description: '期限，由时钟判定。A deadline and the clock.' },
  },
});

/** From the least severe to the most: that is the order of the words here. */
export enum WarningLevel {
  INFO = 'INFO',
  YELLOW = 'YELLOW',
  ORANGE = 'ORANGE',
  RED = 'RED',
}
registerEnumType(WarningLevel, {
  name: 'WarningLevel',
  description: '预警级别，由低到高。How severe, from the least to the most.',
  valuesConfig: {
    INFO: { description: '提示。For information.' },
    YELLOW: { description: '黄色。Yellow.' },
    ORANGE: { description: '橙色。Orange.' },
    RED: { description: '红色，最高。Red, the highest.' },
  },
});

/** From the least severe to the most. */
export const LEVELS: readonly WarningLevel[] = Object.values(WarningLevel);

/** 0 for INFO, 3 for RED. */
export function severityOf(level: WarningLevel): number {
  return LEVELS.indexOf(level);
}

export enum WarningState {
  RAISED = 'RAISED',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  RESOLVED = 'RESOLVED',
  RETRACTED = 'RETRACTED',
}
registerEnumType(WarningState, {
  name: 'WarningState',
  description: '预警状态。How far a warning has come.',
  valuesConfig: {
    RAISED: { description: '已发出，待确认；逾期升级。Raised, and nobody has taken it up: it escalates in time.' },
    ACKNOWLEDGED: { description: '已确认，正在处理。Somebody has taken it up.' },
    RESOLVED: { description: '已办结，或原因已过去。Dealt with, or its cause is over.' },
    RETRACTED: { description: '已撤回：原因不再成立。Taken back: its cause no longer holds.' },
  },
});

/** What happens to a warning. Which step is legal when: server/warning/life.ts. */
export enum WarningStep {
  ACKNOWLEDGE = 'ACKNOWLEDGE',
  RESOLVE = 'RESOLVE',
  ESCALATE = 'ESCALATE',
  RESTATE = 'RESTATE',
  LAPSE = 'LAPSE',
  RETRACT = 'RETRACT',
}
registerEnumType(WarningStep, {
  name: 'WarningStep',
  description: '预警的变化。What happens to a warning.',
  valuesConfig: {
    ACKNOWLEDGE: { description: '确认。Somebody takes it up.' },
    RESOLVE: { description: '办结。Somebody says how it was dealt with.' },
    ESCALATE: { description: '逾期未确认，升级。Nobody took it up in time: its level rises.' },
    RESTATE: { description: '原因仍成立，所依据的结果已更正。Its cause still holds, by results that were corrected.' },
    LAPSE: { description: '终止：原因曾成立，现已过去。Its cause did hold, and is over.' },
    RETRACT: { description: '撤回：原因不再成立。Its cause no longer holds.' },
  },
});
