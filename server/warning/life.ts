import { WarningState, WarningStep } from '../../schema/warning/words.ts';
import { Life, type Transition } from '../life.ts';

const { RAISED, ACKNOWLEDGED, RESOLVED, RETRACTED } = WarningState;
const { ACKNOWLEDGE, RESOLVE, ESCALATE, RESTATE, LAPSE, RETRACT } = WarningStep;

/** The life of a warning. Whatever changes one goes by this table, and docs/warnings.md is drawn from it. */
const LIFE: readonly Transition<WarningState, WarningStep>[] = [
  { step: ACKNOWLEDGE, from: [RAISED], to: ACKNOWLEDGED, verb: 'acknowledgeWarning', drawn: '确认 acknowledgeWarning' },
  { step: RESOLVE, from: [ACKNOWLEDGED], to: RESOLVED, verb: 'resolveWarning', drawn: '办结 resolveWarning' },
  { step: ESCALATE, from: [RAISED], drawn: '逾期升级 unacknowledged past its time' },
  { step: RESTATE, from: [RAISED, ACKNOWLEDGED, RESOLVED], drawn: '依据更正 its results corrected, its cause holds' },
  // Also what was dealt with: from then on the same cause may come again.
  { step: LAPSE, from: [RAISED, ACKNOWLEDGED, RESOLVED], to: RESOLVED, drawn: '原因已过去 its cause is over' },
  // Also what was dealt with: a unit's record must not go on showing what turned out not to have been.
  { step: RETRACT, from: [RAISED, ACKNOWLEDGED, RESOLVED], to: RETRACTED, drawn: '原因消失 its cause no longer holds' },
];

export const warningLife = new Life(LIFE, {
  begins: [[RAISED, '原因成立 its cause holds']],
  ends: [RETRACTED],
  refusal: { code: 'WARNING_STEP_ILLEGAL', field: 'id' },
});
