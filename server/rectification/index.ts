import { RectificationMutations } from './mutations.ts';
import { RectificationSubscriptions } from './subscriptions.ts';

export { rectificationConsumer } from './consumer.ts';
export { isUnderWay } from './life.ts';
export { openDeadlines } from './openDeadlines.ts';
export { acceptRectification } from './review.ts';
export type { Act } from './steps.ts';
export { completeMeasure, explainRectification, planMeasures, submitRectification } from './work.ts';

export const rectificationResolvers = [RectificationMutations, RectificationSubscriptions] as const;
