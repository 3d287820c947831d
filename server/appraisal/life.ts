import { AppraisalBody, AppraisalRoundState, AppraisalStep } from '../../schema/appraisal/words.ts';
import { Life, type Transition } from '../life.ts';

const { DRAFT, IN_EXPLANATION, APPROVED, IN_PUBLICITY, CLOSED } = AppraisalRoundState;
const { GRADE, OPEN_EXPLANATION, EXPLAIN, APPROVE, PUBLICISE, OBJECT, UPHOLD, DISMISS, CLOSE, FILE, CORRECT } = AppraisalStep;

/** What of a round decides which steps are legal. */
export interface Standing {
  state: AppraisalRoundState;
  body: AppraisalBody;
  filedAt?: Date | null;
}

/** A step that a round is taken on by; it begins with being opened. */
export type RoundStep = Exclude<AppraisalStep, AppraisalStep.OPEN>;

const ofOrgan = ({ body }: Standing) => body === AppraisalBody.ORGAN;
const isFiled = ({ filedAt }: Standing) => filedAt != null;

/** The life of a round. Whatever changes one goes by this table, and docs/appraisal.md is drawn from it. */
export const LIFE: readonly Transition<AppraisalRoundState, RoundStep, Standing>[] = [
  { step: GRADE, from: [DRAFT], verb: 'gradeAppraisals', drawn: '评分 gradeAppraisals' },
  { step: OPEN_EXPLANATION, from: [DRAFT], to: IN_EXPLANATION, verb: 'openAppraisalExplanation', drawn: '听取说明 openAppraisalExplanation' },
  { step: EXPLAIN, from: [IN_EXPLANATION], verb: 'explainAppraisal', drawn: '说明 explainAppraisal' },
  { step: APPROVE, from: [IN_EXPLANATION], to: APPROVED, verb: 'approveAppraisalRound', drawn: '满五个工作日，他人审定 approveAppraisalRound' },
  { step: PUBLICISE, from: [APPROVED], to: IN_PUBLICITY, verb: 'publiciseAppraisalRound', drawn: '公示 publiciseAppraisalRound' },
  { step: OBJECT, from: [IN_PUBLICITY], verb: 'objectToAppraisal', drawn: '异议 objectToAppraisal' },
  { step: UPHOLD, from: [IN_PUBLICITY], verb: 'upholdAppraisalObjection', drawn: '异议成立 upholdAppraisalObjection' },
  { step: DISMISS, from: [IN_PUBLICITY], verb: 'dismissAppraisalObjection', drawn: '异议不成立 dismissAppraisalObjection' },
  { step: CLOSE, from: [IN_PUBLICITY], to: CLOSED, verb: 'closeAppraisalRound', drawn: '公示期满，无未决异议 closeAppraisalRound' },
  { step: FILE, from: [CLOSED], verb: 'fileAppraisalRound', of: (round) => ofOrgan(round) && !isFiled(round), drawn: '机关备案，一次 fileAppraisalRound' },
  // The committee does not know of an organ's own round before it is filed.
  { step: CORRECT, from: [CLOSED], verb: 'correctAppraisal', of: (round) => !ofOrgan(round) || isFiled(round), drawn: '更正 correctAppraisal' },
];

export const roundLife = new Life(LIFE, {
  begins: [[DRAFT, '开启 openAppraisalRound, openOrganAppraisalRound']],
  ends: [CLOSED],
  refusal: { code: 'APPRAISAL_STEP_ILLEGAL', field: 'appraisalRound' },
});
