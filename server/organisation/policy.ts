import { COMMITTEE, each, everybody, everything, policy, Role, type SomeRows } from '../access/policy.ts';
import type { Viewer } from '../access/viewer.ts';

const { INSPECTOR, REPORTER, CADRE_OFFICE, OFFICER, LEADER, SCREEN, ADMINISTRATOR } = Role;

/** Those who see an officer as the roll has them. */
const CLOSE_BY = [...COMMITTEE, CADRE_OFFICE, OFFICER];

const assigned: SomeRows = { zh: '所分配的单位', en: 'the units assigned', where: ({ assignedUnits = [] }) => ({ id: { in: assignedUnits } }) };
/** Also for what belongs to these units: whoever sees a result sees whose it is. */
export const ofOwnClass: SomeRows = {
  zh: '与本单位同类的单位',
  en: 'the units of the own unit’s class',
  where: (viewer) => ifUnit(viewer, (key) => ({ unitClass: { sameAs: key } })),
};
const own: SomeRows = { zh: '本单位', en: 'the own unit', where: (viewer) => ifUnit(viewer, (key) => ({ id: { eq: key } })) };
const served: SomeRows = {
  zh: '本人所在单位',
  en: 'the organ served in',
  where: ({ officer }) => (officer === undefined ? undefined : { officers: { some: { id: { eq: officer } } } }),
};

const colleagues: SomeRows = { zh: '本机关的干警', en: 'those of the own organ', where: (viewer) => ifUnit(viewer, (key) => ({ unit: { id: { eq: key } } })) };
const oneself: SomeRows = { zh: '本人', en: 'oneself', where: ({ officer }) => (officer === undefined ? undefined : { id: { eq: officer } }) };

/** Divisions are facts that whoever works with units needs. Officers are seen by the committee, their own organ's cadre office, and themselves. */
export const organisationPolicy = policy({
  things: {
    Region: {
      rows: each([...COMMITTEE, INSPECTOR, REPORTER, CADRE_OFFICE, OFFICER, LEADER, SCREEN, ADMINISTRATOR], everything),
      open: ['id', 'code', 'name', 'kind', 'parent', 'children', 'units'],
    },
    Unit: {
      rows: { ...each([...COMMITTEE, LEADER, SCREEN, ADMINISTRATOR], everything), INSPECTOR: assigned, REPORTER: ofOwnClass, CADRE_OFFICE: own, OFFICER: served },
      open: [
        'id',
        'code',
        'name',
        'unitClass',
        'isPoliticalLegalOrgan',
        'region',
        'inspections',
        'results',
        'corrections',
        'officers',
        'warnings',
        'rectifications',
        'appraisals',
        'appraisalRounds',
        'studyClasses',
      ],
      // Free text of the committee's own, about a unit.
      only: { remark: COMMITTEE },
    },
    Officer: {
      rows: { ...each([...COMMITTEE, ADMINISTRATOR], everything), CADRE_OFFICE: colleagues, OFFICER: oneself },
      open: ['id', 'code', 'name', 'unit', 'rectifications', 'appraisals', 'talks', 'studyEnrolments', 'fileEntries', 'fileReadings'],
      // The administrator gives an officer an account, and needs to know no more than who it is.
      only: { post: CLOSE_BY, tier: CLOSE_BY, department: CLOSE_BY },
    },
  },
  // A remark is free text: a name may stand in it.
  personal: { Officer: ['code', 'name', 'unit', 'post', 'tier', 'department'], Unit: ['remark'] },
  queries: { unit: everybody },
});

/** Nobody's unit is no unit: without one no row is seen. */
function ifUnit<T>({ unit }: Viewer, where: (key: number) => T): T | undefined {
  return unit === undefined ? undefined : where(unit);
}
