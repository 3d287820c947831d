export { Appraisal } from './Appraisal.ts';
export { AppraisalCorrectedEvent, AppraisalRoundChangedEvent } from './AppraisalEvent.ts';
export { AppraisalExplanation, DimensionExplanation } from './AppraisalExplanation.ts';
export { AppraisalObjection } from './AppraisalObjection.ts';
export { AppraisalRound } from './AppraisalRound.ts';
export { AppraisalStatement } from './AppraisalStatement.ts';
export { DimensionScore } from './DimensionScore.ts';
export { AppraisalBody, AppraisalRoundState, AppraisalStep, Dimension, GradingMethod, ObjectionState, PeerGroup } from './words.ts';
