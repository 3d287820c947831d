import type { BoardEventFieldsFragment, BoardSnapshotQuery } from '../generated/graphql.ts';

export type BoardSnapshot = BoardSnapshotQuery['board'];
export type BoardEvent = BoardEventFieldsFragment;
export type BoardRound = BoardEvent['round'];

/** What the wall shows: a snapshot and whatever events have made of it since. */
export interface BoardState extends Omit<BoardSnapshot, 'round'> {
  round: BoardRound | null;
  /** How many findings of the round count against each unit inspected, by its code. */
  inspected: ReadonlyMap<string, number>;
  /** Set by an event that tells less than the wall has to show: it is time for a new snapshot. */
  outdated: boolean;
}

export function boardOf({ round, ...snapshot }: BoardSnapshot): BoardState {
  const inspections = round?.inspections.nodes ?? [];
  return {
    ...snapshot,
    round: round && { id: round.id, month: round.month, state: round.state },
    inspected: new Map(inspections.map(({ unit, findings }) => [unit.code, findings.totalCount])),
    outdated: false,
  };
}
