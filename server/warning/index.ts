import { WarningMutations } from './mutations.ts';
import { WarningEdges, WarningQueries } from './queries.ts';
import { WarningSubscriptions } from './subscriptions.ts';

export { warningConsumer } from './consumer.ts';
export type { Deadline } from './deadlineRules.ts';
export { type DeadlineSource, type DeadlineSources, deadlineCheck } from './deadlines.ts';
export { escalationCheck } from './escalation.ts';
export { acknowledgeWarning, resolveWarning } from './handling.ts';
export { openWarnings } from './openWarnings.ts';
export { recomputeWarnings, type WarningDifference } from './recomputation.ts';

export const warningResolvers = [WarningQueries, WarningEdges, WarningMutations, WarningSubscriptions] as const;
