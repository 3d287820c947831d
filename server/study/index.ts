import { StudyMutations } from './mutations.ts';
import { StudySubscriptions } from './subscriptions.ts';

export { studyConsumer } from './consumer.ts';
export { serveMinutes } from './document/serveMinutes.ts';

export const studyResolvers = [StudyMutations, StudySubscriptions] as const;
