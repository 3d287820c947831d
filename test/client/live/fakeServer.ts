import { Forbidden, type LiveListener, type LiveSource } from '../../../client/live/source.ts';
import { promisesKept } from './clock.ts';
import { at, type Entry, entry, type Told, toldFrom } from './told.ts';

/** A server whose log is a list of numbers, whose network can be cut, and which does what it is told and no more. */
export class FakeServer implements LiveSource<Told, Entry> {
  log: number[] = [];
  snapshots = 0;
  /** Snapshots that were no longer waited for. */
  abandoned = 0;
  /** Where each connection went on from. */
  readonly asked: string[] = [];
  /** `down` refuses, `closed` too, since it is not for whoever asks; `silent` never answers. */
  mode: 'up' | 'down' | 'closed' | 'silent' = 'up';
  refusesCursors = false;
  /** Whether it says what an event comes after. */
  saysAfter = true;
  /** Events that its snapshots do not have yet. */
  lag = 0;
  /** Snapshots that are asked for and not answered yet; `answer` does. */
  readonly pending: (() => void)[] = [];
  answersSnapshots = true;
  renewAfter: number | undefined;
  #followers: LiveListener<Entry>[] = [];

  async snapshot(signal: AbortSignal): Promise<Told> {
    this.snapshots++;
    signal.addEventListener('abort', () => this.abandoned++);
    if (this.mode === 'silent') return new Promise(() => {});
    if (this.mode === 'down') throw new Error('no network');
    if (this.mode === 'closed') throw new Forbidden();
    if (!this.answersSnapshots) await new Promise<void>((resolve) => this.pending.push(resolve));
    return toldFrom(this.log.slice(0, this.log.length - this.lag));
  }

  async answer(): Promise<void> {
    for (const resolve of this.pending.splice(0)) resolve();
    await promisesKept();
  }

  follow(after: string, told: LiveListener<Entry>): () => void {
    this.asked.push(after);
    if (this.mode === 'silent') return () => {};
    if (this.mode === 'down') {
      told.broken('lost');
      return () => {};
    }
    told.connected(this.renewAfter);
    if (this.mode === 'closed') {
      told.broken('forbidden');
      return () => {};
    }
    if (this.refusesCursors) {
      told.broken('refused');
      return () => {};
    }
    this.#followers.push(told);
    for (const n of this.log) if (at(n) > after) told.event(entry(n), this.#before(n));
    return () => {
      this.#followers = this.#followers.filter((each) => each !== told);
    };
  }

  get followers(): number {
    return this.#followers.length;
  }

  write(...numbers: number[]): void {
    this.log.push(...numbers);
    this.tell(...numbers);
  }

  /** Tells what is in the log, as it stands there, whether it is its turn or not. */
  tell(...numbers: number[]): void {
    for (const n of numbers) for (const follower of [...this.#followers]) follower.event(entry(n), this.#before(n));
  }

  /** Answers the pings of whoever is connected. */
  answerPings(): void {
    for (const follower of [...this.#followers]) follower.alive();
  }

  advise(retryWithin: unknown): void {
    for (const follower of this.#followers) follower.advised(retryWithin);
  }

  /** Breaks every connection; new ones are refused until the mode is `up` again. */
  cut(reason: 'lost' | 'unreadable' = 'lost'): void {
    this.mode = 'down';
    for (const follower of this.#followers.splice(0)) follower.broken(reason);
  }

  /** The network swallows everything, and nobody is told. */
  freeze(): void {
    this.mode = 'silent';
    this.#followers = [];
  }

  #before(n: number): string | undefined {
    return this.saysAfter ? at(this.log[this.log.indexOf(n) - 1] ?? 0) : undefined;
  }
}
