import { registerEnumType } from 'type-graphql';

/** How far a collective talk has come. */
export enum TalkState {
  PROPOSED = 'PROPOSED',
  ARRANGED = 'ARRANGED',
  DECLINED = 'DECLINED',
  HELD = 'HELD',
  RECORDED = 'RECORDED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(TalkState, {
  name: 'TalkState',
  description: '集体谈话的状态。How far a collective talk has come.',
  valuesConfig: {
    PROPOSED: { description: '系统提出，待决定。Proposed by the system; nobody has decided.' },
    ARRANGED: { description: '已决定谈话并定时间、地点。It was decided to hold it, on a day and at a place.' },
    DECLINED: { description: '已决定不谈话。It was decided not to hold it.' },
    HELD: { description: '已谈话，记录待确认。Held; its record is not confirmed yet.' },
    RECORDED: { description: '记录已确认，不再改动。Its record is confirmed, and changes no more.' },
    WITHDRAWN: { description: '谈话之前原因消失，建议收回。Its cause fell away before it was held.' },
  },
});

/** What happens to a collective talk. Which step is legal when: server/talk/life.ts. */
export enum TalkStep {
  PROPOSE = 'PROPOSE',
  ARRANGE = 'ARRANGE',
  DECLINE = 'DECLINE',
  RECORD = 'RECORD',
  CONFIRM = 'CONFIRM',
  RESTATE = 'RESTATE',
  LAPSE = 'LAPSE',
}
registerEnumType(TalkStep, {
  name: 'TalkStep',
  description: '集体谈话的各步。What happens to a collective talk.',
  valuesConfig: {
    PROPOSE: { description: '系统提出。The system proposes it.' },
    ARRANGE: { description: '决定谈话。It is decided to hold it.' },
    DECLINE: { description: '决定不谈话。It is decided not to hold it.' },
    RECORD: { description: '起草或修改记录。Its record is written, or written anew.' },
    CONFIRM: { description: '确认记录。Its record is confirmed.' },
    RESTATE: { description: '等次已更正，仍为差。The grade was corrected, and is still poor.' },
    LAPSE: { description: '更正后不再为差。The grade was corrected, and is poor no longer.' },
  },
});
