import { RectificationMutations } from './mutations.ts';
import { RectificationSubscriptions } from './subscriptions.ts';

export { rectificationConsumer } from './consumer.ts';
export { openDeadlines } from './openDeadlines.ts';

export const rectificationResolvers = [RectificationMutations, RectificationSubscriptions] as const;
