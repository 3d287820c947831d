export { Warning } from './Warning.ts';
export { WarningChangedEvent, WarningRaisedEvent } from './WarningEvent.ts';
export { ForeseenWarning, WarningExplanation } from './WarningExplanation.ts';
export { WarningRule } from './WarningRule.ts';
export { WarningRuleBook } from './WarningRuleBook.ts';
export { WarningSettlement } from './WarningSettlement.ts';
export { LEVELS, severityOf, WarningKind, WarningLevel, WarningOrigin, WarningState, WarningStep } from './words.ts';
