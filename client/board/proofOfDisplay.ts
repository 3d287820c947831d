import { type Clock, systemClock } from '../live/index.ts';

/** No more than one report in so long (milliseconds). */
export const REPORT_EVERY = 15_000;
/** A quiet wall says this often that it is still there: twice before it is missed, after two minutes (milliseconds). */
export const STILL_THERE = 45_000;

/** Reports what a wall has drawn, the first at once. Whether a report arrives is its own business: there will be another. */
export class ProofOfDisplay {
  readonly #send: (cursor: string) => void;
  readonly #clock: Clock;
  #drawn: string | undefined;
  #sent: string | undefined;
  #sentAt = 0;
  #callOff: (() => void) | undefined;

  constructor(send: (cursor: string) => void, clock: Clock = systemClock) {
    this.#send = send;
    this.#clock = clock;
  }

  /** Everything up to `cursor` can be seen now. */
  drawn(cursor: string): void {
    this.#drawn = cursor;
    if (!this.#callOff) this.#tell();
  }

  /** What is drawn later is a beginning. */
  stop(): void {
    this.#callOff?.();
    this.#callOff = this.#sent = undefined;
  }

  #tell(): void {
    if (this.#drawn !== undefined && (this.#drawn !== this.#sent || this.#clock.now() - this.#sentAt >= STILL_THERE)) {
      this.#sent = this.#drawn;
      this.#sentAt = this.#clock.now();
      this.#send(this.#drawn);
    }
    this.#callOff = this.#clock.later(REPORT_EVERY, () => this.#tell());
  }
}
