import { Client } from 'pg';
import { type EventCursor, isAfter, type Position } from './cursor.ts';
import { isGap } from './errors.ts';
import type { EventLog, EventRecord } from './log.ts';
import { indexAfter, Replay } from './replay.ts';

/** Events kept in memory for readers that are nearly up to date; older ones are read from the database. */
const KEPT = 2_000;
/** Events a statement. */
const PAGE = 500;
/** NOTIFY can be lost with its connection; a look this often stands behind it (milliseconds). */
const POLL_MS = 1_000;
/** While committed events wait for an older transaction, nothing announces its end: look again soon. */
const HELD_BACK_MS = 20;

/** One event and the cursor to go on from it. */
export interface Delivery {
  event: EventRecord;
  cursor: EventCursor;
}

/** Some events in commit order, and where a reader stands after them: nothing up to `reached` is missing. */
export interface Stretch {
  events: readonly EventRecord[];
  reached: Position;
}

/**
 * Reads each new event once for the whole process and keeps the latest in memory, for whoever asks what
 * comes after a position. NOTIFY only wakes it. It outlives its connections and the database.
 */
export class EventTail {
  readonly #log: EventLog;
  readonly #replay: Replay;
  readonly #url: string;
  readonly #report: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  #kept: EventRecord[] = [];
  /** Everything after this, up to the head, is in #kept. */
  #floor: Position;
  #head: Position;
  /** No transaction at or beyond this had begun when we last looked. */
  #assigned = 0n;
  #looking: Promise<void> | undefined;
  #woken = Promise.withResolvers<void>();
  #listener: Client | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  private constructor(log: EventLog, url: string, from: Position, report: (error: unknown) => void) {
    this.#log = log;
    this.#replay = new Replay(log);
    this.#url = url;
    this.#floor = this.#head = from;
    this.#report = report;
  }

  /** Starts at the present; `report` hears of trouble with the database, which the tail outlives. */
  static async start(log: EventLog, url: string, report: (error: unknown) => void): Promise<EventTail> {
    const tail = new EventTail(log, url, await log.now(), report);
    await tail.#listen();
    tail.#running = tail.#run();
    return tail;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#running;
    await this.#listener?.end().catch(() => undefined);
  }

  /** The last event that has been read; whatever comes will stand after it. */
  get head(): Position {
    return this.#head;
  }

  /** Calls whenever the head has moved, until the returned function is called. */
  onMove(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the head moves next. */
  arrived(): Promise<void> {
    return new Promise((resolve) => {
      const off = this.onMove(() => {
        off();
        resolve();
      });
    });
  }

  /** At most `limit` of the events after one position and not after another, from memory where they are near. Rejects as {@link EventLog.read} does. */
  async read(after: Position, upTo: Position, limit: number): Promise<Stretch> {
    if (!isAfter(upTo, after)) return { events: [], reached: after };
    if (!isAfter(this.#floor, after)) return stretch(this.#kept, after, upTo, limit);
    const { events, complete } = await this.#replay.after(after);
    const last = events.at(-1) ?? after;
    // What the tail has read before we asked is there: a complete page reaches as far as was asked.
    return stretch(events, after, complete || isAfter(last, upTo) ? upTo : last, limit);
  }

  /** Whether a position can be one of this log: a cursor from before the database was put back to an older state may lie in its future. */
  async hasReached({ tx }: Position): Promise<boolean> {
    // A hall of screens with fresh snapshots asks together; a look that had begun already may be older than the snapshot.
    for (let looks = 0; tx > this.#assigned && looks < 2; looks++) {
      this.#looking ??= this.#look();
      await this.#looking;
    }
    return tx <= this.#assigned;
  }

  async #look(): Promise<void> {
    try {
      this.#assigned = (await this.#log.read(this.#head, 0)).assigned;
    } finally {
      this.#looking = undefined;
    }
  }

  async #run(): Promise<void> {
    let troubled = false;
    while (!this.#stopped) {
      this.#woken = Promise.withResolvers();
      try {
        if (!this.#listener) await this.#listen();
        const pause = (await this.#readNew()) ? HELD_BACK_MS : POLL_MS;
        troubled = false;
        await this.#wokenWithin(pause);
      } catch (error) {
        // Told once an outage.
        if (!troubled && !this.#stopped) this.#report(error);
        troubled = true;
        await this.#wokenWithin(POLL_MS);
      }
    }
  }

  /** Whether committed events are still held back. */
  async #readNew(): Promise<boolean> {
    for (;;) {
      const { events, complete, assigned, holdsBack } = await this.#log.read(this.#head, PAGE).catch((error: unknown) => this.#overslept(error));
      this.#assigned = assigned;
      const last = events.at(-1);
      this.#keep(events);
      if (last) this.#moveTo(last);
      if (complete) return holdsBack;
    }
  }

  #keep(events: readonly EventRecord[]): void {
    this.#kept.push(...events);
    const tooMany = this.#kept.length - KEPT;
    if (tooMany <= 0) return;
    this.#floor = this.#kept[tooMany - 1] as EventRecord;
    this.#kept = this.#kept.slice(tooMany);
  }

  /** Away from the database for longer than events are kept: starts at the present. Who still stands before it will meet the gap. */
  async #overslept(error: unknown): Promise<Awaited<ReturnType<EventLog['read']>>> {
    if (!isGap(error)) throw error;
    this.#kept = [];
    this.#floor = await this.#log.now();
    this.#moveTo(this.#floor);
    return this.#log.read(this.#head, PAGE);
  }

  #moveTo(position: Position): void {
    this.#head = position;
    for (const listener of [...this.#listeners]) listener();
  }

  async #listen(): Promise<void> {
    const client = new Client({ connectionString: this.#url, keepAlive: true, application_name: 'duban tail' });
    const lost = () => {
      // A try that failed ends too: it must not bring the next one at once.
      if (this.#listener !== client) return;
      this.#listener = undefined;
      this.#wake();
    };
    client.on('notification', () => this.#wake());
    client.on('error', lost);
    client.on('end', lost);
    try {
      await client.connect();
      await client.query('listen duban_event');
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    this.#listener = client;
  }

  #wake(): void {
    this.#woken.resolve();
  }

  async #wokenWithin(milliseconds: number): Promise<void> {
    const timer = setTimeout(() => this.#wake(), milliseconds);
    timer.unref();
    await this.#woken.promise;
    clearTimeout(timer);
  }
}

function stretch(all: readonly EventRecord[], after: Position, upTo: Position, limit: number): Stretch {
  const start = indexAfter(all, after);
  const end = indexAfter(all, upTo);
  if (end - start <= limit) return { events: all.slice(start, end), reached: upTo };
  const events = all.slice(start, start + limit);
  return { events, reached: events.at(-1) as EventRecord };
}
