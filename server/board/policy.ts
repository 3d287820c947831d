import { Finding, Inspection, InspectionResult, InspectionRound } from '../../schema/inspection/index.ts';
import { Rectification } from '../../schema/rectification/index.ts';
import { Warning } from '../../schema/warning/index.ts';
import { COMMITTEE, policy, Role } from '../access/policy.ts';
import type { Concerns } from '../live/index.ts';

const { INSPECTOR, REPORTER, CADRE_OFFICE, LEADER, SCREEN } = Role;

const ON_THE_BOARD = [...COMMITTEE, INSPECTOR, REPORTER, LEADER, SCREEN];
const OF_EVERY_EVENT = ['cursor', 'at', 'round', 'progress'] as const;

/** The kinds of event that the board tells, and the row that each concerns. */
export const CONCERNS = {
  ROUND_OPENED: { entity: InspectionRound, key: 'round' },
  UNIT_INSPECTED: { entity: Inspection, key: 'inspection' },
  FINDING_RECORDED: { entity: Finding, key: 'finding' },
  FINDING_RETRACTED: { entity: Finding, key: 'finding' },
  RESULT_PUBLISHED: { entity: InspectionResult, key: 'result' },
  ROUND_PUBLISHED: { entity: InspectionRound, key: 'round' },
  WARNING_RAISED: { entity: Warning, key: 'warning' },
  WARNING_CHANGED: { entity: Warning, key: 'warning' },
  RECTIFICATION_CHANGED: { entity: Rectification, key: 'rectification' },
} as const satisfies Concerns;
export type BoardEventKind = keyof typeof CONCERNS;

/**
 * The board is what each may see of a month, counted and told: of the whole city to the committee and to screens; of the units assigned to an inspector; of the own
 * unit, and of its class once results are published, to a reporter; of results alone to leaders. A cadre office has the results of its unit, and no use for a wall.
 */
export const boardPolicy = policy({
  shapes: {
    Board: ['cursor', 'at', 'round', 'progress', 'costs', 'rankingMonth', 'rankings', 'warnings', 'openRectifications', 'recent'],
    ClassRanking: ['unitClass', 'results'],
    ItemCost: ['item', 'units', 'findings', 'points'],
    RoundProgress: ['units', 'inspected', 'findings', 'vetoProposals'],
    RoundOpened: OF_EVERY_EVENT,
    UnitInspected: [...OF_EVERY_EVENT, 'inspection'],
    FindingRecorded: [...OF_EVERY_EVENT, 'finding'],
    FindingRetracted: [...OF_EVERY_EVENT, 'finding'],
    ResultPublished: [...OF_EVERY_EVENT, 'result'],
    RoundPublished: OF_EVERY_EVENT,
    WarningRaised: [...OF_EVERY_EVENT, 'warning'],
    WarningChanged: [...OF_EVERY_EVENT, 'warning', 'step'],
    RectificationChanged: [...OF_EVERY_EVENT, 'rectification', 'stepKind', 'openRectifications'],
    InspectionResultEvent: ['cursor', 'at', 'result'],
  },
  queries: { board: ON_THE_BOARD },
  subscriptions: {
    board: { to: ON_THE_BOARD, concerning: CONCERNS },
    inspectionResultPublished: { to: [...COMMITTEE, REPORTER, CADRE_OFFICE, LEADER, SCREEN], concerning: { RESULT_PUBLISHED: CONCERNS.RESULT_PUBLISHED } },
  },
});
