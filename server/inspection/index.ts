import { InspectionMutations } from './mutations.ts';
import { InspectionQueries, ResultEdges } from './queries.ts';

export { inspectionKinds } from './intake.ts';
export { publishInspectionRound } from './publication.ts';
export { monthRankings } from './ranking.ts';
export { openInspectionRound, recordFinding, recordInspection } from './recording.ts';

export const inspectionResolvers = [InspectionQueries, InspectionMutations, ResultEdges] as const;
