import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventConsumers } from './live/consumers/index.ts';
import type { EventLog } from './live/index.ts';
import type { Reader } from './read/index.ts';

/** What every resolver is handed. One a request, or one a batch of a subscription's events. */
export interface Context {
  /** Reads rows, batched; closed when the answer is ready. */
  read: Reader;
  /** Unit of work for verbs. */
  em: EntityManager;
  log: EventLog;
  consumers: EventConsumers;
}
