import { OfficerFileSubscriptions } from './subscriptions.ts';

export { officerFileConsumer } from './consumer.ts';

export const officerFileResolvers = [OfficerFileSubscriptions] as const;
