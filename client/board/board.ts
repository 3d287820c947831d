import type { BoardEventFieldsFragment, BoardSnapshotQuery } from '../generated/graphql.ts';

export type BoardSnapshot = BoardSnapshotQuery['board'];
export type BoardEvent = BoardEventFieldsFragment;

/** What the wall shows: a snapshot and whatever events have made of it since. */
export interface BoardState extends BoardSnapshot {
  /** Set by an event that tells less than the wall has to show: it is time for a new snapshot. */
  outdated: boolean;
}

export function boardOf(snapshot: BoardSnapshot): BoardState {
  return { ...snapshot, outdated: false };
}
