/** The first try comes soon: most breaks are a server that restarts (milliseconds). */
const FIRST = 500;
/** A wall must not look dead long after the network is back (milliseconds). */
export const LONGEST = 15_000;
/** Whatever a server asks for, no wall stays away longer at a time (milliseconds). */
const LONGEST_ADVICE = 120_000;

/**
 * How long to wait before the next try. Our own ceiling doubles from try to try; the server, which knows how many
 * would come back in the same instant, may ask for a wider spread.
 */
export class Backoff {
  #tries = 0;
  #advice = 0;

  /** Nothing was tried in vain since the last good connection. */
  get fresh(): boolean {
    return this.#tries === 0;
  }

  /** Over how long the clients of this server are to spread, though they could all come back now (milliseconds); 0 when they are so few that it does not matter. */
  get spread(): number {
    return this.#advice > FIRST ? this.#advice : 0;
  }

  /** Takes what the server said; anything but a number of milliseconds is as if it had said nothing. */
  advise(retryWithin: unknown): void {
    if (typeof retryWithin === 'number' && retryWithin >= 0) this.#advice = Math.min(retryWithin, LONGEST_ADVICE);
  }

  /** The connection was good: the next break is a new one. The advice stays, it is about the server. */
  reset(): void {
    this.#tries = 0;
  }

  /** Counts a try that is not waited for. */
  count(): void {
    this.#tries++;
  }

  /**
   * Counts a try and says how long to wait before it (milliseconds). `lot` is drawn from [0, 1): from half our own ceiling up to
   * that ceiling, or up to the server's advice where that is longer.
   */
  next(lot: number): number {
    const ceiling = Math.min(LONGEST, FIRST * 2 ** this.#tries++);
    const least = ceiling / 2;
    return least + (Math.max(ceiling, this.#advice) - least) * lot;
  }
}
