/** Where a picture comes from: a snapshot to begin with, and the events after a place in the log. */
export interface LiveSource<State, Event> {
  /** May take as long as it takes; `signal` says that nobody waits any longer. Fails with `Forbidden` where it may not be seen. */
  snapshot(signal: AbortSignal): Promise<State>;
  /** Follows until it breaks or the returned function is called. */
  follow(after: string, told: LiveListener<Event>): () => void;
}

/**
 * Why a connection ended: `refused` when the server will never go on from this cursor, `forbidden` when whoever asks may not see
 * the picture, `unreadable` when an event came that cannot be taken in and would come again, `lost` for any other reason.
 */
export type BreakReason = 'lost' | 'refused' | 'forbidden' | 'unreadable';

/** Whoever asks may not see the picture, as things are. */
export class Forbidden extends Error {}

export interface LiveListener<Event> extends Signs {
  /** `after` is the cursor the server says it comes after; undefined when it does not say. */
  event(event: Event, after: string | undefined): void;
  broken(reason: BreakReason): void;
}

/** What a connection says of itself. */
export interface Signs {
  /**
   * The server has accepted. `renewAfter` is for a connection that cannot hear pings: quiet is no sign of death there, but
   * after so much of it one asks anew (milliseconds).
   */
  connected(renewAfter?: number): void;
  /** It is still there, and had nothing to say. */
  alive(): void;
  /** Within how many milliseconds the server wants its clients back after a break, as it came: it may be anything. */
  advised(retryWithin: unknown): void;
}

/** How events change the picture. */
export interface Fold<State, Event> {
  /** Returns the picture after the event; leaves the one given as it is. */
  apply(state: State, event: Event): State;
  /** Whether events alone can no longer bring it up to date: then a new snapshot is taken. */
  outdated(state: State): boolean;
}

export interface Clock {
  now(): number;
  /** From [0, 1). */
  chance(): number;
  /** Calls once, later; the returned function calls it off. */
  later(milliseconds: number, call: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  chance: () => Math.random(),
  later: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};
