import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { globalId } from '../../schema/Node.ts';
import { refuse } from '../../schema/problemWording.ts';
import { StudyClass, type StudyClassStep, type StudyEnrolment } from '../../schema/studyClass/index.ts';
import { ANEW } from '../inspection/ledger.ts';
import { appendEvents } from '../live/index.ts';
import { type Later, studyClassLife } from './life.ts';

/**
 * Takes a step in one transaction that holds the class's row: whoever else takes one waits and sees this one. `work` answers the enrolments that it was about, of each of
 * which the log tells; of none it was about the class. Refuses UNKNOWN_ID and STUDY_CLASS_STEP_ILLEGAL.
 */
export function takeStep(
  em: EntityManager,
  key: number,
  step: Later,
  work: (tx: EntityManager, studyClass: StudyClass) => Promise<readonly StudyEnrolment[] | 'class'>,
): Promise<StudyClass> {
  return em.transactional(async (tx) => {
    const studyClass = await tx.findOne(StudyClass, key, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!studyClass) refuse('UNKNOWN_ID', { field: 'studyClass', found: globalId(StudyClass.name, key) });
    const state = studyClassLife.after(studyClass, step);
    const about = await work(tx, studyClass);
    studyClass.state = state;
    await tx.flush();
    await tellStep(tx, studyClass, step, about);
    return studyClass;
  }, ANEW);
}

export function tellStep(em: EntityManager, { id }: StudyClass, step: StudyClassStep, about: readonly StudyEnrolment[] | 'class'): Promise<void> {
  const subjects = about === 'class' ? [{ enrolment: null, officer: null }] : about.map((each) => ({ enrolment: each.id, officer: each.officer.id }));
  return appendEvents(
    em,
    subjects.map((subject) => ({ kind: 'STUDY_CLASS_CHANGED', data: { studyClass: id, ...subject, step } })),
  );
}
