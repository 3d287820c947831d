import type { EventCursor, EventRecord } from '../live/index.ts';
import type { Reader } from '../read/index.ts';
import type { BoardEventKind } from './policy.ts';
import { readProgress } from './progress.ts';
import { opensOrEnds, readOpenRectifications } from './rectifications.ts';

/** The GraphQL type that shows each kind of event. */
const TYPES: Record<BoardEventKind, string> = {
  ROUND_OPENED: 'RoundOpened',
  UNIT_INSPECTED: 'UnitInspected',
  FINDING_RECORDED: 'FindingRecorded',
  FINDING_RETRACTED: 'FindingRetracted',
  RESULT_PUBLISHED: 'ResultPublished',
  ROUND_PUBLISHED: 'RoundPublished',
  WARNING_RAISED: 'WarningRaised',
  WARNING_CHANGED: 'WarningChanged',
  RECTIFICATION_CHANGED: 'RectificationChanged',
};

/** What the board tells: an event of one of its kinds that belongs to a month's round. */
export type ToldEvent = Extract<EventRecord, { kind: BoardEventKind }> & { data: { round: number } };

/** Whether the board tells it. What belongs to no round it does not, as whatever is about an officer. */
export function isTold(event: EventRecord): event is ToldEvent {
  if (event.kind === 'RECTIFICATION_CHANGED' && !opensOrEnds(event.data.step)) return false;
  return event.kind in TYPES && typeof (event.data as { round?: number | null }).round === 'number';
}

/** An event as the GraphQL interface BoardEvent. The rows that it is about are named by their keys, as its fields are, and read where they are asked for. */
export function boardEvent(event: ToldEvent, cursor: EventCursor, read: Reader) {
  const counted = { progress: () => readProgress(read, event.data.round), openRectifications: () => readOpenRectifications(read) };
  const stepKind = event.kind === 'RECTIFICATION_CHANGED' ? event.data.step : undefined;
  return { ...event.data, stepKind, __typename: TYPES[event.kind], cursor: cursor.toString(), at: event.at, ...counted };
}
