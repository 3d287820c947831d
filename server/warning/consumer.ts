import { Appraisal, AppraisalBody, AppraisalRound, AppraisalStep } from '../../schema/appraisal/index.ts';
import { InspectionResult } from '../../schema/inspection/index.ts';
import type { DurableConsumer } from '../live/consumers/index.ts';
import { COUNTED_GROUPS } from './appraisalRules.ts';
import { settleAppraisals } from './settleAppraisals.ts';
import { settleResults } from './settleResults.ts';

/**
 * Raises and retracts what follows from published results, and from the committee's closed appraisals. A publication is settled when its month is whole, a round when it
 * is closed; either may concern anybody, since a month that comes late comes between two others. A correction concerns those whose results or appraisals it replaced.
 */
export const warningConsumer: DurableConsumer = {
  name: 'warnings',
  from: 'beginning',
  async handle(event, em) {
    if (event.kind === 'ROUND_PUBLISHED') return settleResults(em, { event });
    if (event.kind === 'RESULT_PUBLISHED') {
      const result = await em.findOneOrFail(InspectionResult, event.data.result);
      if (result.version > 1) return settleResults(em, { event, unit: result.unit.id, correction: result.correction?.id ?? null });
    }
    if (event.kind === 'APPRAISAL_ROUND_CHANGED' && event.data.step === AppraisalStep.CLOSE) {
      const { body } = await em.findOneOrFail(AppraisalRound, event.data.appraisalRound);
      if (body === AppraisalBody.COMMITTEE) return settleAppraisals(em, { event });
    }
    if (event.kind === 'APPRAISAL_CORRECTED') {
      const corrected = await em.findOneOrFail(Appraisal, event.data.appraisal, { populate: ['round'] });
      // Also before its round is closed, when nothing rests on it yet.
      if (corrected.round.body === AppraisalBody.COMMITTEE && COUNTED_GROUPS.includes(corrected.peerGroup)) return settleAppraisals(em, { event, corrected });
    }
  },
};
