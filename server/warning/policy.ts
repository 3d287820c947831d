import { RectificationOrigin } from '../../schema/rectification/index.ts';
import { Warning, WarningOrigin } from '../../schema/warning/index.ts';
import { ALL_ROLES, COMMITTEE, each, everything, freely, policy, Role, type SomeRows } from '../access/policy.ts';

const { SECRETARY, REPORTER, CADRE_OFFICE, OFFICER, SCREEN } = Role;

/** Those who see how a warning came about and was dealt with. */
const CLOSE_BY = [...COMMITTEE, REPORTER, CADRE_OFFICE, OFFICER];

/** Those who are told as it happens, each of the warnings they see. */
const TOLD = [...CLOSE_BY, SCREEN];
const ITSELF = { entity: Warning, key: 'warning' } as const;

/** What a warning is about. */
const WHAT = [
  ...(['id', 'cause', 'life', 'kind', 'origin', 'level', 'severity', 'unit', 'officer', 'month', 'ofOfficer', 'ruleBook'] as const),
  ...(['round', 'result', 'previousResult', 'appraisal', 'rectification', 'dueOn'] as const),
];

const ofAppraisals = { origin: { eq: WarningOrigin.APPRAISAL } };

const ofUnits: SomeRows = {
  zh: '单位的，不针对干警个人，不涉及考评',
  en: 'those of units, not of officers, not of grades',
  where: () => ({ ofOfficer: { eq: false }, not: { or: [ofAppraisals, { rectification: { origin: { eq: RectificationOrigin.GRADE } } }] } }),
};
const ofOwnUnit: SomeRows = {
  zh: '本单位的，不针对干警个人',
  en: 'those of the own unit, not of officers',
  where: ({ unit }) => (unit === undefined ? undefined : { unit: { id: { eq: unit } }, ofOfficer: { eq: false } }),
};
const ofColleagues: SomeRows = {
  zh: '针对本机关干警的，依据考评的除外',
  en: 'those of officers of the own organ, not of what the committee says of its leaders',
  where: ({ unit }) => (unit === undefined ? undefined : { unit: { id: { eq: unit } }, ofOfficer: { eq: true }, not: ofAppraisals }),
};
const ofOneself: SomeRows = {
  zh: '针对本人考评的',
  en: 'those of one’s own appraisals',
  where: ({ officer }) => (officer === undefined ? undefined : { officer: { id: { eq: officer } } }),
};

/**
 * What is warned of is everybody's to read. Warnings are the committee's; a reporter sees those of the own unit, in full but for the committee's notes and names; a
 * wall sees units and levels, no free text, no name and nothing of grades. That an officer's rectification is late is seen by the committee and the organ's cadre office
 * alone, which look after it, and names nobody. What follows from a leadership member's appraisals is seen by those who see these: the committee, and oneself. Leaders see
 * results, and what comes of warnings once a person has decided, not what the system proposes.
 */
export const warningPolicy = policy({
  things: {
    WarningRuleBook: {
      rows: each(ALL_ROLES, everything),
      open: ['id', 'version', 'title', 'fromMonth', 'adoptedAt', 'rules', 'warnings'],
      only: { adoptedBy: COMMITTEE },
    },
    WarningRule: {
      rows: each(ALL_ROLES, everything),
      open: ['id', 'ruleBook', 'kind', 'level', 'points', 'months', 'days', 'escalateAfterDays'],
    },
    Warning: {
      rows: { ...each(COMMITTEE, everything), SCREEN: ofUnits, REPORTER: ofOwnUnit, CADRE_OFFICE: ofColleagues, OFFICER: ofOneself },
      open: [...WHAT, 'state', 'raisedAt', 'escalations', 'escalatedAt', 'acknowledgedAt', 'resolvedAt', 'lapsedAt', 'retractedAt'],
      only: {
        explanation: CLOSE_BY,
        resolution: CLOSE_BY,
        retractionReason: CLOSE_BY,
        retractedBy: CLOSE_BY,
        correctedAppraisal: CLOSE_BY,
        note: COMMITTEE,
        acknowledgedBy: COMMITTEE,
        resolvedBy: COMMITTEE,
      },
    },
  },
  shapes: {
    WarningExplanation: ['rule', 'results', 'appraisals', 'holds', 'level', 'drop', 'months', 'dueOn', 'rectification'],
    ForeseenWarning: ['cause', 'kind', 'level', 'origin', 'unit', 'officer', 'month', 'round', 'results', 'appraisals'],
    WarningPayload: ['warning', 'problems'],
    WarningRuleBookPayload: ['ruleBook', 'problems'],
    WarningRaisedEvent: ['cursor', 'at', 'warning'],
    WarningChangedEvent: ['cursor', 'at', 'warning', 'step'],
  },
  // Whom it is about, who dealt with it, and free text in which a name may stand. A cause names an officer by the number on the roll.
  personal: {
    Warning: ['cause', 'officer', 'appraisal', 'correctedAppraisal', 'note', 'resolution', 'retractionReason', 'acknowledgedBy', 'resolvedBy'],
    ForeseenWarning: ['cause', 'officer', 'appraisals'],
    WarningRuleBook: ['adoptedBy'],
  },
  queries: { warningsUnder: COMMITTEE },
  verbs: {
    acknowledgeWarning: each(COMMITTEE, freely),
    resolveWarning: each(COMMITTEE, freely),
    adoptWarningRules: { [SECRETARY]: freely },
  },
  subscriptions: {
    warningRaised: { to: TOLD, concerning: { WARNING_RAISED: ITSELF } },
    warningChanged: { to: TOLD, concerning: { WARNING_CHANGED: ITSELF } },
  },
});
