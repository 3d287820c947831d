import { InspectionMutations } from './mutations.ts';
import { InspectionEdges, InspectionQueries, ResultEdges, RoundEdges, RuleBookEdges, UnitInspectionEdges } from './queries.ts';

export { inspectionKinds } from './intake.ts';
export { publishInspectionRound } from './publication.ts';
export { classRanking } from './ranking.ts';
export { openInspectionRound, recordFinding, recordInspection } from './recording.ts';

export const inspectionResolvers = [InspectionQueries, InspectionMutations, RuleBookEdges, RoundEdges, InspectionEdges, UnitInspectionEdges, ResultEdges] as const;
