import { InspectionResult } from '../../schema/inspection/index.ts';
import type { DurableConsumer } from '../live/consumers/index.ts';
import { settleWarnings } from './settle.ts';

/**
 * Raises and retracts what follows from published results. A publication is settled when its month is whole; it may concern any unit, since a month
 * published late comes between two others. A correction concerns the units whose results it replaced.
 */
export const warningConsumer: DurableConsumer = {
  name: 'warnings',
  from: 'beginning',
  async handle(event, em) {
    if (event.kind === 'ROUND_PUBLISHED') return settleWarnings(em, { event });
    if (event.kind !== 'RESULT_PUBLISHED') return;
    const result = await em.findOneOrFail(InspectionResult, event.data.result);
    if (result.version > 1) return settleWarnings(em, { event, units: [result.unit.id], correction: result.correction?.id ?? null });
  },
};
