import type { EventKind } from '../../schema/live/LoggedEvent.ts';
import type { EventCursor, EventRecord } from '../live/index.ts';
import type { Reader } from '../read/index.ts';
import { readProgress } from './progress.ts';

/** The GraphQL type that shows each kind of event. */
const TYPES: Record<EventKind, string> = {
  ROUND_OPENED: 'RoundOpened',
  UNIT_INSPECTED: 'UnitInspected',
  FINDING_RECORDED: 'FindingRecorded',
  FINDING_RETRACTED: 'FindingRetracted',
  RESULT_PUBLISHED: 'ResultPublished',
  ROUND_PUBLISHED: 'RoundPublished',
  WARNING_RAISED: 'WarningRaised',
  WARNING_CHANGED: 'WarningChanged',
};

/** An event as the GraphQL interface BoardEvent. The rows that it is about are named by their keys, as its fields are, and read where they are asked for. */
export function boardEvent(event: EventRecord, cursor: EventCursor, read: Reader) {
  return { ...event.data, __typename: TYPES[event.kind], cursor: cursor.toString(), at: event.at, progress: () => readProgress(read, event.data.round) };
}
