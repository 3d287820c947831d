import { AppraisalStep } from '../../schema/appraisal/words.ts';
import type { DurableConsumer } from '../live/consumers/index.ts';
import { settleAppraisal, settleResult, settleRound } from './settle.ts';

/** Opens and withdraws what follows from published results and from the grades of closed rounds, of each subject's month one of each. */
export const rectificationConsumer: DurableConsumer = {
  name: 'rectifications',
  from: 'beginning',
  async handle(event, em) {
    if (event.kind === 'RESULT_PUBLISHED') await settleResult(em, event.data.result);
    if (event.kind === 'APPRAISAL_CORRECTED') await settleAppraisal(em, event.data.appraisal);
    if (event.kind === 'APPRAISAL_ROUND_CHANGED' && ENDING.includes(event.data.step)) await settleRound(em, event.data.appraisalRound);
  },
};

/** With these steps grades are final, and known to the committee. */
const ENDING: readonly AppraisalStep[] = [AppraisalStep.CLOSE, AppraisalStep.FILE];
