import { answerCalls } from '../childProcess.ts';
import { clock } from '../clock.ts';
import type { Published } from '../writer.ts';
import { type Greeting, Subscriber } from './subscriber.ts';
import { type Span, Tally } from './tally.ts';

/** How many are on their way in at a time: a server's queue of new connections is some hundred long. */
const AT_ONCE = 200;
/** Longer than a burst in one piece; bytes. */
const READ_AT_ONCE = 512 * 1024;
/** Goodbyes are answered within this, or the connections are cut (milliseconds). */
const GOODBYE = 10_000;

export interface OpenOptions {
  port: number;
  path: string;
  count: number;
  greeting?: Greeting;
  /** Frames to remember, a subscriber. */
  room: number;
  /** How long all may take to come in. */
  seconds: number;
}

/** How many there are by reason why they are no longer subscribed. */
export type Losses = Record<string, number>;

/** What receiving has taken so far: microseconds of CPU, and how often bytes were read, whatever they held. */
export interface Effort {
  cpu: number;
  reads: number;
}

/** The subscribers of one process. */
class Subscribers {
  #all: Subscriber[] = [];
  #tally = new Tally(0, 0, clock());
  /** By subscriber, whether its subscription is over. */
  #over: boolean[] = [];
  #losses: Losses = {};
  #sample = '';
  #reads = 0;
  /** When the bytes at hand were read. */
  #now = 0;
  #target = 0;
  /** Subscribers whose subscription goes on and that have fewer frames than the target. */
  #missing = 0;
  #complete: () => void = () => undefined;

  /** Opens subscribers; whoever does not come in is among the losses. */
  async open({ count, room, seconds, ...options }: OpenOptions): Promise<void> {
    this.#tally = new Tally(count, room, clock());
    const all: Subscriber[] = [];
    this.#all = all;
    this.#over = [];
    this.#losses = {};
    const read = () => {
      this.#reads++;
      this.#now = clock();
    };
    const buffer = Buffer.allocUnsafeSlow(READ_AT_ONCE);
    const inside = new Set<Subscriber>();
    let late = false;
    const deadline = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      late = true;
      deadline.resolve();
    }, seconds * 1_000);
    const comeIn = async () => {
      while (!late && all.length < count) {
        const index = all.length;
        const subscriber = new Subscriber({ ...options, buffer, read, received: (cursor, bytes, start, end) => this.#received(index, cursor, bytes, start, end) });
        all.push(subscriber);
        void subscriber.over.then((reason) => all === this.#all && this.#lose(index, reason));
        const subscribed = subscriber.subscribed.then(
          () => void inside.add(subscriber),
          () => undefined,
        );
        await Promise.race([subscribed, deadline.promise]);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, comeIn));
    clearTimeout(timer);
    await Promise.all(all.filter((subscriber) => late && !inside.has(subscriber)).map((subscriber) => subscriber.close(true, `not let in within ${seconds} s`)));
    if (all.length < count) this.#losses[`not even begun within ${seconds} s`] = count - all.length;
  }

  losses(): Losses {
    return this.#losses;
  }

  /** Waits until every subscriber that is left has so many frames; false when it took longer than `seconds`. */
  async until(frames: number, seconds: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#target = frames;
    this.#missing = this.#all.filter((_, index) => this.#lags(index)).length;
    this.#complete = () => resolve(true);
    if (!this.#missing) resolve(true);
    const timer = setTimeout(() => resolve(false), seconds * 1_000);
    return promise.finally(() => clearTimeout(timer));
  }

  /** Frames the slowest has. */
  slowest(): number {
    return this.#tally.got.reduce((least, got) => Math.min(least, got), Number.POSITIVE_INFINITY);
  }

  account(published: Published, spans: Span[]) {
    const { latencies, ...counts } = this.#tally.account(published, spans);
    return { ...counts, latencies: latencies.map(({ counts: each }) => each) };
  }

  effort(): Effort {
    const { user, system } = process.cpuUsage();
    return { cpu: user + system, reads: this.#reads };
  }

  /** The last message the first subscriber received, as text. */
  sample(): string {
    return this.#sample;
  }

  /** All leave, politely or with the cable `cut`. */
  async close(cut: boolean): Promise<void> {
    const leaving = this.#all;
    this.#all = [];
    const timer = setTimeout(() => leaving.map((subscriber) => subscriber.close(true)), GOODBYE);
    await Promise.all(leaving.map((subscriber) => subscriber.close(cut)));
    clearTimeout(timer);
  }

  #lags(index: number): boolean {
    return !this.#over[index] && (this.#tally.got[index] as number) < this.#target;
  }

  #received(index: number, cursor: string | undefined, bytes: Buffer, start: number, end: number): void {
    if (index === 0) this.#sample = bytes.toString('utf8', start, end);
    if (this.#tally.add(index, cursor, this.#now) === this.#target && --this.#missing === 0) this.#complete();
  }

  #lose(index: number, reason: string): void {
    this.#losses[reason] = (this.#losses[reason] ?? 0) + 1;
    const lagged = this.#lags(index);
    this.#over[index] = true;
    if (lagged && --this.#missing === 0) this.#complete();
  }
}

const subscribers = new Subscribers();
const calls = {
  open: (options: OpenOptions) => subscribers.open(options),
  losses: () => subscribers.losses(),
  until: (frames: number, seconds: number) => subscribers.until(frames, seconds),
  slowest: () => subscribers.slowest(),
  account: (published: Published, spans: Span[]) => subscribers.account(published, spans),
  sample: () => subscribers.sample(),
  close: (cut: boolean) => subscribers.close(cut),
  effort: () => subscribers.effort(),
};

export type SubscribersCalls = typeof calls;

answerCalls<SubscribersCalls>(calls);
