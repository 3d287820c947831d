import type { Clock } from '../../../client/live/source.ts';

/** Time that passes when it is told to. */
export class FakeClock implements Clock {
  /** What is drawn by chance: the middle of every spread. */
  lot = 0.5;
  #now = 0;
  #waiting: { due: number; call: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  chance(): number {
    return this.lot;
  }

  later(milliseconds: number, call: () => void): () => void {
    const timer = { due: this.#now + milliseconds, call };
    this.#waiting.push(timer);
    return () => {
      this.#waiting = this.#waiting.filter((each) => each !== timer);
    };
  }

  /** How long until the next thing happens by itself. */
  get untilNext(): number | undefined {
    const due = this.#waiting.map((timer) => timer.due - this.#now);
    return due.length ? Math.min(...due) : undefined;
  }

  /** Lets time pass, and whatever was promised meanwhile come true. */
  async pass(milliseconds: number): Promise<void> {
    await promisesKept();
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#waiting.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.#now = next.due;
      this.#waiting = this.#waiting.filter((timer) => timer !== next);
      next.call();
      await promisesKept();
    }
    this.#now = end;
  }

  /** Lets time pass until the next thing has happened by itself; says how long that was. */
  async passToNext(): Promise<number> {
    const wait = this.untilNext as number;
    await this.pass(wait);
    return wait;
  }
}

/** Gives every promise that can be kept by now the chance to be. */
export async function promisesKept(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}
