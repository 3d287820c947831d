import type { EntityManager } from '@mikro-orm/postgresql';
import { AppraisalBody } from '../../schema/appraisal/index.ts';
import { Unit } from '../../schema/organisation/index.ts';
import type { Problem } from '../../schema/Problem.ts';
import { problem, refuse, refuseAll } from '../../schema/problemWording.ts';
import { StudyAttendance, StudyClass, StudyClassState, StudyClassStep, StudyEnrolment, StudySession } from '../../schema/studyClass/index.ts';
import type { AnnounceStudyClassInput } from '../../schema/studyClass/mutations.ts';
import type { Act } from '../act.ts';
import { GROUPS_OF } from '../appraisal/index.ts';
import { dayInChina } from '../calendar.ts';
import { ANEW } from '../database/index.ts';
import { checkArrangedDay } from '../days.ts';
import { checkedText, LONGEST } from '../texts.ts';
import { refuseBefore } from './sessions.ts';
import { takeStep, tellStep } from './step.ts';

const MOST_SESSIONS = 30;

/** Missing attendances named in a refusal; whoever has more to record knows what is meant. */
const MOST_NAMED = 5;

/**
 * Announces a class of the committee's, or with the code of an organ one of that organ's own, which are for those that it grades itself: STUDY_CLASS_OF_OTHER_BODY. The days
 * of its sessions are settled with it.
 */
export async function announceStudyClass(em: EntityManager, input: AnnounceStudyClassInput, { now }: Pick<Act, 'now'>, unitCode?: string): Promise<StudyClass> {
  const { tier } = input;
  const own: readonly string[] = GROUPS_OF[AppraisalBody.ORGAN];
  if (unitCode !== undefined && !own.includes(tier)) refuse('STUDY_CLASS_OF_OTHER_BODY', { field: 'tier', found: tier, expected: own.join(', ') });
  const texts = { title: checkedText('title', input.title, LONGEST.line), place: checkedText('place', input.place, LONGEST.line) };
  refuseAll(checkSessions(input.sessions, dayInChina(now)));
  return em.transactional(async (tx) => {
    const organ = unitCode === undefined ? null : await tx.findOne(Unit, { code: unitCode, isPoliticalLegalOrgan: true });
    if (unitCode !== undefined && !organ) refuse('UNKNOWN_UNIT', { field: 'unitCode', found: unitCode });
    const studyClass = tx.create(StudyClass, { organ, tier, ...texts, state: StudyClassState.ANNOUNCED, announcedAt: now });
    for (const [at, heldOn] of input.sessions.toSorted().entries()) tx.create(StudySession, { studyClass, position: at + 1, heldOn });
    await tx.flush();
    await tellStep(tx, studyClass, StudyClassStep.ANNOUNCE, 'class');
    return studyClass;
  }, ANEW);
}

function checkSessions(days: readonly string[], today: string): Problem[] {
  const field = 'sessions';
  if (!days.length) return [problem('VALUE_MISSING', { field, expected: '至少一次课 / one session at least' })];
  if (days.length > MOST_SESSIONS) return [problem('NUMBER_OUT_OF_RANGE', { field, found: String(days.length), expected: `1–${MOST_SESSIONS}` })];
  return days.flatMap((day, at) => {
    const first = days.indexOf(day);
    const twice = first < at ? [problem('DUPLICATE', { field, found: day, expected: `sessions[${first}]` })] : [];
    return [...twice, ...checkArrangedDay(field, day, today)];
  });
}

/** Closes a class after its last session, with the attendance of everybody recorded: ATTENDANCE_MISSING, SESSION_NOT_YET. */
export function closeStudyClass(em: EntityManager, key: number, { now }: Pick<Act, 'now'>): Promise<StudyClass> {
  return takeStep(em, key, StudyClassStep.CLOSE, async (tx, studyClass) => {
    const sessions = await tx.find(StudySession, { studyClass }, { orderBy: { heldOn: 'asc' } });
    refuseBefore(sessions.at(-1) as StudySession, now);
    const enrolled = await tx.find(StudyEnrolment, { studyClass, takenBackAt: null }, { populate: ['officer'], orderBy: { id: 'asc' } });
    const recorded = await tx.find(StudyAttendance, { enrolment: { studyClass }, supersededAt: null });
    const known = new Set(recorded.map(({ enrolment, session }) => `${enrolment.id} ${session.id}`));
    const missing = enrolled.flatMap(({ id, officer }) => sessions.flatMap((session) => (known.has(`${id} ${session.id}`) ? [] : `${officer.code} ${session.heldOn}`)));
    if (missing.length) {
      const named = missing.slice(0, MOST_NAMED);
      if (missing.length > MOST_NAMED) named.push(`… (${missing.length})`);
      refuse('ATTENDANCE_MISSING', { field: 'studyClass', found: named.join(', ') });
    }
    studyClass.closedAt = now;
    return 'class';
  });
}

/** Cancels a class. What was attended stays on record. */
export function cancelStudyClass(em: EntityManager, key: number, reason: string, { now }: Pick<Act, 'now'>): Promise<StudyClass> {
  const cancellationReason = checkedText('reason', reason, LONGEST.reason);
  return takeStep(em, key, StudyClassStep.CANCEL, async (_, studyClass) => {
    Object.assign(studyClass, { cancelledAt: now, cancellationReason });
    return 'class';
  });
}
