import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Access, Visit } from './access/index.ts';
import type { Viewer } from './access/viewer.ts';
import type { EventConsumers } from './live/consumers/index.ts';
import type { EventLog } from './live/index.ts';
import type { Acts, Reader } from './read/index.ts';

/** What every resolver is handed. One a request, or one a batch of a subscription's events. */
export interface Context {
  /** Reads rows, batched; closed when the answer is ready. */
  read: Reader;
  /** Unit of work for verbs. */
  readonly em: EntityManager;
  log: EventLog;
  consumers: EventConsumers;
  /** Who asks: what policies decide by. */
  readonly viewer: Viewer;
  /** How they came: for signing in and out. */
  readonly visit: Visit;
  readonly access: Access;
  /** What time it is, for verbs that a date decides. */
  readonly now: () => Date;
  /** Writes down what is done before it is done; undefined where nothing can be done, as for events. */
  readonly acts?: Acts | undefined;
}

export interface Asker {
  viewer: Viewer;
  visit: Visit;
}

/** What all contexts of a process share. */
export interface ContextParts {
  orm: MikroORM;
  log: EventLog;
  consumers: EventConsumers;
  access: Access;
  now: () => Date;
}

/** The context of one operation. */
export class OperationContext implements Context {
  readonly read: Reader;
  readonly log: EventLog;
  readonly consumers: EventConsumers;
  readonly viewer: Viewer;
  readonly visit: Visit;
  readonly access: Access;
  readonly now: () => Date;
  readonly acts: Acts | undefined;
  readonly #orm: MikroORM;
  #em: EntityManager | undefined;

  constructor({ orm, log, consumers, access, now }: ContextParts, read: Reader, { viewer, visit }: Asker, acts?: Acts) {
    this.#orm = orm;
    this.log = log;
    this.consumers = consumers;
    this.access = access;
    this.now = now;
    this.read = read;
    this.viewer = viewer;
    this.visit = visit;
    this.acts = acts;
  }

  /** Made when a verb asks for it: questions need none. */
  get em(): EntityManager {
    this.#em ??= this.#orm.em.fork();
    return this.#em;
  }
}
