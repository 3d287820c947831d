import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { globalId } from '../../schema/Node.ts';
import type { Officer } from '../../schema/organisation/index.ts';
import type { Problem } from '../../schema/Problem.ts';
import { problem, refuse, refuseAll } from '../../schema/problemWording.ts';
import { Rectification } from '../../schema/rectification/index.ts';
import { type StudyClass, StudyClassStep, StudyEnrolment } from '../../schema/studyClass/index.ts';
import { type Act, refuseOneself } from '../act.ts';
import { isUnderWay } from '../rectification/index.ts';
import { takeStep } from './step.ts';

/** Most people enrolled at a time. */
const MOST = 200;

/**
 * Enrols those whom open rectifications are about, all or none, and names everything that is wrong: UNKNOWN_ID, ENROLMENT_NOT_OPEN, ENROLMENT_OTHER_ORGAN in an organ's
 * class, ENROLMENT_WRONG_TIER, ENROLMENT_TWICE. Refuses DUTY_NOT_SEPARATED to who would enrol themselves.
 */
export function enrolInStudyClass(em: EntityManager, key: number, rectifications: readonly number[], act: Act): Promise<StudyClass> {
  if (!rectifications.length || rectifications.length > MOST) {
    refuse('NUMBER_OUT_OF_RANGE', { field: 'rectifications', found: String(rectifications.length), expected: `1–${MOST}` });
  }
  return takeStep(em, key, StudyClassStep.ENROL, async (tx, studyClass) => {
    // Held, so that none is withdrawn before the enrolment is there to be taken back with it.
    const keys = [...new Set(rectifications)];
    const found = await tx.find(Rectification, { id: { $in: keys } }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_READ });
    await tx.populate(found, ['officer']);
    const byKey = new Map(found.map((each) => [each.id, each]));
    const enrolled = new Set((await tx.find(StudyEnrolment, { studyClass, takenBackAt: null })).map(({ officer }) => officer.id));
    const problems: Problem[] = [];
    const named: { rectification: Rectification; officer: Officer }[] = [];
    for (const each of rectifications) {
      const rectification = byKey.get(each);
      const wrong = checkEnrolment(studyClass, rectification, each, enrolled);
      if (wrong) problems.push(wrong);
      else if (rectification?.officer) {
        enrolled.add(rectification.officer.id);
        named.push({ rectification, officer: rectification.officer });
      }
    }
    refuseAll(problems);
    await refuseOneself(
      tx,
      act.account,
      named.map(({ officer }) => officer.id),
      'rectifications',
    );
    return named.map(({ rectification, officer }) =>
      tx.create(StudyEnrolment, { studyClass, officer, officerName: officer.name, rectification, enrolledAt: act.now, enrolledBy: act.name }),
    );
  });
}

/** Of another organ's nothing is said but the id that was given. */
function checkEnrolment({ organ, tier }: StudyClass, rectification: Rectification | undefined, key: number, enrolled: ReadonlySet<number>): Problem | undefined {
  const field = 'rectifications';
  const id = globalId(Rectification.name, key);
  if (!rectification) return problem('UNKNOWN_ID', { field, found: id });
  const { officer, unit } = rectification;
  if (organ && unit.id !== organ.id) return problem('ENROLMENT_OTHER_ORGAN', { field, found: id });
  if (!officer || !isUnderWay(rectification)) return problem('ENROLMENT_NOT_OPEN', { field, found: id });
  if (officer.tier !== tier) return problem('ENROLMENT_WRONG_TIER', { field, found: officer.code, expected: tier });
  return enrolled.has(officer.id) ? problem('ENROLMENT_TWICE', { field, found: officer.code }) : undefined;
}
