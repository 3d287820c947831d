import { Finding } from '../../schema/inspection/index.ts';
import { Unit } from '../../schema/organisation/index.ts';
import { ALL_ROLES, COMMITTEE, type Concerning, each, everybody, everything, freely, policy, Role, type SomeRows } from '../access/policy.ts';
import { ofOwnClass } from '../organisation/policy.ts';
import type { FilterInput } from '../read/index.ts';

const { SECRETARY, STAFF, INSPECTOR, REPORTER, CADRE_OFFICE, LEADER, SCREEN } = Role;

/** Those who see what was found as it was written down: a wall does not, since a name may stand in free text. */
const CLOSE_BY = [...COMMITTEE, INSPECTOR, REPORTER];

const ofAssignedUnits = (path: (unit: FilterInput) => FilterInput): SomeRows => ({
  zh: '所分配单位的',
  en: 'those of the units assigned',
  where: ({ assignedUnits = [] }) => path({ unit: { id: { in: assignedUnits } } }),
});
const ofOwnUnit = (path: (unit: FilterInput) => FilterInput): SomeRows => ({
  zh: '本单位的',
  en: 'those of the own unit',
  where: ({ unit }) => (unit === undefined ? undefined : path({ unit: { id: { eq: unit } } })),
});
const itself = (unit: FilterInput) => unit;
const itsInspection = (unit: FilterInput) => ({ inspection: unit });

const ofUnitsOfOwnClass: SomeRows = {
  zh: '与本单位同类的单位的',
  en: 'those of the units of the own unit’s class',
  where: (viewer) => {
    const unit = ofOwnClass.where(viewer);
    return unit && { unit };
  },
};

const atUnit: Concerning = { zh: '限所分配的单位', en: 'at the units assigned', entity: Unit, row: ({ input }) => ({ code: { eq: input.unitCode } }) };
const ofFinding: Concerning = { zh: '限所分配单位的记录', en: 'of the units assigned', entity: Finding, row: ({ input }) => ({ id: { eq: input.finding } }) };

/**
 * The text of the rules is everybody's. Records are seen by the committee, by inspectors of the units assigned to them and by a unit's
 * own reporter; results once they are published, by leaders too and by those of the same class. Whoever records does not publish.
 */
export const inspectionPolicy = policy({
  things: {
    RuleBook: {
      rows: each(ALL_ROLES, everything),
      open: ['id', 'year', 'version', 'title', 'goodFrom', 'mediumFrom', 'bonusCap', 'adoptedAt', 'items', 'rounds'],
    },
    RuleItem: {
      rows: each(ALL_ROLES, everything),
      open: ['id', 'ruleBook', 'code', 'position', 'section', 'content', 'kind', 'weight', 'pointsPerOccurrence', 'cap', 'unitClasses', 'basis', 'findings'],
    },
    InspectionRound: {
      rows: each([...COMMITTEE, INSPECTOR, REPORTER, CADRE_OFFICE, LEADER, SCREEN], everything),
      open: ['id', 'month', 'state', 'ruleBook', 'openedAt', 'publishedAt', 'inspections', 'results', 'corrections', 'warnings', 'rectifications'],
    },
    Inspection: {
      rows: { ...each([...COMMITTEE, SCREEN], everything), INSPECTOR: ofAssignedUnits(itself), REPORTER: ofOwnUnit(itself) },
      open: ['id', 'round', 'unit', 'inspectedOn', 'recordedAt', 'findings', 'results'],
      only: { inspector: CLOSE_BY },
    },
    Finding: {
      rows: { ...each([...COMMITTEE, SCREEN], everything), INSPECTOR: ofAssignedUnits(itsInspection), REPORTER: ofOwnUnit(itsInspection) },
      open: ['id', 'inspection', 'item', 'occurrences', 'inspectedOn', 'rectifyBy', 'fromVersion', 'untilVersion', 'recordedAt', 'retractedAt'],
      only: { evidence: CLOSE_BY, inspector: CLOSE_BY, retractionReason: CLOSE_BY },
    },
    Correction: {
      rows: { ...each(COMMITTEE, everything), REPORTER: ofOwnUnit(itself) },
      open: ['id', 'round', 'unit', 'reason', 'correctedAt', 'results'],
    },
    InspectionResult: {
      rows: { ...each([...COMMITTEE, LEADER, SCREEN], everything), REPORTER: ofUnitsOfOwnClass, CADRE_OFFICE: ofOwnUnit(itself) },
      open: ['id', 'round', 'unit', 'inspection', 'unitClass', 'score', 'grade', 'rank', 'vetoProposed', 'version', 'publishedAt', 'supersededAt', 'correction', 'versions'],
      // It is computed from the findings: only for those who may see these.
      only: { explanation: [...COMMITTEE, REPORTER] },
    },
  },
  shapes: {
    ScoreExplanation: ['ruleBook', 'base', 'deducted', 'bonuses', 'awarded', 'score', 'grade', 'items'],
    ItemExplanation: ['item', 'findings', 'occurrences', 'uncapped', 'capApplied', 'points', 'basis'],
    RoundPayload: ['round', 'problems'],
    InspectionPayload: ['inspection', 'problems'],
    FindingPayload: ['finding', 'problems'],
    ResultPayload: ['result', 'problems'],
  },
  // Who inspected, and the free text of what was found and why it was taken back or corrected: a name may stand in it.
  personal: { Inspection: ['inspector'], Finding: ['inspector', 'evidence', 'retractionReason'], Correction: ['reason'] },
  queries: { inspectionRound: everybody, unitClassRanking: everybody },
  verbs: {
    openInspectionRound: { [STAFF]: freely },
    recordInspection: { [STAFF]: freely, [INSPECTOR]: atUnit },
    recordFinding: { [STAFF]: freely, [INSPECTOR]: atUnit },
    retractFinding: { [STAFF]: freely, [INSPECTOR]: ofFinding },
    publishInspectionRound: { [SECRETARY]: freely },
    correctInspectionResult: { [SECRETARY]: freely },
  },
});
