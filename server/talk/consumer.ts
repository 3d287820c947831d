import { AppraisalStep } from '../../schema/appraisal/words.ts';
import type { DurableConsumer } from '../live/consumers/index.ts';
import { settleTalk, settleTalks } from './settle.ts';

/** Proposes and takes back collective talks as grades of closed rounds say. */
export const talkConsumer: DurableConsumer = {
  name: 'talks',
  from: 'beginning',
  async handle(event, em) {
    if (event.kind === 'APPRAISAL_CORRECTED') await settleTalk(em, event.data.appraisal);
    if (event.kind === 'APPRAISAL_ROUND_CHANGED' && event.data.step === AppraisalStep.CLOSE) await settleTalks(em, event.data.appraisalRound);
  },
};
