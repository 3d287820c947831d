import { refuse } from '../../schema/problemWording.ts';
import { WarningState, WarningStep } from '../../schema/warning/words.ts';

const { RAISED, ACKNOWLEDGED, RESOLVED, RETRACTED } = WarningState;

/** From which states a step is legal and where it leads; nowhere, where the state stays. */
interface Transition {
  from: readonly WarningState[];
  to?: WarningState;
  /** The verb by which a person takes it; without one only the system does. */
  verb?: string;
  /** As docs/warnings.md draws it. */
  drawn: string;
}

/** The life of a warning. Whatever changes one goes by this table, and docs/warnings.md is drawn from it. */
export const LIFE: Readonly<Record<WarningStep, Transition>> = {
  ACKNOWLEDGE: { from: [RAISED], to: ACKNOWLEDGED, verb: 'acknowledgeWarning', drawn: '确认 acknowledgeWarning' },
  RESOLVE: { from: [ACKNOWLEDGED], to: RESOLVED, verb: 'resolveWarning', drawn: '办结 resolveWarning' },
  ESCALATE: { from: [RAISED], drawn: '逾期升级 unacknowledged past its time' },
  RESTATE: { from: [RAISED, ACKNOWLEDGED, RESOLVED], drawn: '依据更正 its results corrected, its cause holds' },
  // Also what was dealt with: from then on the same cause may come again.
  LAPSE: { from: [RAISED, ACKNOWLEDGED, RESOLVED], to: RESOLVED, drawn: '原因已过去 its cause is over' },
  // Also what was dealt with: a unit's record must not go on showing what turned out not to have been.
  RETRACT: { from: [RAISED, ACKNOWLEDGED, RESOLVED], to: RETRACTED, drawn: '原因消失 its cause no longer holds' },
};

/** The state after a step. Refuses WARNING_STEP_ILLEGAL, naming the verbs that are legal. */
export function stateAfter(state: WarningState, step: WarningStep): WarningState {
  const { from, to } = LIFE[step];
  if (!from.includes(state)) refuse('WARNING_STEP_ILLEGAL', { field: 'id', found: state, expected: legalVerbs(state).join(', ') || '无 nothing' });
  return to ?? state;
}

/** What a person can do about a warning in this state. */
export function legalVerbs(state: WarningState): string[] {
  return Object.values(LIFE).flatMap(({ from, verb }) => (verb && from.includes(state) ? [verb] : []));
}

/** The table as a mermaid diagram. */
export function lifeDiagram(): string {
  const steps = Object.values(LIFE).flatMap(({ from, to, drawn }) => from.map((state) => `  ${state} --> ${to ?? state}: ${drawn}`));
  return ['stateDiagram-v2', '  [*] --> RAISED: 原因成立 its cause holds', ...steps, '  RETRACTED --> [*]'].join('\n');
}
