import { AppraisalMutations } from './mutations.ts';
import { AppraisalEdges } from './queries.ts';
import { AppraisalReviews } from './reviews.ts';
import { AppraisalSubscriptions } from './subscriptions.ts';

export { filingDeadlines } from './filing.ts';
export { recomputeAppraisals } from './recomputation.ts';
export { GROUPS_OF } from './settings.ts';

export const appraisalResolvers = [AppraisalMutations, AppraisalReviews, AppraisalEdges, AppraisalSubscriptions] as const;
