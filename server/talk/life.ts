import type { CollectiveTalk } from '../../schema/talk/index.ts';
import { TalkState, TalkStep } from '../../schema/talk/words.ts';
import { Life, type Transition } from '../life.ts';

const { PROPOSED, ARRANGED, DECLINED, HELD, RECORDED, WITHDRAWN } = TalkState;
const { ARRANGE, DECLINE, RECORD, CONFIRM, RESTATE, LAPSE } = TalkStep;

/** What legality depends on. */
export type Standing = Pick<CollectiveTalk, 'state' | 'arrangedAt' | 'causeFellAt'>;

/** Every step after the first, which is that the system proposes. */
export type Later = Exclude<TalkStep, TalkStep.PROPOSE>;

const wasArranged = ({ arrangedAt }: Standing) => arrangedAt != null;
const founded = ({ causeFellAt }: Standing) => causeFellAt == null;

/** The life of a collective talk. Whatever changes one goes by this table, and docs/talk.md is drawn from it. */
export const LIFE: readonly Transition<TalkState, Later, Standing>[] = [
  { step: ARRANGE, from: [PROPOSED, ARRANGED], to: ARRANGED, verb: 'arrangeTalk', drawn: '定时间地点 arrangeTalk' },
  { step: DECLINE, from: [PROPOSED, ARRANGED], to: DECLINED, verb: 'declineTalk', drawn: '决定不谈话 declineTalk' },
  { step: RECORD, from: [ARRANGED, HELD], to: HELD, verb: 'recordTalk', drawn: '记录 recordTalk' },
  // A talk that was held is not undone, also where its cause fell away before anybody had written it down.
  { step: RECORD, from: [WITHDRAWN], to: HELD, verb: 'recordTalk', of: wasArranged, drawn: '收回前已谈话 recordTalk, held before' },
  { step: CONFIRM, from: [HELD], to: RECORDED, verb: 'confirmTalkRecord', drawn: '他人确认记录 confirmTalkRecord' },
  // What was declined or held rests on what was known then.
  { step: RESTATE, from: [PROPOSED, ARRANGED], drawn: '更正后仍为差 corrected, and still poor' },
  { step: LAPSE, from: [PROPOSED, ARRANGED], to: WITHDRAWN, drawn: '更正后不再为差 corrected, and poor no longer' },
  { step: LAPSE, from: [DECLINED, HELD, RECORDED], of: founded, drawn: '更正后不再为差，留存 corrected, and poor no longer: it is kept' },
];

export const talkLife = new Life(LIFE, {
  begins: [[PROPOSED, '班子成员为差 a leadership member is poor']],
  ends: [DECLINED, RECORDED, WITHDRAWN],
  refusal: { code: 'TALK_STEP_ILLEGAL', field: 'talk' },
});
