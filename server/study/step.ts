import type { EntityManager } from '@mikro-orm/postgresql';
import { globalId } from '../../schema/Node.ts';
import { problem, Refusal } from '../../schema/problemWording.ts';
import { StudyProposal, StudyState, type StudyStep } from '../../schema/study/index.ts';
import { Warning, WarningState } from '../../schema/warning/index.ts';
import { appendEvents } from '../live/index.ts';
import * as steps from '../step.ts';
import { studyLife } from './life.ts';

/** Takes a step of a study as a person does. Refuses UNKNOWN_ID and STUDY_STEP_ILLEGAL, also where the warning was retracted and the system is just about to say so. */
export function takeStep<T>(
  em: EntityManager,
  key: number,
  step: Exclude<StudyStep, StudyStep.PROPOSE>,
  work: (tx: EntityManager, proposal: StudyProposal) => Promise<T>,
): Promise<T> {
  return steps.takeStep(
    em,
    { of: StudyProposal, key, field: 'id', life: studyLife, step },
    async (tx, proposal) => {
      const warning = await tx.findOneOrFail(Warning, proposal.warning.id);
      if (warning.state === WarningState.RETRACTED) studyLife.refuse({ state: StudyState.RETRACTED });
      return work(tx, proposal);
    },
    (tx, proposal) => tellStep(tx, proposal, step),
  );
}

export function tellStep(em: EntityManager, { id }: StudyProposal, step: StudyStep): Promise<void> {
  return appendEvents(em, [{ kind: 'STUDY_CHANGED', data: { study: id, step } }]);
}

/** There is no such thing, or nothing that is there for whoever asks. */
export function unknown(typeName: string, key: number): Refusal {
  return new Refusal(problem('UNKNOWN_ID', { field: 'id', found: globalId(typeName, key) }));
}
