import { setTimeout as pause } from 'node:timers/promises';

/** Does something at once and then every so often. What goes wrong is reported, and the next time brings another try. */
export class Recurring {
  readonly #stopping = new AbortController();
  readonly #ended: Promise<void>;

  /** `interval`: between the end of one time and the beginning of the next (milliseconds). Work of several steps looks at the signal between them. */
  constructor(interval: number, work: (signal: AbortSignal) => Promise<unknown>, report: (error: unknown) => void) {
    this.#ended = this.#run(interval, work, report);
  }

  /** Lets the step in hand finish. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
  }

  async #run(interval: number, work: (signal: AbortSignal) => Promise<unknown>, report: (error: unknown) => void): Promise<void> {
    const { signal } = this.#stopping;
    do {
      await work(signal).catch(report);
      await pause(interval, undefined, { signal, ref: false }).catch(() => undefined);
    } while (!signal.aborted);
  }
}
