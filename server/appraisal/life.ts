import { AppraisalBody, AppraisalRoundState, AppraisalStep } from '../../schema/appraisal/words.ts';
import { refuse } from '../../schema/problemWording.ts';

const { DRAFT, IN_EXPLANATION, APPROVED, IN_PUBLICITY, CLOSED } = AppraisalRoundState;

/** What of a round decides which steps are legal. */
export interface Standing {
  state: AppraisalRoundState;
  body: AppraisalBody;
  filedAt?: Date | null;
}

interface Transition {
  from: AppraisalRoundState;
  /** Nowhere, where the state stays. */
  to?: AppraisalRoundState;
  verb: string;
  /** Rounds that it is for; all unless said. */
  of?(round: Standing): boolean;
  /** As docs/appraisal.md draws it. */
  drawn: string;
}

/** A step that a round is taken on by; it begins with being opened. */
export type RoundStep = Exclude<AppraisalStep, AppraisalStep.OPEN>;

const ofOrgan = ({ body }: Standing) => body === AppraisalBody.ORGAN;
const isFiled = ({ filedAt }: Standing) => filedAt != null;

/** The life of a round. Whatever changes one goes by this table, and docs/appraisal.md is drawn from it. */
export const LIFE: Readonly<Record<RoundStep, Transition>> = {
  GRADE: { from: DRAFT, verb: 'gradeAppraisals', drawn: '评分 gradeAppraisals' },
  OPEN_EXPLANATION: { from: DRAFT, to: IN_EXPLANATION, verb: 'openAppraisalExplanation', drawn: '听取说明 openAppraisalExplanation' },
  EXPLAIN: { from: IN_EXPLANATION, verb: 'explainAppraisal', drawn: '说明 explainAppraisal' },
  APPROVE: { from: IN_EXPLANATION, to: APPROVED, verb: 'approveAppraisalRound', drawn: '满五个工作日，他人审定 approveAppraisalRound' },
  PUBLICISE: { from: APPROVED, to: IN_PUBLICITY, verb: 'publiciseAppraisalRound', drawn: '公示 publiciseAppraisalRound' },
  OBJECT: { from: IN_PUBLICITY, verb: 'objectToAppraisal', drawn: '异议 objectToAppraisal' },
  UPHOLD: { from: IN_PUBLICITY, verb: 'upholdAppraisalObjection', drawn: '异议成立 upholdAppraisalObjection' },
  DISMISS: { from: IN_PUBLICITY, verb: 'dismissAppraisalObjection', drawn: '异议不成立 dismissAppraisalObjection' },
  CLOSE: { from: IN_PUBLICITY, to: CLOSED, verb: 'closeAppraisalRound', drawn: '公示期满，无未决异议 closeAppraisalRound' },
  FILE: { from: CLOSED, verb: 'fileAppraisalRound', of: (round) => ofOrgan(round) && !isFiled(round), drawn: '机关备案，一次 fileAppraisalRound' },
  // The committee does not know of an organ's own round before it is filed.
  CORRECT: { from: CLOSED, verb: 'correctAppraisal', of: (round) => !ofOrgan(round) || isFiled(round), drawn: '更正 correctAppraisal' },
};

/** The state after a step. Refuses APPRAISAL_STEP_ILLEGAL, naming the verbs that are legal. */
export function stateAfter(round: Standing, step: RoundStep): AppraisalRoundState {
  if (!isLegal(round, LIFE[step])) refuse('APPRAISAL_STEP_ILLEGAL', { field: 'appraisalRound', found: round.state, expected: legalVerbs(round).join(', ') || '无 nothing' });
  return LIFE[step].to ?? round.state;
}

/** What a person can do about a round as it stands. */
export function legalVerbs(round: Standing): string[] {
  return Object.values(LIFE).flatMap((transition) => (isLegal(round, transition) ? [transition.verb] : []));
}

/** The table as a mermaid diagram. */
export function lifeDiagram(): string {
  const steps = Object.values(LIFE).map(({ from, to, drawn }) => `  ${from} --> ${to ?? from}: ${drawn}`);
  return ['stateDiagram-v2', '  [*] --> DRAFT: 开启 openAppraisalRound, openOrganAppraisalRound', ...steps, '  CLOSED --> [*]'].join('\n');
}

function isLegal(round: Standing, { from, of = () => true }: Transition): boolean {
  return round.state === from && of(round);
}
