import { isAfter, type Position } from './cursor.ts';
import { isGap } from './errors.ts';
import type { EventLog, EventRecord, LogPage } from './log.ts';

/** Events a statement; a replay of any length then needs bounded memory. */
const PAGE = 500;
/** Pages remembered: screens that come back after an outage stand close together. */
const PAGES = 8;

/** Some of the events after a position. */
export interface ReplayPage {
  events: EventRecord[];
  /** Whether all that could be read when they were asked for are among them. */
  complete: boolean;
}

interface Reader {
  position: Position;
  resolve: (page: ReplayPage) => void;
  reject: (error: unknown) => void;
}

/**
 * Reads old stretches of the log, once for everybody who asks at the same time. One statement is under way at
 * most: it starts from the oldest position asked for, and serves all whose position lies in what it brings.
 */
export class Replay {
  readonly #log: Pick<EventLog, 'read'>;
  #pages: { from: Position; page: LogPage }[] = [];
  #waiting: Reader[] = [];
  #reading = false;

  constructor(log: Pick<EventLog, 'read'>) {
    this.#log = log;
  }

  /** Some of the events after `position`, in commit order; none only if there were none. Rejects as {@link EventLog.read} does. */
  after(position: Position): Promise<ReplayPage> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ position, resolve, reject });
      if (!this.#reading) void this.#serve();
    });
  }

  async #serve(): Promise<void> {
    this.#reading = true;
    // Whoever asks in the same moment is counted.
    await Promise.resolve();
    for (const { from, page } of this.#pages) this.#answer(from, page, new Set());
    while (this.#waiting.length) {
      const from = this.#waiting.map(({ position }) => position).reduce((oldest, each) => (isAfter(oldest, each) ? each : oldest));
      const asked = new Set(this.#waiting);
      try {
        const page = await this.#log.read(from, PAGE);
        if (page.events.length) this.#pages = [...this.#pages.slice(1 - PAGES), { from, page }];
        this.#answer(from, page, asked);
      } catch (error) {
        // The oldest may stand before the horizon and the others not; any other failure is everybody's.
        const [failed, others] = partition(this.#waiting, ({ position }) => !isGap(error) || !isAfter(position, from));
        this.#waiting = others;
        for (const { reject } of failed) reject(error);
      }
    }
    this.#reading = false;
  }

  /**
   * Serves those whose position lies in a page. Only who asked before it was read may take its end for the end of the log: for the
   * others, what was released meanwhile is missing.
   */
  #answer(from: Position, page: LogPage, asked: ReadonlySet<Reader>): void {
    const last = page.events.at(-1) ?? from;
    const whole = (reader: Reader) => page.complete && asked.has(reader);
    const [served, others] = partition(this.#waiting, (reader) => !isAfter(from, reader.position) && (isAfter(last, reader.position) || whole(reader)));
    this.#waiting = others;
    for (const reader of served) reader.resolve({ events: page.events.slice(indexAfter(page.events, reader.position)), complete: whole(reader) });
  }
}

/** Where the first event after `position` stands in a list in commit order. */
export function indexAfter(events: readonly EventRecord[], position: Position): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(events[middle] as EventRecord, position)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function partition<T>(all: readonly T[], first: (each: T) => boolean): [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const each of all) (first(each) ? yes : no).push(each);
  return [yes, no];
}
