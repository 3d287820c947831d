import { setTimeout as pause } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Database } from '../../database/index.ts';
import type { EventLog, EventRecord } from '../log.ts';
import type { Claims } from './claims.ts';
import { type Arrivals, causeOf, type DurableConsumer, type Pace } from './consumer.ts';
import { isBlameless } from './failure.ts';
import { countTry, enterPlace, lockPlace, movePlace, type Place, samePosition } from './place.ts';
import { setAside } from './setAside.ts';

/** Events a look. */
const PAGE = 100;

/** What one consumer's reading of the log is built from. */
export interface ReadingParts {
  orm: MikroORM;
  log: Pick<EventLog, 'after'>;
  claims: Claims;
  arrivals: Arrivals;
  pace: Pace;
  report: (error: unknown) => void;
}

/**
 * Takes one consumer through the log, event by event, while this process is the active one for it.
 *
 * Each try is counted in a transaction of its own before it begins, and begins a second one: lock the place, see
 * that nobody moved it, handle, move, commit. While the database is away no try can be counted, so none is;
 * one that an outage breaks off costs the event at most that one try. What is to blame on nobody
 * ({@link isBlameless}) costs none.
 */
export class Reading {
  readonly #consumer: DurableConsumer;
  readonly #parts: ReadingParts;
  readonly #db: Database;
  readonly #stopping = new AbortController();
  /** Aborted by an arrival, which ends the rest between two looks, or by the end of it all. */
  #rest = new AbortController();
  #expecting = false;
  /** How the newest try ended, while the process lives to tell. */
  #failed: { cause: string; error: unknown; blameless: boolean } | undefined;
  readonly #ended: Promise<void>;

  constructor(consumer: DurableConsumer, parts: ReadingParts) {
    this.#consumer = consumer;
    this.#parts = parts;
    this.#db = parts.orm.em.fork().getKysely<object>();
    this.#ended = this.#run();
  }

  /** Ends when the event in hand is done with. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#rest.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { poll, waits } = this.#parts.pace;
    let troubles = 0;
    while (!this.#stopped) {
      // From here on an arrival cuts the coming rest short, also one that falls into the look.
      this.#rest = new AbortController();
      this.#expect();
      try {
        await this.#catchUp();
        troubles = 0;
      } catch (error) {
        // Told once an outage.
        if (!troubles && !this.#stopped) this.#parts.report(error);
        troubles++;
      }
      await rest(troubles ? Math.min(poll, waits[troubles - 1] ?? poll) : poll, this.#rest.signal);
    }
  }

  /** Hands over everything that is released; nothing while another process is the active one. */
  async #catchUp(): Promise<void> {
    const { claims, log } = this.#parts;
    while (!this.#stopped && (await claims.has(this.#consumer.name))) {
      const place = await enterPlace(this.#db, this.#consumer);
      const events = await log.after(place, PAGE);
      if (!events.length) return;
      await this.#handOver(place, events);
    }
  }

  /** One event after the other, until one is not done with or the consumer stands elsewhere: then another look tells how to go on. */
  async #handOver(place: Place, events: readonly EventRecord[]): Promise<void> {
    let before = place;
    for (const event of events) {
      if (this.#stopped || !(await this.#try(before, event))) return;
      before = { tx: event.tx, id: event.id, attempts: 0 };
    }
  }

  async #try(before: Place, event: EventRecord): Promise<boolean> {
    const { pace, report } = this.#parts;
    const { name } = this.#consumer;
    const cause = causeOf(event);
    const most = pace.waits.length + 1;
    const failed = this.#failed?.cause === cause ? this.#failed : undefined;
    if (before.attempts >= most && !failed?.blameless) {
      const error = failed?.error ?? new Error('The process ended during the last try');
      const moved = await setAside(this.#db, name, before, event, error, pace);
      if (moved) report(new Error(`The consumer ${name} set the event ${cause} aside after ${before.attempts} tries`, { cause: error }));
      return moved;
    }
    const attempt = failed?.blameless ? before.attempts : await countTry(this.#db, name, before);
    if (attempt === undefined) return false;
    this.#failed = undefined;
    try {
      return await this.#handle(before, event);
    } catch (error) {
      const blameless = isBlameless(error);
      this.#failed = { cause, error, blameless };
      if (blameless) throw error;
      const wait = pace.waits[attempt - 1];
      if (wait === undefined) return false;
      report(new Error(`The consumer ${name} failed at the event ${cause}, try ${attempt} of ${most}`, { cause: error }));
      await rest(wait, this.#stopping.signal);
      return false;
    }
  }

  /** False, and nothing done, when the consumer does not stand at `before` any more: another process believes to be active, too. */
  #handle(before: Place, event: EventRecord): Promise<boolean> {
    return this.#parts.orm.em.fork().transactional(async (em) => {
      const tx: Database = em.getKysely<object>();
      if (!samePosition(await lockPlace(tx, this.#consumer.name, this.#parts.pace), before)) return false;
      await this.#consumer.handle({ ...event, cause: causeOf(event) }, em);
      await movePlace(tx, this.#consumer.name, event);
      return true;
    });
  }

  /** Asks to be told of the next arrival, once however many rests pass before it comes. */
  #expect(): void {
    if (this.#expecting) return;
    this.#expecting = true;
    void this.#parts.arrivals.arrived().then(() => {
      this.#expecting = false;
      this.#rest.abort();
    });
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }
}

/** Waits for so many milliseconds, or for the signal. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
