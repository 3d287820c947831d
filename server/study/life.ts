import { refuse } from '../../schema/problemWording.ts';
import { StudyState, StudyStep } from '../../schema/study/words.ts';

const { PROPOSED, DECIDED, DECLINED, MINUTED, WITHDRAWN, RETRACTED } = StudyState;

/** From which states a step is legal and where it leads; nowhere, where the state stays. */
interface Transition {
  from: readonly StudyState[];
  to?: StudyState;
  /** The verb by which a person takes it; without one only the system does. */
  verb?: string;
  /** As docs/study.md draws it. */
  drawn: string;
}

/** Every step after the first, which is that the system proposes. */
type Later = Exclude<StudyStep, StudyStep.PROPOSE>;

/** The life of a proposed study. Whatever changes one goes by this table, and docs/study.md is drawn from it. */
export const LIFE: Readonly<Record<Later, Transition>> = {
  DECIDE: { from: [PROPOSED], to: DECIDED, verb: 'decideStudy', drawn: '决定召开 decideStudy' },
  DECLINE: { from: [PROPOSED], to: DECLINED, verb: 'declineStudy', drawn: '决定不召开 declineStudy' },
  DRAFT: { from: [DECIDED], verb: 'draftMinutes', drawn: '起草纪要 draftMinutes' },
  ISSUE: { from: [DECIDED], to: MINUTED, verb: 'issueMinutes', drawn: '印发纪要 issueMinutes' },
  RESTATE: { from: [PROPOSED, DECIDED, MINUTED], drawn: '依据更正 its results corrected, its cause holds' },
  WITHDRAW: { from: [PROPOSED], to: WITHDRAWN, drawn: '原因消失 its cause no longer holds' },
  // What was declined stays so: nothing followed from it that would have to be taken back.
  RETRACT: { from: [DECIDED, MINUTED], to: RETRACTED, drawn: '原因消失 its cause no longer holds' },
};

/** The state after a step. Refuses STUDY_STEP_ILLEGAL, naming the verbs that are legal. */
export function stateAfter(state: StudyState, step: Later): StudyState {
  const { to } = LIFE[step];
  if (!isLegal(state, step)) refuseStep(state);
  return to ?? state;
}

export function isLegal(state: StudyState, step: Later): boolean {
  return LIFE[step].from.includes(state);
}

/** Refuses whatever a person wants to do that cannot be done in this state. */
export function refuseStep(state: StudyState): never {
  refuse('STUDY_STEP_ILLEGAL', { field: 'id', found: state, expected: legalVerbs(state).join(', ') || '无 nothing' });
}

/** What a person can do about a study in this state. */
export function legalVerbs(state: StudyState): string[] {
  return Object.values(LIFE).flatMap(({ from, verb }) => (verb && from.includes(state) ? [verb] : []));
}

/** The table as a mermaid diagram. */
export function lifeDiagram(): string {
  const steps = Object.values(LIFE).flatMap(({ from, to, drawn }) => from.map((state) => `  ${state} --> ${to ?? state}: ${drawn}`));
  return ['stateDiagram-v2', '  [*] --> PROPOSED: 连续为好或为差 good or poor in a row', ...steps, '  DECLINED --> [*]', '  WITHDRAWN --> [*]', '  RETRACTED --> [*]'].join('\n');
}
