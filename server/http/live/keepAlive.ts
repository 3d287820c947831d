/** Every connection is visited this often: proxies do not cut what is not idle, and the dead are found (milliseconds). */
const EVERY = 12_000;
/** Visits are spread over so many turns, so that ten thousand pings are no stutter. */
const TURNS = 12;

/** A connection that wants to be visited. */
export interface Kept {
  /** Shows the other side that we are there, and gives it up if it has shown nothing since the last visit. */
  visit(): void;
}

/** Visits every connection of the process, a slice at a time: one timer for all. */
export class KeepAlive {
  readonly #slices: Set<Kept>[] = Array.from({ length: TURNS }, () => new Set());
  #next = 0;
  #turn = 0;
  readonly #timer = setInterval(() => this.#visit(), EVERY / TURNS);

  constructor() {
    this.#timer.unref();
  }

  /** Visits until the returned function is called. */
  add(connection: Kept): () => void {
    const slice = this.#slices[this.#next++ % TURNS] as Set<Kept>;
    slice.add(connection);
    return () => slice.delete(connection);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #visit(): void {
    for (const connection of this.#slices[this.#turn++ % TURNS] as Set<Kept>) connection.visit();
  }
}
