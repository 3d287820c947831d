import { delayBefore } from './backoff.ts';

/** Nothing heard for this long, pings included, means the connection is dead, whatever the socket says (milliseconds). */
export const SILENCE = 12_000;

/** Where a picture comes from: a snapshot to begin with, and the events after a place in the log. */
export interface LiveSource<State, Event> {
  snapshot(): Promise<State>;
  /** Follows until it breaks or the returned function is called. */
  follow(after: string, told: LiveListener<Event>): () => void;
}

export interface LiveListener<Event> {
  /** The server has accepted the connection. */
  connected(): void;
  /** It is still there, and had nothing to say. */
  alive(): void;
  event(event: Event): void;
  /** It has ended, for whatever reason; `refused` when the server will never go on from this cursor. */
  broken(reason: 'lost' | 'refused'): void;
}

/** How events change the picture. */
export interface Fold<State, Event> {
  cursor(state: State): string;
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

export type Connection =
  | { phase: 'connecting' }
  | { phase: 'live' }
  /** What is shown was certainly right at `asOf` (epoch milliseconds); since then nobody knows. */
  | { phase: 'reconnecting'; asOf: number };

export interface LiveView<State> {
  state: State | null;
  connection: Connection;
}

/**
 * Keeps a picture up to date for ever: snapshot, then events, and after every break events again from the
 * last cursor, so that nothing is lost and nothing comes twice. It never gives up.
 *
 * It owns the retry. A socket library's own retry sends the old variables again, and with them a cursor
 * from long ago.
 */
export class Live<State, Event> {
  readonly #source: LiveSource<State, Event>;
  readonly #fold: Fold<State, Event>;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  #view: LiveView<State> = { state: null, connection: { phase: 'connecting' } };
  /** Counts the tries; whatever an earlier one still has to say is ignored. */
  #turn = 0;
  /** Tries since the connection last proved itself. */
  #attempt = 0;
  #needsSnapshot = true;
  /** When the state was last known to be right. */
  #asOf = 0;
  #unfollow: () => void = () => {};
  #callOffTimer: () => void = () => {};

  constructor(source: LiveSource<State, Event>, fold: Fold<State, Event>, clock: Clock = systemClock) {
    this.#source = source;
    this.#fold = fold;
    this.#clock = clock;
  }

  get view(): LiveView<State> {
    return this.#view;
  }

  /** Calls after every change of the view, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts, or tries again at once instead of when the waiting is over. Leaves a good connection alone. */
  start(): void {
    if (this.#view.connection.phase !== 'live') this.#connect();
  }

  stop(): void {
    this.#hangUp();
    this.#show({ connection: this.#view.state ? { phase: 'reconnecting', asOf: this.#asOf } : { phase: 'connecting' } });
  }

  #connect(): void {
    this.#hangUp();
    const turn = this.#turn;
    this.#expectNews();
    const { state } = this.#view;
    if (state && !this.#needsSnapshot) this.#follow(state, turn);
    else void this.#begin(turn);
  }

  async #begin(turn: number): Promise<void> {
    try {
      const state = await this.#source.snapshot();
      if (turn !== this.#turn) return;
      this.#needsSnapshot = false;
      this.#asOf = this.#clock.now();
      this.#show({ state });
      this.#expectNews();
      this.#follow(state, turn);
    } catch {
      if (turn === this.#turn) this.#broken();
    }
  }

  #follow(state: State, turn: number): void {
    const ifCurrent =
      <A extends unknown[]>(act: (...args: A) => void) =>
      (...args: A) => {
        if (turn === this.#turn) act(...args);
      };
    const unfollow = this.#source.follow(this.#fold.cursor(state), {
      connected: ifCurrent(() => {
        this.#expectNews();
        this.#show({ connection: { phase: 'live' } });
      }),
      alive: ifCurrent(() => this.#proved()),
      event: ifCurrent((event) => this.#apply(event)),
      broken: ifCurrent((reason) => {
        if (reason === 'refused') this.#needsSnapshot = true;
        this.#broken();
      }),
    });
    // It may have broken before it returned.
    if (turn === this.#turn) this.#unfollow = unfollow;
    else unfollow();
  }

  #apply(event: Event): void {
    this.#proved();
    const state = this.#fold.apply(this.#view.state as State, event);
    this.#show({ state });
    if (!this.#fold.outdated(state)) return;
    // Follows anew from the snapshot: the old subscription's place in the log lies before it.
    this.#needsSnapshot = true;
    this.#connect();
  }

  /** A connection counts as good once something came over it; a server that accepts and hangs up is still backed off from. */
  #proved(): void {
    this.#attempt = 0;
    this.#asOf = this.#clock.now();
    this.#expectNews();
  }

  #broken(): void {
    this.#hangUp();
    if (this.#view.state) this.#show({ connection: { phase: 'reconnecting', asOf: this.#asOf } });
    this.#callOffTimer = this.#clock.later(delayBefore(this.#attempt++, this.#clock.chance()), () => this.#connect());
  }

  #expectNews(): void {
    this.#callOffTimer();
    this.#callOffTimer = this.#clock.later(SILENCE, () => this.#broken());
  }

  #hangUp(): void {
    this.#turn++;
    this.#callOffTimer();
    this.#unfollow();
    this.#callOffTimer = this.#unfollow = () => {};
  }

  #show(change: Partial<LiveView<State>>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}

export const systemClock: Clock = {
  now: () => Date.now(),
  chance: () => Math.random(),
  later: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};
