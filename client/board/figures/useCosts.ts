import type { Asking } from '../../shared/server.ts';
import type { BoardState } from '../board.ts';
import { newestOf } from '../newestOf.ts';
import { MonthCostsDocument } from '../operations.ts';
import { useAsked } from '../useAsked.ts';
import type { ItemCost } from './costs.ts';

/** What cost points this month, as of the newest finding or correction. Their number alone would not do: one recorded and one retracted leave it as it was. */
export function useCosts(asking: Asking, board: BoardState): readonly ItemCost[] {
  return (
    useAsked(
      `${board.round?.month} ${board.progress.findings} ${newestOf(board, 'FindingRecorded', 'FindingRetracted', 'ResultPublished')}`,
      async (signal) => (await asking(MonthCostsDocument, {}, signal)).board.costs,
    ) ?? []
  );
}
