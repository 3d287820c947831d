import { StudyClassMutations } from './mutations.ts';
import { StudyClassSubscriptions } from './subscriptions.ts';

export { studyClassConsumer } from './consumer.ts';

export const studyClassResolvers = [StudyClassMutations, StudyClassSubscriptions] as const;
