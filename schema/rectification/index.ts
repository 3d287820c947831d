export { CorrectiveMeasure } from './CorrectiveMeasure.ts';
export { Rectification } from './Rectification.ts';
export { RectificationChangedEvent } from './RectificationEvent.ts';
export { RectificationHelper } from './RectificationHelper.ts';
export { RectificationStep } from './RectificationStep.ts';
export { HelperKind, RectificationOrigin, RectificationState, RectificationStepKind } from './words.ts';
