import { LRUCache } from 'lru-cache';

/** Addresses remembered: one that tries from more is slowed down by the lock of each account. */
const ADDRESSES = 10_000;
const MINUTE = 60_000;

/** How often an address may try something in a minute, as counted by this process. */
export class Attempts {
  readonly #most: number;
  readonly #byAddress = new LRUCache<string, { count: number }>({ max: ADDRESSES, ttl: MINUTE });

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts one; false when it is one too many. The minute begins with the first. */
  take(address: string): boolean {
    const known = this.#byAddress.get(address);
    if (known) return ++known.count <= this.#most;
    this.#byAddress.set(address, { count: 1 });
    return true;
  }

  /** It was right: a whole office may come from one address in the morning. */
  forgive(address: string): void {
    const known = this.#byAddress.get(address);
    if (known) known.count--;
  }
}
