import { InspectionRound, RoundState } from '../../schema/inspection/index.ts';
import { UnitClass } from '../../schema/organisation/index.ts';
import { classRanking } from '../inspection/index.ts';
import { EventCursor, type EventLog } from '../live/index.ts';
import { OrderDirection, type Reader, type Row } from '../read/index.ts';
import { boardEvent } from './events.ts';
import { readProgress } from './progress.ts';

/** Events the ticker begins with. */
const RECENT = 20;

/**
 * The wall at one moment, with the cursor of that moment. The whole operation reads the same
 * snapshot from here on, so units, results and progress cannot disagree. Shaped as the GraphQL type Board.
 */
export async function boardSnapshot(read: Reader, log: EventLog, month?: string | null) {
  const db = await read.snapshot();
  const cursor = await log.now(db);
  const round = await newestRound(read, month ? { month: { eq: month } } : {});
  const ranked = round?.state === RoundState.PUBLISHED ? round : await newestRound(read, { state: { eq: RoundState.PUBLISHED }, ...(month ? { month: { lte: month } } : {}) });
  return {
    cursor: cursor.toString(),
    at: new Date(),
    round,
    progress: () => readProgress(read, round?.id ?? null),
    rankingMonth: ranked?.month ?? null,
    rankings: () => Promise.all(Object.values(UnitClass).map(async (unitClass) => ({ unitClass, results: ranked ? await classRanking(read, ranked.month, unitClass) : [] }))),
    recent: async () => {
      const events = await log.latest(db, month ? (round?.id ?? 0) : null, RECENT);
      return events.map((event) => boardEvent(event, EventCursor.at(log.id, event), read));
    },
  };
}

async function newestRound(read: Reader, filter: object): Promise<Row<InspectionRound> | null> {
  const { nodes } = await read.connection(InspectionRound, { first: 1, orderBy: [{ field: 'month', direction: OrderDirection.DESC }], filter: { ...filter } });
  return nodes[0] ?? null;
}
