import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { EventConsumers } from './live/consumers/index.ts';
import type { EventLog } from './live/index.ts';
import type { Reader } from './read/index.ts';

/** What every resolver is handed. One a request, or one a batch of a subscription's events. */
export interface Context {
  /** Reads rows, batched; closed when the answer is ready. */
  read: Reader;
  /** Unit of work for verbs. */
  readonly em: EntityManager;
  log: EventLog;
  consumers: EventConsumers;
}

/** The context of one operation. */
export class OperationContext implements Context {
  readonly read: Reader;
  readonly log: EventLog;
  readonly consumers: EventConsumers;
  readonly #orm: MikroORM;
  #em: EntityManager | undefined;

  constructor(orm: MikroORM, log: EventLog, consumers: EventConsumers, read: Reader) {
    this.#orm = orm;
    this.log = log;
    this.consumers = consumers;
    this.read = read;
  }

  /** Made when a verb asks for it: questions need none. */
  get em(): EntityManager {
    this.#em ??= this.#orm.em.fork();
    return this.#em;
  }
}
