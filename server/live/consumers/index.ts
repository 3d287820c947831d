import type { MikroORM } from '@mikro-orm/postgresql';
import type { Database } from '../../database/index.ts';
import type { EventLog } from '../log.ts';
import { Claims } from './claims.ts';
import { type Arrivals, type DurableConsumer, PACE, type Pace } from './consumer.ts';
import { enterPlace } from './place.ts';
import { Reading } from './reading.ts';
import { retrySetAside, type SetAsideRow } from './setAside.ts';

export { type Arrivals, type ConsumedEvent, type DurableConsumer, PACE, type Pace } from './consumer.ts';
export { haveCaughtUp } from './place.ts';

/** What the durable consumers of a process need. */
export interface EventConsumersOptions {
  orm: MikroORM;
  /** The same database, for the connection that holds the claims. */
  databaseUrl: string;
  log: Pick<EventLog, 'after'>;
  arrivals: Arrivals;
  /** Each with a name of its own. */
  consumers: readonly DurableConsumer[];
  /** Hears of every failed try, and once an outage of trouble with the database. */
  report: (error: unknown) => void;
  pace?: Pace;
}

/** The durable consumers of the event log in this process. Any number of processes may run them on one database. */
export class EventConsumers {
  readonly #options: Required<EventConsumersOptions>;
  readonly #claims: Claims;
  readonly #readings: readonly Reading[];

  private constructor(options: Required<EventConsumersOptions>) {
    const { databaseUrl, consumers, ...parts } = options;
    this.#options = options;
    this.#claims = new Claims(databaseUrl);
    this.#readings = consumers.map((consumer) => new Reading(consumer, { ...parts, claims: this.#claims }));
  }

  /** Gives every new consumer its place, then begins. What is logged from here on reaches each of them. */
  static async start(options: EventConsumersOptions): Promise<EventConsumers> {
    const { orm, consumers, pace = PACE } = options;
    const names = consumers.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) throw new Error(`Two consumers of the event log are called ${twice}`);
    const db: Database = orm.em.fork().getKysely<object>();
    for (const consumer of consumers) await enterPlace(db, consumer);
    return new EventConsumers({ ...options, pace });
  }

  /** Hands the event that was set aside under `key` to its consumer again; see {@link retrySetAside} for what it refuses with. */
  retry(key: number): Promise<SetAsideRow> {
    const { orm, consumers, pace, report } = this.#options;
    return retrySetAside(orm, consumers, key, pace, report);
  }

  /** Lets every event in hand finish. */
  async stop(): Promise<void> {
    await Promise.all(this.#readings.map((reading) => reading.stop()));
    await this.#claims.close();
  }
}
