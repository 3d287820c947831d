import { Client } from 'pg';
import { type EventCursor, isAfter, type Position } from './cursor.ts';
import type { EventLog, EventRecord } from './log.ts';

/** Events kept in memory for followers that are nearly up to date; older ones are read from the database. */
const KEPT = 2_000;
/** Events a statement; a replay of any length then needs bounded memory. */
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

/** Deliveries without end; `return()` ends them. */
export interface Deliveries extends AsyncIterableIterator<Delivery, undefined> {
  return(): Promise<IteratorResult<Delivery, undefined>>;
}

/**
 * Follows the log for the whole process: reads each new event once and hands it to every follower.
 *
 * NOTIFY only wakes it. A follower asks for what comes after its cursor and is served from memory,
 * or from the database when it is further behind; it pulls, so a slow one delays nobody and
 * nothing piles up for it.
 */
export class EventTail {
  readonly #log: EventLog;
  readonly #url: string;
  readonly #report: (error: unknown) => void;
  #kept: EventRecord[] = [];
  /** Everything after this, up to the newest released event, is in #kept. */
  #floor: Position;
  #arrived = Promise.withResolvers<void>();
  #woken = Promise.withResolvers<void>();
  readonly #left = Promise.withResolvers<void>();
  #listener: Client | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  private constructor(log: EventLog, url: string, from: Position, report: (error: unknown) => void) {
    this.#log = log;
    this.#url = url;
    this.#floor = { tx: from.tx, id: from.id };
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
    this.#left.resolve();
    this.#wake();
    await this.#running;
    this.#arrived.resolve();
    await this.#listener?.end().catch(() => undefined);
  }

  /**
   * Everything the holder of `cursor` has not been told, then whatever comes, without end.
   * `return()` on the iterator ends it at once, also while it waits.
   */
  follow(cursor: EventCursor): Deliveries {
    const left = Promise.withResolvers<void>();
    let gone = false;
    const deliveries = this.#deliver(cursor, left.promise, () => gone);
    return {
      next: () => deliveries.next(),
      return: () => {
        gone = true;
        left.resolve();
        return deliveries.return(undefined);
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  async *#deliver(cursor: EventCursor, left: Promise<void>, gone: () => boolean): AsyncGenerator<Delivery, undefined> {
    let told = cursor;
    while (!gone() && !this.#stopped) {
      const arrived = this.#arrived.promise;
      const floor = this.#floor;
      const behind = isAfter(floor, told);
      const events = behind ? await this.#log.after(told, PAGE) : this.#kept.filter((event) => isAfter(event, told));
      for (const event of events) {
        const known = told.covers(event);
        told = told.movedTo(event);
        if (!known) yield { event, cursor: told };
      }
      // All up to the floor was readable before we looked: an empty answer means we have reached it.
      if (!events.length && behind) told = told.movedTo(floor);
      else if (!events.length) await Promise.race([arrived, left]);
    }
    return undefined;
  }

  async #run(): Promise<void> {
    let troubled = false;
    while (!this.#stopped) {
      this.#woken = Promise.withResolvers();
      try {
        if (!this.#listener) await this.#listen();
        await this.#readNew();
        const pause = (await this.#log.holdsBack()) ? HELD_BACK_MS : POLL_MS;
        troubled = false;
        await Promise.race([this.#woken.promise, this.#pause(pause)]);
      } catch (error) {
        // Told once an outage. Every failed try to listen wakes us, so only time may bring the next.
        if (!troubled && !this.#stopped) this.#report(error);
        troubled = true;
        await Promise.race([this.#left.promise, this.#pause(POLL_MS)]);
      }
    }
  }

  async #readNew(): Promise<void> {
    for (;;) {
      const events = await this.#log.after(this.#kept.at(-1) ?? this.#floor, PAGE);
      if (!events.length) return;
      this.#kept.push(...events);
      if (this.#kept.length > KEPT) {
        this.#floor = this.#kept[this.#kept.length - KEPT - 1] as EventRecord;
        this.#kept = this.#kept.slice(-KEPT);
      }
      this.#arrived.resolve();
      this.#arrived = Promise.withResolvers();
    }
  }

  async #listen(): Promise<void> {
    const client = new Client({ connectionString: this.#url, keepAlive: true, application_name: 'duban tail' });
    const lost = () => {
      if (this.#listener === client) this.#listener = undefined;
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

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms).unref());
  }
}
