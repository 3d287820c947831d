export { Correction } from './Correction.ts';
export { Finding } from './Finding.ts';
export { Inspection } from './Inspection.ts';
export { Grade, InspectionResult } from './InspectionResult.ts';
export { InspectionRound, RoundState } from './InspectionRound.ts';
export { RuleBook } from './RuleBook.ts';
export { RuleItem, RuleItemKind } from './RuleItem.ts';
export { ItemExplanation, ScoreExplanation } from './ScoreExplanation.ts';
