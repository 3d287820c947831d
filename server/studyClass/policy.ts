import { Unit } from '../../schema/organisation/index.ts';
import { StudyClass, StudySession } from '../../schema/studyClass/index.ts';
import { type ByRole, COMMITTEE, type Concerning, each, everything, freely, policy, Role, type Rows, type SomeRows } from '../access/policy.ts';
import type { FilterInput } from '../read/index.ts';

const { CADRE_OFFICE, OFFICER } = Role;

const OF_COMMITTEE: FilterInput = { not: { organ: { id: { isNull: false } } } };

/** From a row to the enrolment that it belongs to. */
type Path = (enrolment: FilterInput) => FilterInput;

/** By the organ in which they served when their rectification was opened, which is whose cadre office sees that. */
const ofColleagues = (unit: number): FilterInput => ({ rectification: { unit: { id: { eq: unit } } } });
const ofOfficer = (officer: number): FilterInput => ({ officer: { id: { eq: officer } } });

const enrolledColleagues = (path: Path): SomeRows => ({
  zh: '本机关干警的',
  en: 'those of officers of the own organ',
  where: ({ unit }) => (unit === undefined ? undefined : path(ofColleagues(unit))),
});
const oneself = (path: Path): SomeRows => ({ zh: '本人的', en: 'one’s own', where: ({ officer }) => (officer === undefined ? undefined : path(ofOfficer(officer))) });
const enrolments = (path: Path): ByRole<Rows> => ({ ...each(COMMITTEE, everything), [CADRE_OFFICE]: enrolledColleagues(path), [OFFICER]: oneself(path) });

/** Classes, and what belongs to them. */
const classes = (path: (studyClass: FilterInput) => FilterInput): ByRole<Rows> => ({
  ...each(COMMITTEE, everything),
  [CADRE_OFFICE]: {
    zh: '本机关举办的，及本机关干警参加的',
    en: 'those the own organ holds, and those its officers take part in',
    where: ({ unit }) => (unit === undefined ? undefined : { or: [path({ organ: { id: { eq: unit } } }), path({ enrolments: { some: ofColleagues(unit) } })] }),
  },
  [OFFICER]: {
    zh: '本人参加的',
    en: 'those one takes part in',
    where: ({ officer }) => (officer === undefined ? undefined : path({ enrolments: { some: ofOfficer(officer) } })),
  },
});

/** Whoever holds a class runs it. */
const run = (entity: typeof StudyClass | typeof StudySession, argument: string, path: (studyClass: FilterInput) => FilterInput): ByRole<Concerning> => {
  const row = (args: Record<string, unknown>, studyClass: FilterInput): FilterInput => ({ id: { eq: args[argument] }, ...path(studyClass) }) as FilterInput;
  return {
    ...each(COMMITTEE, { zh: '限政法委的学习班', en: 'of the committee’s classes', entity, row: (args) => row(args, OF_COMMITTEE) } satisfies Concerning),
    [CADRE_OFFICE]: { zh: '限本机关的学习班', en: 'of the own organ’s classes', entity, row: (args) => row(args, { not: OF_COMMITTEE }) },
  };
};
const ofClass = run(StudyClass, 'studyClass', (studyClass) => studyClass);
const ofSession = run(StudySession, 'session', (studyClass) => ({ studyClass }));

/**
 * Classes are run by whoever holds them, the committee or an organ. The committee sees all; a cadre office its own classes, and of others what concerns its officers; an
 * officer what concerns themselves. Nobody else sees any of it.
 */
export const studyClassPolicy = policy({
  things: {
    StudyClass: {
      rows: classes((studyClass) => studyClass),
      open: ['id', 'organ', 'tier', 'title', 'place', 'state', 'announcedAt', 'closedAt', 'cancelledAt', 'cancellationReason', 'sessions', 'enrolments'],
    },
    StudySession: { rows: classes((studyClass) => ({ studyClass })), open: ['id', 'studyClass', 'position', 'heldOn', 'attendances'] },
    StudyEnrolment: {
      rows: enrolments((enrolment) => enrolment),
      open: ['id', 'studyClass', 'officer', 'officerName', 'rectification', 'enrolledAt', 'completedAt', 'takenBackAt', 'attendances'],
      only: { enrolledBy: [...COMMITTEE, CADRE_OFFICE] },
    },
    StudyAttendance: {
      rows: enrolments((enrolment) => ({ enrolment })),
      open: ['id', 'enrolment', 'session', 'presence', 'recordedAt', 'supersededAt'],
      only: { recordedBy: [...COMMITTEE, CADRE_OFFICE] },
    },
  },
  shapes: {
    StudyClassPayload: ['studyClass', 'problems'],
    StudyClassChangedEvent: ['cursor', 'at', 'studyClass', 'step'],
  },
  // Who takes part and whether they did, who did what, and free text in which a name may stand.
  personal: {
    StudyClass: ['title', 'place', 'cancellationReason'],
    StudyEnrolment: ['officer', 'officerName', 'rectification', 'enrolledBy', 'completedAt'],
    StudyAttendance: ['presence', 'recordedBy'],
  },
  verbs: {
    announceStudyClass: each(COMMITTEE, freely),
    announceOrganStudyClass: {
      [CADRE_OFFICE]: { zh: '限本机关', en: 'of the own organ', entity: Unit, row: ({ unitCode }) => ({ code: { eq: unitCode } }) },
    },
    enrolInStudyClass: ofClass,
    recordAttendance: ofSession,
    closeStudyClass: ofClass,
    cancelStudyClass: ofClass,
  },
  // An officer would be told of others' steps, in whatever class they take part in.
  subscriptions: {
    studyClassChanged: { to: [...COMMITTEE, CADRE_OFFICE], concerning: { STUDY_CLASS_CHANGED: { entity: StudyClass, key: 'studyClass' } } },
  },
});
