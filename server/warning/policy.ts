import { Warning } from '../../schema/warning/index.ts';
import { ALL_ROLES, COMMITTEE, each, everything, freely, policy, Role, type SomeRows } from '../access/policy.ts';

const { SECRETARY, REPORTER, SCREEN } = Role;

/** Those who see how a warning came about and was dealt with. */
const CLOSE_BY = [...COMMITTEE, REPORTER];

/** Those who are told as it happens, each of the warnings they see. */
const TOLD = [...COMMITTEE, REPORTER, SCREEN];
const ITSELF = { entity: Warning, key: 'warning' } as const;

/** What a warning is about. */
const WHAT = ['id', 'cause', 'life', 'kind', 'level', 'severity', 'unit', 'month', 'round', 'result', 'previousResult', 'ruleBook'] as const;

const ofOwnUnit: SomeRows = {
  zh: '本单位的',
  en: 'those of the own unit',
  where: ({ unit }) => (unit === undefined ? undefined : { unit: { id: { eq: unit } } }),
};

/**
 * What is warned of is everybody's to read. Warnings are the committee's; a reporter sees those of the own unit, in full but for the committee's notes and names; a
 * wall sees units and levels, no free text and no name. Leaders see results, and what comes of warnings once a person has decided, not what the system
 * proposes.
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
      open: ['id', 'ruleBook', 'kind', 'level', 'points', 'months', 'escalateAfterDays'],
    },
    Warning: {
      rows: { ...each([...COMMITTEE, SCREEN], everything), REPORTER: ofOwnUnit },
      open: [...WHAT, 'state', 'raisedAt', 'escalations', 'escalatedAt', 'acknowledgedAt', 'resolvedAt', 'retractedAt'],
      only: {
        explanation: CLOSE_BY,
        resolution: CLOSE_BY,
        retractionReason: CLOSE_BY,
        retractedBy: CLOSE_BY,
        note: COMMITTEE,
        acknowledgedBy: COMMITTEE,
        resolvedBy: COMMITTEE,
      },
    },
  },
  shapes: {
    WarningExplanation: ['rule', 'results', 'holds', 'level', 'drop', 'months'],
    ForeseenWarning: ['cause', 'kind', 'level', 'unit', 'month', 'round', 'results'],
    WarningPayload: ['warning', 'problems'],
    WarningRuleBookPayload: ['ruleBook', 'problems'],
    WarningRaisedEvent: ['cursor', 'at', 'warning'],
    WarningChangedEvent: ['cursor', 'at', 'warning', 'step'],
  },
  // Who dealt with it, and free text in which a name may stand.
  personal: { Warning: ['note', 'resolution', 'retractionReason', 'acknowledgedBy', 'resolvedBy'], WarningRuleBook: ['adoptedBy'] },
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
