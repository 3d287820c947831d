import type { DurableConsumer } from '../live/consumers/index.ts';
import { settleRectification } from './settle.ts';

/** Opens and withdraws what follows from published results, of each unit's month one. */
export const rectificationConsumer: DurableConsumer = {
  name: 'rectifications',
  from: 'beginning',
  async handle(event, em) {
    if (event.kind === 'RESULT_PUBLISHED') await settleRectification(em, event.data.result);
  },
};
