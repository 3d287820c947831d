import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventLog, EventTail } from './live/index.ts';
import type { Reader } from './read/index.ts';

/** What every resolver is handed. One a request, or one an event of a subscription. */
export interface Context {
  /** Reads rows, batched; closed when the answer is ready. */
  read: Reader;
  /** Unit of work for verbs. */
  em: EntityManager;
  log: EventLog;
  tail: EventTail;
}
