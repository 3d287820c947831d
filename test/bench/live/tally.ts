import type { Published } from '../writer.ts';
import { Latencies } from './latencies.ts';

/** The events from the one at place `from` up to, not including, the one at `to`. */
export interface Span {
  from: number;
  to: number;
}

/** What became of everything published, over all subscribers. */
export interface Account {
  lost: number;
  repeated: number;
  /** Came after a later one, or was never published. */
  misplaced: number;
  /** Commit to receipt, one for each span asked about. */
  latencies: Latencies[];
}

/** What each of `subscribers` received and when, in columns: a hundred thousand entries a second must cost next to nothing. */
export class Tally {
  /** Frames received, by subscriber. */
  readonly got: Uint32Array;
  readonly #room: number;
  /** Which event each frame was, by a number given at first sight. */
  readonly #seen: Uint32Array;
  /** Milliseconds since the tally began. */
  readonly #at: Float32Array;
  readonly #began: number;
  readonly #numbers = new Map<string, number>();

  /** `room`: frames a subscriber; more are counted and not remembered. `began`: the clock now. */
  constructor(subscribers: number, room: number, began: number) {
    this.got = new Uint32Array(subscribers);
    this.#room = room;
    this.#seen = new Uint32Array(subscribers * room);
    this.#at = new Float32Array(subscribers * room);
    this.#began = began;
  }

  /** A frame came; `event` is its cursor, or nothing where the place alone tells. Returns how many it makes. */
  add(subscriber: number, event: string | undefined, now: number): number {
    const count = this.got[subscriber] as number;
    if (count < this.#room) {
      const entry = subscriber * this.#room + count;
      this.#seen[entry] = event === undefined ? count : this.#number(event);
      this.#at[entry] = now - this.#began;
    }
    this.got[subscriber] = count + 1;
    return count + 1;
  }

  account({ cursors, at }: Published, spans: readonly Span[]): Account {
    const total = at.length;
    const places = cursors && this.#places(cursors);
    const latencies = spans.map(() => new Latencies());
    // For each event, which span times it.
    const timed = Array.from(at, (_, place) => latencies[spans.findIndex(({ from, to }) => place >= from && place < to)]);
    const account: Account = { lost: 0, repeated: 0, misplaced: 0, latencies };
    const told = new Uint32Array(total);
    for (let subscriber = 0; subscriber < this.got.length; subscriber++) {
      const got = this.got[subscriber] as number;
      account.repeated += Math.max(0, got - this.#room);
      let distinct = 0;
      let last = -1;
      for (let n = 0; n < Math.min(got, this.#room); n++) {
        const entry = subscriber * this.#room + n;
        const number = this.#seen[entry] as number;
        const place = places ? (places[number] as number) : number < total ? number : -1;
        if (place === -1) account.misplaced++;
        else if (told[place] === subscriber + 1) account.repeated++;
        else {
          told[place] = subscriber + 1;
          distinct++;
          if (place < last) account.misplaced++;
          last = Math.max(last, place);
          timed[place]?.add((this.#at[entry] as number) + this.#began - (at[place] as number));
        }
      }
      account.lost += total - distinct;
    }
    return account;
  }

  #number(event: string): number {
    let number = this.#numbers.get(event);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(event, number);
    }
    return number;
  }

  /** The place in the log of every event seen, by its number; -1 for one that is not there. A cursor may carry a snapshot behind its position. */
  #places(cursors: readonly string[]): number[] {
    const place = new Map(cursors.map((cursor, index) => [cursor, index]));
    return [...this.#numbers.keys()].map((event) => place.get(event) ?? cursors.findIndex((cursor) => event.startsWith(`${cursor}-`)));
  }
}
