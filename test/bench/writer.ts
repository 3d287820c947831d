import { setTimeout as pause } from 'node:timers/promises';
import { type EntityManager, EventSubscriber } from '@mikro-orm/postgresql';
import { Unit } from '../../schema/organisation/index.ts';
import { recordFinding } from '../../server/inspection/index.ts';
import { Ledger } from '../../server/inspection/ledger.ts';
import type { EventRecord } from '../../server/live/index.ts';
import type { City } from './city.ts';
import { clock } from './clock.ts';

/** What was published, in order: one entry an event. */
export interface Published {
  /** Event cursors as the log has them; without them events are told by their place alone. */
  cursors?: string[];
  /** When each was sent on its way, {@link clock}. */
  at: Float64Array;
}

/** Whoever makes events that subscribers are to receive. */
export interface Source {
  /** Events so far. */
  readonly published: number;
  /** Publishes so many events at once. */
  publish(events: number): Promise<void>;
  all(): Promise<Published>;
}

/** Records findings in one month of the city, each one event, and remembers the moment before each COMMIT was sent. */
export class Writer implements Source {
  /** Where the log stood at the start: subscribe after this to receive everything the writer writes. */
  readonly cursor: string;
  published = 0;
  readonly #city: City;
  readonly #month: string;
  readonly #start: EventRecord;
  readonly #moment: CommitMoment;
  readonly #unitCodes: string[];
  readonly #at: number[] = [];

  private constructor(city: City, month: string, start: EventRecord, moment: CommitMoment, unitCodes: string[]) {
    this.#city = city;
    this.#month = month;
    this.#start = start;
    this.#moment = moment;
    this.#unitCodes = unitCodes;
    this.cursor = city.cursorOf(start);
  }

  /** A writer in a month of its own: a month full of findings is slower to open. */
  static async begin(city: City): Promise<Writer> {
    const month = await city.nextRound();
    const moment = new CommitMoment();
    city.orm.em.getEventManager().registerSubscriber(moment);
    const units = await city.orm.em.fork().find(Unit, {}, { orderBy: { code: 'asc' } });
    const newest = (await city.eventsAfter({ tx: 0n, id: 0n })).at(-1) as EventRecord;
    const unitCodes = units.map(({ code }) => code);
    return new Writer(city, month, newest, moment, unitCodes);
  }

  /** One finding by the verb everybody uses, several in one transaction as a file brings them. */
  async publish(events: number): Promise<void> {
    const em = this.#city.orm.em.fork();
    if (events === 1) await recordFinding(em, { month: this.#month, unitCode: this.#unitCode(), itemCode: 'D2', ...this.#found() });
    else await em.transactional((tx) => this.#recordMany(tx, events));
    for (let n = 0; n < events; n++) this.#at.push(this.#moment.last);
    this.published += events;
  }

  async all(): Promise<Published> {
    const cursors = (await this.#events()).map((event) => this.#city.cursorOf(event));
    return { cursors, at: Float64Array.from(this.#at) };
  }

  async #recordMany(tx: EntityManager, count: number): Promise<void> {
    const ledger = await Ledger.open(tx, this.#month);
    const units = new Map((await tx.find(Unit, {})).map((unit) => [unit.code, unit]));
    for (let n = 0; n < count; n++) {
      const unit = units.get(this.#unitCode(n)) as Unit;
      const items = ledger.items.filter(({ unitClasses }) => unitClasses.includes(unit.unitClass));
      ledger.record(unit, { item: items[n % items.length] as (typeof items)[number], ...this.#found() });
    }
    await ledger.close();
  }

  #unitCode(offset = 0): string {
    return this.#unitCodes[(this.published + offset) % this.#unitCodes.length] as string;
  }

  #found() {
    return { evidence: '消防通道堵塞', occurrences: 1, inspectedOn: `${this.#month}-15`, inspector: '孔敏建', rectifyBy: null };
  }

  /** What the log has of ours; while an older transaction is running the newest events cannot be read yet. */
  async #events(): Promise<EventRecord[]> {
    for (let tries = 0; tries < 100; tries++) {
      const events = await this.#city.eventsAfter(this.#start);
      if (events.length === this.published) return events;
      await pause(50);
    }
    throw new Error(`The log does not hold the ${this.published} events that were written, and those alone`);
  }
}

/** Knows when the last COMMIT was sent. One writer at a time. */
class CommitMoment implements EventSubscriber {
  last = 0;

  async beforeTransactionCommit(): Promise<void> {
    this.last = clock();
  }
}
