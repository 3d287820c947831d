import { isAfter, type Position } from '../../server/live/cursor.ts';
import type { LogEntry } from './cluster.ts';
import type { Account, Beginning } from './screens.ts';

/** What one screen was told, held against the log. All zero, and no failure: right. */
export interface Verdict {
  lost: number;
  repeated: number;
  outOfOrder: number;
  /** Told of what is not in the log, or was not asked for. */
  strange: number;
  /** The first place where it differs, or why the screen could not go on. */
  detail?: string;
}

/** Holds what a screen was told against the log: from its snapshot on every event that concerns it, once, in the log's order. */
export function judge({ interest, beginning, told, left, failure }: Account, log: readonly LogEntry[]): Verdict {
  const verdict: Verdict = { lost: 0, repeated: 0, outOfOrder: 0, strange: 0 };
  if (failure) verdict.detail = failure;
  else if (!beginning && !left) verdict.detail = 'It never got a snapshot';
  if (!beginning) return verdict;

  const showed = new Set(log.filter((event) => shown(beginning, event)).map(key));
  const due = log.filter((event) => interest.concerns(event) && !showed.has(key(event)));
  const placeOf = new Map(due.map((event, index) => [key(event), index]));
  const heard = new Set<string>();
  let furthest = -1;
  for (const event of told) {
    const index = placeOf.get(key(event));
    if (heard.has(key(event)) || showed.has(key(event))) verdict.repeated++;
    else if (index === undefined) verdict.strange++;
    else if (index < furthest) verdict.outOfOrder++;
    heard.add(key(event));
    furthest = Math.max(furthest, index ?? -1);
  }
  // Who left earlier need not know what came afterwards.
  const owed = left ? due.slice(0, furthest + 1) : due;
  verdict.lost = owed.filter((event) => !heard.has(key(event))).length;

  const first = owed.findIndex((event, index) => !told[index] || key(told[index]) !== key(event));
  if (first >= 0) verdict.detail ??= `At its event ${first + 1} of ${owed.length} it should hear ${place(due[first])}, and heard ${place(told[first])}`;
  else if (told.length > owed.length) verdict.detail ??= `After its ${owed.length} events it heard ${place(told[owed.length])}`;
  return verdict;
}

/**
 * Whether the snapshot showed the event. Where its list of recent events reaches, the list says so and the cursor
 * must agree; only for an event before all of them is the cursor's own word taken.
 */
function shown({ cursor, recent, whole }: Beginning, event: Position): boolean {
  if (recent.some(({ tx, id }) => tx === event.tx && id === event.id)) return true;
  const oldest = recent.at(-1);
  if (whole || !oldest || isAfter(event, oldest)) return false;
  return cursor.covers(event);
}

const key = ({ tx, id }: Position) => `${tx}/${id}`;
const place = (event: Position | undefined) => (event ? `tx ${event.tx} id ${event.id}` : 'nothing');
