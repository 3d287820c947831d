import { Child } from '../childProcess.ts';
import type { Published } from '../writer.ts';
import { Latencies } from './latencies.ts';
import type { Effort, Losses, OpenOptions, SubscribersCalls } from './subscribers.ts';
import type { Account, Span } from './tally.ts';

/** More need a second process to read what the server sends as fast as it comes. */
const ONE_PROCESS_HOLDS = 5_000;

/** Subscribers in processes of their own, asked as one. */
export class Audience {
  readonly #children: Child<SubscribersCalls>[];

  private constructor(children: Child<SubscribersCalls>[]) {
    this.#children = children;
  }

  /** Processes for so many subscribers; nobody is connected yet. */
  static start(count: number, stop: AbortSignal): Audience {
    const processes = count > ONE_PROCESS_HOLDS ? 2 : 1;
    return new Audience(Array.from({ length: processes }, () => Child.start<SubscribersCalls>('./subscribers.js', import.meta.url, stop)));
  }

  /** Connects and subscribes them all; the losses are whoever could not. */
  async open({ count, ...options }: OpenOptions): Promise<Losses> {
    const share = Math.floor(count / this.#children.length);
    await this.#all((child, index) => child.call('open', { ...options, count: index ? share : count - share * (this.#children.length - 1) }));
    return this.losses();
  }

  /** Who is no longer subscribed, by reason. */
  async losses(): Promise<Losses> {
    const sum: Losses = {};
    for (const losses of await this.#all((child) => child.call('losses'))) for (const [reason, count] of Object.entries(losses)) sum[reason] = (sum[reason] ?? 0) + count;
    return sum;
  }

  /** Waits until everybody has received so many events; false when that took longer than `seconds`. */
  async until(events: number, seconds: number): Promise<boolean> {
    return (await this.#all((child) => child.call('until', events, seconds))).every(Boolean);
  }

  /** Events the slowest has received. */
  async slowest(): Promise<number> {
    return Math.min(...(await this.#all((child) => child.call('slowest'))));
  }

  async effort(): Promise<Effort> {
    return (await this.#all((child) => child.call('effort'))).reduce((a, b) => ({ cpu: a.cpu + b.cpu, reads: a.reads + b.reads }));
  }

  /** An event as the first subscriber received it last, byte for byte. */
  async sample(): Promise<string> {
    return (await this.#all((child) => child.call('sample')))[0] as string;
  }

  /** Compares what everybody received with what was published. */
  async account(published: Published, spans: readonly Span[]): Promise<Account> {
    const accounts = await this.#all((child) => child.call('account', published, [...spans]));
    return accounts
      .map(({ latencies, ...counts }): Account => ({ ...counts, latencies: latencies.map((each) => new Latencies(each)) }))
      .reduce((a, b) => ({
        lost: a.lost + b.lost,
        repeated: a.repeated + b.repeated,
        misplaced: a.misplaced + b.misplaced,
        latencies: a.latencies.map((each, span) => each.with(b.latencies[span] as Latencies)),
      }));
  }

  /** Everybody leaves, with a goodbye or with the cable cut. */
  async close(cut = false): Promise<void> {
    await this.#all((child) => child.call('close', cut));
  }

  async stop(): Promise<void> {
    await this.#all((child) => child.stop());
  }

  #all<T>(ask: (child: Child<SubscribersCalls>, index: number) => Promise<T>): Promise<T[]> {
    return Promise.all(this.#children.map(ask));
  }
}
