import { StudyClassState, StudyClassStep } from '../../schema/studyClass/words.ts';
import { Life, type Transition } from '../life.ts';

const { ANNOUNCED, CLOSED, CANCELLED } = StudyClassState;
const { ENROL, ATTEND, CLOSE, CANCEL, TAKE_BACK } = StudyClassStep;

/** Every step after the first, with which it begins. */
export type Later = Exclude<StudyClassStep, StudyClassStep.ANNOUNCE>;

/** The life of a study class. Whatever changes one goes by this table, and docs/study-class.md is drawn from it. */
export const LIFE: readonly Transition<StudyClassState, Later>[] = [
  { step: ENROL, from: [ANNOUNCED], verb: 'enrolInStudyClass', drawn: '报名 enrolInStudyClass' },
  { step: ATTEND, from: [ANNOUNCED], verb: 'recordAttendance', drawn: '登记出勤 recordAttendance' },
  { step: CLOSE, from: [ANNOUNCED], to: CLOSED, verb: 'closeStudyClass', drawn: '出勤齐备后结班 closeStudyClass' },
  { step: CANCEL, from: [ANNOUNCED], to: CANCELLED, verb: 'cancelStudyClass', drawn: '取消 cancelStudyClass' },
  // What was attended stays.
  { step: TAKE_BACK, from: [ANNOUNCED, CLOSED, CANCELLED], drawn: '整改撤销，收回参训 a rectification is withdrawn' },
];

export const studyClassLife = new Life(LIFE, {
  begins: [[ANNOUNCED, '开班 announceStudyClass, announceOrganStudyClass']],
  ends: [CLOSED, CANCELLED],
  refusal: { code: 'STUDY_CLASS_STEP_ILLEGAL', field: 'studyClass' },
});
