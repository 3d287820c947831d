import { LRUCache } from 'lru-cache';

/** Addresses or tokens remembered: one that tries from more addresses is slowed down by the lock of each account. */
const REMEMBERED = 10_000;
const MINUTE = 60_000;

/** How often somebody may do something in a minute, as counted by this process. The minute begins with the first. */
export class Attempts {
  readonly #most: number;
  readonly #made: LRUCache<string, { count: number }>;

  /** `clock`: what is counted by (milliseconds). */
  constructor(most: number, clock: () => number = () => performance.now()) {
    this.#most = most;
    this.#made = new LRUCache({ max: REMEMBERED, ttl: MINUTE, ttlResolution: 0, perf: { now: clock } });
  }

  /** Counts one; false when it is one too many. */
  take(who: string): boolean {
    const known = this.#made.get(who);
    if (known) return ++known.count <= this.#most;
    this.#made.set(who, { count: 1 });
    return this.#most > 0;
  }

  /** It was right: a whole office may come from one address in the morning. */
  forgive(who: string): void {
    const known = this.#made.get(who);
    if (known) known.count--;
  }

  /** When whoever has none left may try again (whole seconds, at least one). */
  secondsLeft(who: string): number {
    return Math.max(1, Math.ceil(this.#made.getRemainingTTL(who) / 1_000));
  }
}
