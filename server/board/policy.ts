import { COMMITTEE, policy, Role } from '../access/policy.ts';

const OF_EVERY_EVENT = ['cursor', 'at', 'round', 'progress'] as const;

/** The wall counts the whole city, so it is for those who see all of it: the committee, and screens, which see units and areas but no free text and no name. */
export const boardPolicy = policy({
  shapes: {
    Board: ['cursor', 'at', 'round', 'progress', 'rankingMonth', 'rankings', 'recent'],
    ClassRanking: ['unitClass', 'results'],
    RoundProgress: ['units', 'inspected', 'findings', 'vetoProposals'],
    RoundOpened: OF_EVERY_EVENT,
    UnitInspected: [...OF_EVERY_EVENT, 'inspection'],
    FindingRecorded: [...OF_EVERY_EVENT, 'finding'],
    FindingRetracted: [...OF_EVERY_EVENT, 'finding'],
    ResultPublished: [...OF_EVERY_EVENT, 'result'],
    RoundPublished: OF_EVERY_EVENT,
    InspectionResultEvent: ['cursor', 'at', 'result'],
  },
  queries: { board: [...COMMITTEE, Role.SCREEN] },
  subscriptions: { board: [...COMMITTEE, Role.SCREEN], inspectionResultPublished: [...COMMITTEE, Role.LEADER, Role.SCREEN] },
});
