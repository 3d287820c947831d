import { eventKey } from './applyBoardEvent.ts';
import type { BoardEvent, BoardState } from './board.ts';

/** Names the newest event of these kinds that the board knows of; undefined for none. */
export function newestOf({ recent }: BoardState, ...kinds: BoardEvent['__typename'][]): string | undefined {
  const newest = recent.find(({ __typename }) => kinds.includes(__typename));
  return newest && eventKey(newest);
}
