export { DefaultRecipient } from './DefaultRecipient.ts';
export { type Figure, Minutes } from './Minutes.ts';
export { MinutesEvent } from './MinutesEvent.ts';
export { MinutesRecipient } from './MinutesRecipient.ts';
export { RetractionNotice } from './RetractionNotice.ts';
export { StudyProposal } from './StudyProposal.ts';
export { RecipientKind, StudyState, StudyStep } from './words.ts';
