import { InspectionMutations } from './mutations.ts';
import { InspectionQueries, ResultEdges } from './queries.ts';

export { inspectionKinds } from './intake.ts';
export { correctInspectionResult, publishInspectionRound } from './publication.ts';
export { monthRankings } from './ranking.ts';
export { recomputeResults } from './recomputation.ts';
export { openInspectionRound, recordFinding, recordInspection } from './recording.ts';

export const inspectionResolvers = [InspectionQueries, InspectionMutations, ResultEdges] as const;
