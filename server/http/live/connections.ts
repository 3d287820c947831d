import type { IncomingMessage } from 'node:http';
import { addressOf } from '../address.ts';

/** Screens a server takes back in a second after a break, snapshots included; what clients are told to spread over follows from it. */
const COMEBACKS_PER_SECOND = 500;
/** Nobody is asked to wait longer (milliseconds). */
const LONGEST_WAIT = 60_000;
/** A few screens need not wait at all, but not all in one instant (milliseconds). */
const SHORTEST_WAIT = 200;

export interface ConnectionLimits {
  /** Live connections this process holds. */
  total: number;
  /** Of these, from one client address. */
  perAddress: number;
  /** Whether the address is the last entry of X-Forwarded-For, set by a balancer of yours, and not the one that connects. */
  trustProxy: boolean;
}

/** Who is connected, how many may be, and how long they should wait before they come back. */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #byAddress = new Map<string, number>();
  #count = 0;

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#count;
  }

  /** Takes a place for a connection; the returned function gives it back. `undefined` when there is none. */
  admit(request: IncomingMessage): (() => void) | undefined {
    const address = addressOf(request, this.#limits.trustProxy);
    const already = this.#byAddress.get(address) ?? 0;
    if (this.#count >= this.#limits.total || already >= this.#limits.perAddress) return undefined;
    this.#count++;
    this.#byAddress.set(address, already + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#count--;
      const left = (this.#byAddress.get(address) as number) - 1;
      if (left) this.#byAddress.set(address, left);
      else this.#byAddress.delete(address);
    };
  }

  /** What everybody is told: come back at a random moment within so many milliseconds, if the connection breaks. */
  get retryWithin(): number {
    return Math.min(LONGEST_WAIT, Math.max(SHORTEST_WAIT, Math.ceil((this.#count / COMEBACKS_PER_SECOND) * 1_000)));
  }
}
