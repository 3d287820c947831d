import { CorrectiveMeasure, Rectification } from '../../schema/rectification/index.ts';
import { type ByRole, COMMITTEE, type Concerning, each, everything, freely, policy, Role, type Rows, type SomeRows } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';
import type { EntityClass, FilterInput } from '../read/index.ts';

const { REPORTER, CADRE_OFFICE, OFFICER, LEADER, SCREEN } = Role;

/** Those who read what was written: reporters of their unit, cadre offices and officers of persons. */
const CLOSE_BY = [...COMMITTEE, REPORTER, CADRE_OFFICE, OFFICER];

const ofPersons: FilterInput = { officer: { id: { isNull: false } } };
const ofUnits: FilterInput = { not: ofPersons };

/** What a rectification is about, and how far it has come. */
const WHAT = ['id', 'unit', 'officer', 'origin', 'result', 'appraisal', 'round', 'month'] as const;
const HOW_FAR = ['state', 'dueOn', 'reopenings', 'openedAt', 'explainedAt', 'submittedAt', 'reviewedAt', 'closedAt', 'withdrawnAt', 'causeFellAt'] as const;

/** Which rectifications; `path` leads to one from what belongs to it. */
const ofRounds = (path: (rectification: FilterInput) => FilterInput): SomeRows => ({
  zh: '单位的，因考评立项的除外',
  en: 'those of units, not for a grade',
  where: () => path({ round: { id: { isNull: false } } }),
});
const ofOwnUnit = (path: (rectification: FilterInput) => FilterInput): SomeRows => ({
  zh: '本单位的，个人的除外',
  en: 'those of the own unit, not of persons',
  where: ({ unit }) => (unit === undefined ? undefined : path({ unit: { id: { eq: unit } }, ...ofUnits })),
});
const ofColleagues = (path: (rectification: FilterInput) => FilterInput): SomeRows => ({
  zh: '本机关干警的',
  en: 'those of officers of the own organ',
  where: ({ unit }) => (unit === undefined ? undefined : path({ unit: { id: { eq: unit } }, ...ofPersons })),
});
const ofOneself = (path: (rectification: FilterInput) => FilterInput): SomeRows => ({
  zh: '本人的',
  en: 'one’s own',
  where: ({ officer }: Viewer) => (officer === undefined ? undefined : path({ officer: { id: { eq: officer } } })),
});

const itself = (rectification: FilterInput) => rectification;
const belonging = (rectification: FilterInput) => ({ rectification });

/** Rows for those who read what was written. */
const closeBy = (path: typeof itself): ByRole<Rows> => ({
  ...each(COMMITTEE, everything),
  [REPORTER]: ofOwnUnit(path),
  [CADRE_OFFICE]: ofColleagues(path),
  [OFFICER]: ofOneself(path),
});
/** Also for those who see how far units have come: a wall, and leaders. */
const fromAfar = (path: typeof itself): ByRole<Rows> => ({ ...closeBy(path), ...each([LEADER, SCREEN], ofRounds(path)) });

/** A verb of those whose rectification it is; for an officer their organ's cadre office files what they hand in on paper. */
const bySubject = (entity: EntityClass, argument: string): ByRole<Concerning> => {
  const concerning = (zh: string, en: string): Concerning => ({ zh, en, entity, row: (args) => ({ id: { eq: args[argument] } }) });
  return {
    [REPORTER]: concerning('限本单位的', 'of the own unit'),
    [CADRE_OFFICE]: concerning('限本机关干警的', 'of officers of the own organ'),
    [OFFICER]: concerning('限本人的', 'of oneself'),
  };
};

/**
 * Rectifications are the committee's to open and review, and the unit's or the person's to work off: a reporter the unit's, an officer their own, a cadre office those of
 * its organ's officers. Leaders and walls see how far units have come: never a person's, nothing of grades, and no word that anybody wrote.
 */
export const rectificationPolicy = policy({
  things: {
    Rectification: {
      rows: fromAfar(itself),
      open: [...WHAT, ...HOW_FAR, 'measures', 'helpers', 'steps', 'warnings'],
      only: { reason: CLOSE_BY, explanation: CLOSE_BY, explainedBy: CLOSE_BY, review: CLOSE_BY, withdrawalReason: CLOSE_BY, openedBy: COMMITTEE, reviewedBy: COMMITTEE },
    },
    CorrectiveMeasure: {
      rows: fromAfar(belonging),
      open: ['id', 'rectification', 'position', 'dueOn', 'plannedAt', 'completedAt'],
      only: { content: CLOSE_BY, evidence: CLOSE_BY },
    },
    // A unit has none.
    RectificationHelper: {
      rows: { ...each(COMMITTEE, everything), [CADRE_OFFICE]: ofColleagues(belonging), [OFFICER]: ofOneself(belonging) },
      open: ['id', 'rectification', 'kind', 'officer', 'officerName', 'assignedAt'],
    },
    RectificationStep: {
      rows: closeBy(belonging),
      open: ['id', 'rectification', 'kind', 'state', 'takenAt', 'text', 'measure', 'dueOn'],
      only: { takenBy: COMMITTEE },
    },
  },
  shapes: {
    RectificationPayload: ['rectification', 'problems'],
    RectificationChangedEvent: ['cursor', 'at', 'rectification', 'step'],
  },
  // Whom it is about, who did what, and free text in which a name may stand.
  personal: {
    Rectification: ['officer', 'reason', 'openedBy', 'explanation', 'explainedBy', 'review', 'reviewedBy', 'withdrawalReason'],
    CorrectiveMeasure: ['content', 'evidence'],
    RectificationHelper: ['officer', 'officerName'],
    RectificationStep: ['takenBy', 'text'],
  },
  verbs: {
    openRectification: each(COMMITTEE, freely),
    assignHelpers: each(COMMITTEE, freely),
    explainRectification: bySubject(Rectification, 'rectification'),
    planMeasures: bySubject(Rectification, 'rectification'),
    completeMeasure: bySubject(CorrectiveMeasure, 'measure'),
    submitRectification: bySubject(Rectification, 'rectification'),
    acceptRectification: each(COMMITTEE, freely),
    sendBackRectification: each(COMMITTEE, freely),
    reopenRectification: each(COMMITTEE, freely),
    withdrawRectification: each(COMMITTEE, freely),
  },
  subscriptions: {
    rectificationChanged: {
      to: [...CLOSE_BY, LEADER, SCREEN],
      concerning: { RECTIFICATION_CHANGED: { entity: Rectification, key: 'rectification' } },
    },
  },
});
