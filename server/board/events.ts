import { Finding, Inspection, InspectionResult, InspectionRound } from '../../schema/inspection/index.ts';
import type { EventData, EventKind } from '../../schema/live/LoggedEvent.ts';
import type { EventCursor, EventRecord } from '../live/index.ts';
import type { Reader } from '../read/index.ts';
import { readProgress } from './progress.ts';

/** How each kind of event is shown: its GraphQL type and what that type has beyond the interface. */
const shown: { [K in EventKind]: { type: string; rows: (data: EventData[K], read: Reader) => object } } = {
  ROUND_OPENED: { type: 'RoundOpened', rows: () => ({}) },
  UNIT_INSPECTED: { type: 'UnitInspected', rows: ({ inspection }, read) => ({ inspection: () => read.one(Inspection, inspection) }) },
  FINDING_RECORDED: { type: 'FindingRecorded', rows: ({ finding }, read) => ({ finding: () => read.one(Finding, finding) }) },
  FINDING_RETRACTED: { type: 'FindingRetracted', rows: ({ finding }, read) => ({ finding: () => read.one(Finding, finding) }) },
  RESULT_PUBLISHED: { type: 'ResultPublished', rows: ({ result }, read) => ({ result: () => read.one(InspectionResult, result) }) },
  ROUND_PUBLISHED: { type: 'RoundPublished', rows: () => ({}) },
};

/** An event as the GraphQL interface BoardEvent. Rows are read when they are asked for. */
export function boardEvent(event: EventRecord, cursor: EventCursor, read: Reader) {
  const { type, rows } = shown[event.kind];
  return {
    __typename: type,
    cursor: cursor.toString(),
    at: event.at,
    round: () => read.one(InspectionRound, event.data.round),
    progress: () => readProgress(read, event.data.round),
    ...rows(event.data as never, read),
  };
}
