import { type LiveQuery, liveQuery } from '../live/index.ts';
import { applyBoardEvent } from './applyBoardEvent.ts';
import { type BoardState, boardOf } from './board.ts';
import { BoardEventsDocument, BoardSnapshotDocument } from './operations.ts';

/** The board of the server whose GraphQL is at `url`. */
export function liveBoard(url: string): LiveQuery<BoardState> {
  return liveQuery(url, {
    snapshot: { document: BoardSnapshotDocument, read: ({ board }) => boardOf(board) },
    events: { document: BoardEventsDocument, read: ({ board }) => board },
    apply: applyBoardEvent,
    outdated: (board) => board.outdated,
  });
}
