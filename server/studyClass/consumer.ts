import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Rectification, RectificationState, RectificationStepKind } from '../../schema/rectification/index.ts';
import { StudyClass, StudyClassStep, StudyEnrolment } from '../../schema/studyClass/index.ts';
import type { DurableConsumer } from '../live/consumers/index.ts';
import { tellStep } from './step.ts';

const { WITHDRAW, LAPSE } = RectificationStepKind;

/** Takes enrolments back with the rectifications that they rest on. What was attended stays; handed over again, an event changes nothing. */
export const studyClassConsumer: DurableConsumer = {
  name: 'studyClasses',
  from: 'beginning',
  async handle(event, em) {
    if (event.kind === 'RECTIFICATION_CHANGED' && [WITHDRAW, LAPSE].includes(event.data.step)) await takeBack(em, event.data.rectification, event.at);
  },
};

async function takeBack(em: EntityManager, key: number, at: Date): Promise<void> {
  const { state } = await em.findOneOrFail(Rectification, key, { refresh: true });
  // What was closed before its cause fell away was worked off, and stays.
  if (state !== RectificationState.WITHDRAWN) return;
  const resting = await em.find(StudyEnrolment, { rectification: key, takenBackAt: null }, { orderBy: { studyClass: 'asc' } });
  for (const enrolment of resting) {
    // Its attendance may just be recorded.
    const studyClass = await em.findOneOrFail(StudyClass, enrolment.studyClass.id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    await em.refresh(enrolment);
    enrolment.takenBackAt = at;
    await em.flush();
    await tellStep(em, studyClass, StudyClassStep.TAKE_BACK, [enrolment]);
  }
}
