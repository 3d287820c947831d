import { type BoardEvent, type BoardState, boardOf } from '../../client/board/board.ts';
import type { Grade, RankedResultFragment, RoundState, UnitClass } from '../../client/generated/graphql.ts';

type EventOf<K extends BoardEvent['__typename']> = Extract<BoardEvent, { __typename: K }>;

const round = (month: string, state: RoundState = 'COLLECTING') => ({ id: `round ${month}`, month, state });
const progress = (inspected = 0) => ({ units: 64, inspected, findings: 0, vetoProposals: 0 });
const place = (cursor: string) => ({ cursor, at: '2026-10-26T02:00:00.000Z' });
const unit = (code: string) => ({ code, name: `单位${code}` });

/** A wall that has shown September and collects October. */
export function octoberBoard(changes: Partial<BoardState> = {}): BoardState {
  return {
    ...boardOf({
      ...place('c0'),
      round: { ...round('2026-10'), inspections: { nodes: [] } },
      progress: progress(),
      rankingMonth: '2026-09',
      rankings: (['TOWNSHIP', 'CITY', 'LINE'] as const).map((unitClass) => ({ unitClass, results: [] })),
      warnings: [],
      openRectifications: 0,
      recent: [],
    }),
    ...changes,
  };
}

export function result(code: string, { rank = 1, version = 1, unitClass = 'TOWNSHIP' as UnitClass, score = '96.00', grade = 'GOOD' as Grade } = {}): RankedResultFragment {
  return { id: `result ${code} v${version}`, unit: unit(code), unitClass, rank, score, grade, vetoProposed: false, version };
}

export function resultPublished(published: RankedResultFragment, { month = '2026-10', cursor = `after ${published.id}` } = {}): EventOf<'ResultPublished'> {
  return { __typename: 'ResultPublished', ...place(cursor), round: round(month, 'PUBLISHED'), progress: progress(9), result: published };
}

export function unitInspected(code: string, { month = '2026-10', inspected = 1, cursor = `after inspection ${code}` } = {}): EventOf<'UnitInspected'> {
  return { __typename: 'UnitInspected', ...place(cursor), round: round(month), progress: progress(inspected), inspection: { id: `inspection ${code} ${month}`, unit: unit(code) } };
}

export function findingEvent(kind: 'FindingRecorded' | 'FindingRetracted', id: string): BoardEvent {
  const item = { code: 'A1', content: '主要负责人每月研究', kind: 'DEDUCTION' as const };
  return {
    __typename: kind,
    ...place(`after ${kind} ${id}`),
    round: round('2026-10'),
    progress: progress(1),
    finding: { id, occurrences: 1, item, inspection: { id: 'i', unit: unit('XZ01') } },
  };
}

export function roundOpened(month: string): EventOf<'RoundOpened'> {
  return { __typename: 'RoundOpened', ...place(`after opening ${month}`), round: round(month, 'OPEN'), progress: progress() };
}

export function roundPublished(month: string): EventOf<'RoundPublished'> {
  return { __typename: 'RoundPublished', ...place(`after publishing ${month}`), round: round(month, 'PUBLISHED'), progress: progress(9) };
}
