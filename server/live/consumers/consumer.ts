import type { EntityManager } from '@mikro-orm/postgresql';
import type { Statements } from '../../database/index.ts';
import type { Position } from '../cursor.ts';
import type { EventRecord } from '../log.ts';

/** An event as a consumer is handed it. */
export type ConsumedEvent = EventRecord & {
  /** The event's place as text, `7512.48`: the same at every try and never another event's. A row unique by it is written once. */
  cause: string;
};

/** A reaction to what is logged: each event once, in commit order, across restarts and however many processes serve. */
export interface DurableConsumer {
  /** Names its place in the log and is kept in the database: a new name is a new consumer, which begins at `from`. */
  name: string;
  /**
   * Where a new consumer begins: with the oldest event the log still has, or with what is logged from now on. Of what
   * was committed around this very moment, while an older transaction still ran, the present may include some.
   */
  from: 'beginning' | 'present';
  /**
   * What a new consumer does first, once, in the transaction in which it gets its place: for what the log tells of no longer. Whatever it finds may be told to `handle`
   * again by events that are still there.
   */
  begin?(db: Statements): Promise<void>;
  /**
   * Reacts in one transaction with the move of the consumer's place: what is written through `em` happens exactly
   * once. Effects elsewhere happen at least once, and again at every further try.
   *
   * Must be short, and must settle: its transaction holds back every later event of the log, for every
   * screen, until it ends. It may append events, and will be handed those too in their turn.
   */
  handle(event: ConsumedEvent, em: EntityManager): Promise<void>;
}

/** Something that tells when events were released to readers; consumers look for themselves now and then, too. */
export interface Arrivals {
  /** Resolves with the next arrival after the call. */
  arrived(): Promise<void>;
}

/** How patient the consumers are. All in milliseconds. */
export interface Pace {
  /** Between two looks when nobody announces anything, and between two tries to become the active one. */
  poll: number;
  /** Before each further try at an event; after one try more than there are waits, the event is set aside. */
  waits: readonly [number, ...number[]];
  /** A transaction whose handler keeps the database waiting, or the database it, for longer is broken off. */
  longest: number;
}

export const PACE: Pace = { poll: 5_000, waits: [250, 1_000, 4_000, 16_000], longest: 30_000 };

/** The stable text of an event's place. */
export function causeOf({ tx, id }: Position): string {
  return `${tx}.${id}`;
}
