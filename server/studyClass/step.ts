import type { EntityManager } from '@mikro-orm/postgresql';
import { StudyClass, type StudyClassStep, type StudyEnrolment } from '../../schema/studyClass/index.ts';
import { appendEvents } from '../live/index.ts';
import * as steps from '../step.ts';
import { type Later, studyClassLife } from './life.ts';

/** What a step is about: the class, or some who are enrolled in it, of each of whom the log tells. */
type About = readonly StudyEnrolment[] | 'class';

/** Takes a step of a class, and answers it; `work` says what it was about. Refuses UNKNOWN_ID and STUDY_CLASS_STEP_ILLEGAL. */
export async function takeStep(em: EntityManager, key: number, step: Later, work: (tx: EntityManager, studyClass: StudyClass) => Promise<About>): Promise<StudyClass> {
  const [studyClass] = await steps.takeStep(
    em,
    { of: StudyClass, key, field: 'studyClass', life: studyClassLife, step },
    async (tx, taken) => [taken, await work(tx, taken)] as const,
    (tx, taken, [, about]) => tellStep(tx, taken, step, about),
  );
  return studyClass;
}

export function tellStep(em: EntityManager, { id }: StudyClass, step: StudyClassStep, about: About): Promise<void> {
  const subjects = about === 'class' ? [{ enrolment: null, officer: null }] : about.map((each) => ({ enrolment: each.id, officer: each.officer.id }));
  return appendEvents(
    em,
    subjects.map((subject) => ({ kind: 'STUDY_CLASS_CHANGED', data: { studyClass: id, ...subject, step } })),
  );
}
