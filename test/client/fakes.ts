import type { Clock, Fold, LiveListener, LiveSource } from '../../client/shared/live.ts';

/** Time that passes when it is told to. */
export class FakeClock implements Clock {
  #now = 0;
  #waiting: { due: number; call: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  /** The middle of every spread. */
  chance(): number {
    return 0.5;
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
}

/** Gives every promise that can be kept by now the chance to be. */
export async function promisesKept(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

/** A picture that is simply everything told so far: `0` is what the log began with. */
export interface Told {
  cursor: string;
  events: number[];
  outdated: boolean;
}

export const toldFold: Fold<Told, number> = {
  cursor: ({ cursor }) => cursor,
  apply: (told, event) => ({ cursor: String(event), events: [...told.events, event], outdated: event % 100 === 0 }),
  outdated: ({ outdated }) => outdated,
};

/** A server whose log is a list of numbers, whose cursor is the last number told, and whose network can be cut. */
export class FakeServer implements LiveSource<Told, number> {
  readonly log: number[] = [];
  snapshots = 0;
  /** Where each connection went on from. */
  readonly asked: string[] = [];
  /** `down` refuses, `silent` never answers. */
  mode: 'up' | 'down' | 'silent' = 'up';
  refusesCursors = false;
  #followers: LiveListener<number>[] = [];

  snapshot(): Promise<Told> {
    if (this.mode === 'silent') return new Promise(() => {});
    if (this.mode === 'down') return Promise.reject(new Error('no network'));
    this.snapshots++;
    return Promise.resolve({ cursor: String(this.log.at(-1) ?? 0), events: [...this.log], outdated: false });
  }

  follow(after: string, told: LiveListener<number>): () => void {
    this.asked.push(after);
    if (this.mode === 'silent') return () => {};
    if (this.mode === 'down') {
      told.broken('lost');
      return () => {};
    }
    told.connected();
    if (this.refusesCursors) {
      told.broken('refused');
      return () => {};
    }
    this.#followers.push(told);
    for (const event of this.log.filter((each) => each > Number(after))) told.event(event);
    return () => {
      this.#followers = this.#followers.filter((each) => each !== told);
    };
  }

  get followers(): number {
    return this.#followers.length;
  }

  write(...events: number[]): void {
    this.log.push(...events);
    for (const event of events) for (const follower of [...this.#followers]) follower.event(event);
  }

  /** Answers the pings of whoever is connected. */
  answerPings(): void {
    for (const follower of [...this.#followers]) follower.alive();
  }

  /** Breaks every connection; new ones are refused until the mode is `up` again. */
  cut(): void {
    this.mode = 'down';
    for (const follower of this.#followers.splice(0)) follower.broken('lost');
  }

  /** The network swallows everything, and nobody is told. */
  freeze(): void {
    this.mode = 'silent';
    this.#followers = [];
  }
}
