import { TalkMutations } from './mutations.ts';
import { TalkSubscriptions } from './subscriptions.ts';

export { talkConsumer } from './consumer.ts';

export const talkResolvers = [TalkMutations, TalkSubscriptions] as const;
