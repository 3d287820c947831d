import type { EntityManager } from '@mikro-orm/postgresql';
import { globalId } from '../../schema/Node.ts';
import { problem, refuse, refuseAll } from '../../schema/problemWording.ts';
import { Presence, StudyAttendance, type StudyClass, StudyClassStep, StudyEnrolment, StudySession } from '../../schema/studyClass/index.ts';
import { type Act, refuseOneself } from '../act.ts';
import { refuseBefore } from './sessions.ts';
import { takeStep } from './step.ts';

/** Most records at a time. */
const MOST = 200;

/** Whether somebody was there, by the key of their enrolment. */
export interface Attendance {
  enrolment: number;
  presence: Presence;
}

/**
 * Says who was at a session, from its day on and until the class is closed. What was said before and was something else is replaced by a new record, and stays; the
 * same said again changes nothing. All or none: refuses UNKNOWN_ID, DUPLICATE, ENROLMENT_TAKEN_BACK, SESSION_NOT_YET, DUTY_NOT_SEPARATED to who would record their own.
 */
export async function recordAttendance(em: EntityManager, key: number, given: readonly Attendance[], act: Act): Promise<StudyClass> {
  const known = await em.fork().findOne(StudySession, key);
  if (!known) refuse('UNKNOWN_ID', { field: 'session', found: globalId(StudySession.name, key) });
  if (!given.length || given.length > MOST) refuse('NUMBER_OUT_OF_RANGE', { field: 'attendance', found: String(given.length), expected: `1–${MOST}` });
  return takeStep(em, known.studyClass.id, StudyClassStep.ATTEND, async (tx, studyClass) => {
    refuseBefore(known, act.now);
    const sessions = await tx.find(StudySession, { studyClass });
    const session = sessions.find(({ id }) => id === key) as StudySession;
    const enrolments = await enrolmentsOf(tx, studyClass, given);
    await refuseOneself(
      tx,
      act.account,
      enrolments.map(({ officer }) => officer.id),
      'attendance',
    );
    const current = await tx.find(StudyAttendance, { enrolment: { $in: enrolments }, supersededAt: null });
    const changed = enrolments.filter(({ id }, at) => current.find(({ enrolment, session: of }) => enrolment.id === id && of.id === key)?.presence !== given[at]?.presence);
    for (const old of current) if (old.session.id === key && changed.includes(old.enrolment)) old.supersededAt = act.now;
    // The old records must be closed before new ones are current: the index allows one each.
    await tx.flush();
    for (const enrolment of changed) {
      const { presence } = given.find((each) => each.enrolment === enrolment.id) as Attendance;
      const record = tx.create(StudyAttendance, { enrolment, session, presence, recordedAt: act.now, recordedBy: act.name });
      const attended = [record, ...current.filter((each) => each.enrolment.id === enrolment.id && each.session.id !== key)].filter(isAttended);
      enrolment.completedAt = attended.length === sessions.length ? act.now : null;
    }
    return changed;
  });
}

/** Whether nothing is left to make up. */
function isAttended({ presence }: StudyAttendance): boolean {
  return presence === Presence.PRESENT || presence === Presence.MADE_UP;
}

async function enrolmentsOf(em: EntityManager, studyClass: StudyClass, given: readonly Attendance[]): Promise<StudyEnrolment[]> {
  const keys = given.map(({ enrolment }) => enrolment);
  const found = new Map((await em.find(StudyEnrolment, { id: { $in: keys }, studyClass }, { populate: ['officer'] })).map((each) => [each.id, each]));
  const field = 'attendance';
  refuseAll(
    keys.flatMap((key, at) => {
      const id = globalId(StudyEnrolment.name, key);
      const enrolment = found.get(key);
      if (!enrolment) return problem('UNKNOWN_ID', { field, found: id });
      if (keys.indexOf(key) < at) return problem('DUPLICATE', { field, found: id, expected: `attendance[${keys.indexOf(key)}]` });
      return enrolment.takenBackAt ? problem('ENROLMENT_TAKEN_BACK', { field, found: enrolment.officer.code }) : [];
    }),
  );
  return keys.map((key) => found.get(key) as StudyEnrolment);
}
