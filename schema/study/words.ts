import { registerEnumType } from 'type-graphql';

/** How far a proposed study has come. */
export enum StudyState {
  PROPOSED = 'PROPOSED',
  DECIDED = 'DECIDED',
  DECLINED = 'DECLINED',
  MINUTED = 'MINUTED',
  WITHDRAWN = 'WITHDRAWN',
  RETRACTED = 'RETRACTED',
}
registerEnumType(StudyState, {
  name: 'StudyState',
  description: '专题研究建议的状态。How far a proposed study has come.',
  valuesConfig: {
    PROPOSED: { description: '系统提出，待决定。Proposed by the system; nobody has decided.' },
    DECIDED: { description: '已决定召开专题研究。It was decided to hold the study.' },
    DECLINED: { description: '已决定不召开。It was decided not to hold it.' },
    MINUTED: { description: '会议纪要已印发。Its minutes were issued.' },
    WITHDRAWN: { description: '决定之前原因消失，建议收回。Its cause fell away before anybody had decided.' },
    RETRACTED: { description: '决定之后原因消失，已撤回；已印发的纪要随之撤回。Its cause fell away after the decision; minutes that were issued are retracted with it.' },
  },
});

/** What happens to a proposed study. Which step is legal when: server/study/life.ts. */
export enum StudyStep {
  PROPOSE = 'PROPOSE',
  DECIDE = 'DECIDE',
  DECLINE = 'DECLINE',
  DRAFT = 'DRAFT',
  ISSUE = 'ISSUE',
  RESTATE = 'RESTATE',
  WITHDRAW = 'WITHDRAW',
  RETRACT = 'RETRACT',
}

/** How minutes reach somebody. */
export enum RecipientKind {
  SUBMITTED_TO = 'SUBMITTED_TO',
  COPIED_TO = 'COPIED_TO',
}
registerEnumType(RecipientKind, {
  name: 'RecipientKind',
  description: '发送方式。How minutes reach somebody.',
  valuesConfig: {
    SUBMITTED_TO: { description: '呈报。Submitted to those above.' },
    COPIED_TO: { description: '抄送。Copied to those beside.' },
  },
});
