import type { BoardEvent, BoardRound, BoardState } from './board.ts';
import { placeResult } from './ranking.ts';
import { placeWarning } from './warnings/warnings.ts';

/** Events kept: more than the ticker shows, so that one that comes twice is known for a good while. */
const KEPT = 200;

type Kind = BoardEvent['__typename'];
type EventOf<K extends Kind> = Extract<BoardEvent, { __typename: K }>;

interface Handler<E> {
  /** Id of what it is about. An event of a kind happens to it once. */
  about(event: E): string;
  /** What it changes beyond the progress, the round and the ticker. */
  changes?(board: BoardState, event: E): Partial<BoardState>;
}

const handlers: { readonly [K in Kind]: Handler<EventOf<K>> } = {
  RoundOpened: { about: ({ round }) => round.id },
  UnitInspected: { about: ({ inspection }) => inspection.id, changes: (board, { round, inspection }) => withFindings(board, round, inspection, 0) },
  FindingRecorded: { about: ({ finding }) => finding.id, changes: (board, { round, finding }) => withFindings(board, round, finding.inspection, 1) },
  FindingRetracted: { about: ({ finding }) => finding.id, changes: (board, { round, finding }) => withFindings(board, round, finding.inspection, -1) },
  ResultPublished: { about: ({ result }) => result.id, changes: withResult },
  WarningRaised: { about: ({ warning }) => warning.id, changes: withWarning },
  // More than one thing can happen to a warning, each at its own time.
  WarningChanged: { about: ({ warning, at }) => `${warning.id} ${at}`, changes: withWarning },
  RectificationChanged: { about: ({ rectification, at }) => `${rectification.id} ${at}`, changes: (_, { openRectifications }) => ({ openRectifications }) },
  // The ranking was built result by result. Now that it is whole, it is read whole: an event that
  // an older version of this page did not know then does no lasting harm.
  RoundPublished: { about: ({ round }) => round.id, changes: (board, { round }) => ({ outdated: !isBefore(round.month, board.rankingMonth) }) },
};

function handlerOf<E extends BoardEvent>(event: E): Handler<E> | undefined {
  // The table pairs each kind with its own handler; TypeScript cannot follow that through an index.
  return handlers[event.__typename] as unknown as Handler<E> | undefined;
}

/**
 * The wall after an event. Pure. One that was seen before changes nothing; one of a kind this page does
 * not know yet still moves the cursor and the progress.
 */
export function applyBoardEvent(board: BoardState, event: BoardEvent): BoardState {
  const key = eventKey(event);
  if (board.recent.some((seen) => eventKey(seen) === key)) return board;
  const handler = handlerOf(event);
  return {
    ...board,
    cursor: event.cursor,
    at: event.at,
    recent: handler ? [event, ...board.recent].slice(0, KEPT) : board.recent,
    ...withRound(board, event),
    ...handler?.changes?.(board, event),
  };
}

/** What happened, to what: the same for an event in a snapshot and in a subscription, whose cursors may differ. */
export function eventKey(event: BoardEvent): string {
  return `${event.__typename} ${handlerOf(event)?.about(event) ?? event.cursor}`;
}

/** Header and progress follow the newest month; late news of an older one leaves them. */
function withRound(board: BoardState, { round, progress }: BoardEvent): Partial<BoardState> {
  if (!board.round || round.month > board.round.month) return { round, progress, inspected: new Map(), outdated: true };
  return round.month === board.round.month ? { round, progress } : {};
}

/** So many findings of the month more, or fewer, for a unit; the first word of a unit says that it was inspected. */
function withFindings(board: BoardState, round: BoardRound, { unit }: { unit: { code: string } }, more: number): Partial<BoardState> {
  if (board.round && round.month < board.round.month) return {};
  const known = round.month === board.round?.month ? board.inspected : [];
  const inspected = new Map(known);
  return { inspected: inspected.set(unit.code, (inspected.get(unit.code) ?? 0) + more) };
}

/** The ranking shown is that of the newest month with results: the first result of a month begins a new one. */
function withResult(board: BoardState, { result, round: { month } }: EventOf<'ResultPublished'>): Partial<BoardState> {
  if (isBefore(month, board.rankingMonth)) return {};
  const rankings = month === board.rankingMonth ? board.rankings : board.rankings.map(({ unitClass }) => ({ unitClass, results: [] }));
  return { rankingMonth: month, rankings: placeResult(rankings, result) };
}

/** As the warning was when the event was told: a later step of it is told too. */
function withWarning(board: BoardState, { warning }: EventOf<'WarningRaised' | 'WarningChanged'>): Partial<BoardState> {
  return { warnings: placeWarning(board.warnings, warning) };
}

function isBefore(month: string, other: string | null): boolean {
  return other !== null && month < other;
}
