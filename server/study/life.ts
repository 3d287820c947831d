import { StudyState, StudyStep } from '../../schema/study/words.ts';
import { Life, type Transition } from '../life.ts';

const { PROPOSED, DECIDED, DECLINED, MINUTED, WITHDRAWN, RETRACTED } = StudyState;
const { DECIDE, DECLINE, DRAFT, ISSUE, RESTATE, WITHDRAW, RETRACT } = StudyStep;

/** Every step after the first, which is that the system proposes. */
type Later = Exclude<StudyStep, StudyStep.PROPOSE>;

/** The life of a proposed study. Whatever changes one goes by this table, and docs/study.md is drawn from it. */
const LIFE: readonly Transition<StudyState, Later>[] = [
  { step: DECIDE, from: [PROPOSED], to: DECIDED, verb: 'decideStudy', drawn: '决定召开 decideStudy' },
  { step: DECLINE, from: [PROPOSED], to: DECLINED, verb: 'declineStudy', drawn: '决定不召开 declineStudy' },
  { step: DRAFT, from: [DECIDED], verb: 'draftMinutes', drawn: '起草纪要 draftMinutes' },
  { step: ISSUE, from: [DECIDED], to: MINUTED, verb: 'issueMinutes', drawn: '印发纪要 issueMinutes' },
  { step: RESTATE, from: [PROPOSED, DECIDED, MINUTED], drawn: '依据更正 its results corrected, its cause holds' },
  { step: WITHDRAW, from: [PROPOSED], to: WITHDRAWN, drawn: '原因消失 its cause no longer holds' },
  // What was declined stays so: nothing followed from it that would have to be taken back.
  { step: RETRACT, from: [DECIDED, MINUTED], to: RETRACTED, drawn: '原因消失 its cause no longer holds' },
];

export const studyLife = new Life(LIFE, {
  begins: [[PROPOSED, '连续为好或为差 good or poor in a row']],
  ends: [DECLINED, WITHDRAWN, RETRACTED],
  refusal: { code: 'STUDY_STEP_ILLEGAL', field: 'id' },
});
