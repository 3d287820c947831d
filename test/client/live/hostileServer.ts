import fc from 'fast-check';
import type { LiveListener, LiveSource } from '../../../client/live/source.ts';
import type { FakeClock } from './clock.ts';
import { at, type Entry, entry, type Told, toldFrom } from './told.ts';

/** What happens to one event on its way, beyond being told. */
const MISDEEDS = ['none', 'none', 'lost', 'twice', 'overtaken', 'old again', 'break', 'gap', 'ping', 'unreadable'] as const;
/** What becomes of a connection before any event. */
const WELCOMES = ['accept', 'accept', 'accept', 'refuse', 'accept and close', 'silence', 'gap', 'throw'] as const;

/** What a hostile server does next; each list is gone through again and again. */
export const plans = fc.record({
  misdeeds: fc.array(fc.constantFrom(...MISDEEDS), { minLength: 1, maxLength: 12 }),
  welcomes: fc.array(fc.record({ welcome: fc.constantFrom(...WELCOMES), after: fc.nat(15_000) }), { minLength: 1, maxLength: 6 }),
  snapshots: fc.array(fc.record({ answer: fc.constantFrom('whole', 'whole', 'older', 'error', 'never'), after: fc.nat(40_000) }), { minLength: 1, maxLength: 6 }),
  advice: fc.array(fc.oneof(fc.nat(200_000), fc.constantFrom(undefined, 'soon', -5)), { minLength: 1, maxLength: 4 }),
});

type Plans = typeof plans extends fc.Arbitrary<infer T> ? T : never;

interface Follower {
  told: LiveListener<Entry>;
  /** The next event to tell. */
  next: number;
  /** Told after the one that overtook it. */
  held: number | undefined;
}

/** A server that drops, delays, doubles, swaps and refuses, until it turns friendly. Its log is 1, 2, 3 and so on. */
export class HostileServer implements LiveSource<Told, Entry> {
  friendly = false;
  /** Cursors it has refused: after one the picture may begin anew. */
  refusals = 0;
  readonly #clock: FakeClock;
  readonly #draw: { [K in keyof Plans]: () => Plans[K][number] };
  readonly #followers = new Set<Follower>();
  #length = 0;

  constructor(plans: Plans, clock: FakeClock) {
    this.#clock = clock;
    this.#draw = { misdeeds: inTurn(plans.misdeeds), welcomes: inTurn(plans.welcomes), snapshots: inTurn(plans.snapshots), advice: inTurn(plans.advice) };
  }

  get log(): number[] {
    return Array.from({ length: this.#length }, (_, i) => i + 1);
  }

  snapshot(): Promise<Told> {
    const { answer, after } = this.friendly ? ({ answer: 'whole', after: 30 } as const) : this.#draw.snapshots();
    return new Promise((resolve, reject) => {
      this.#clock.later(after, () => {
        if (answer === 'error') reject(new Error('no snapshot today'));
        else if (answer !== 'never') resolve(toldFrom(this.log.slice(0, answer === 'older' ? -3 : this.#length)));
      });
    });
  }

  follow(after: string, told: LiveListener<Entry>): () => void {
    const plan = this.friendly ? ({ welcome: 'accept', after: 5 } as const) : this.#draw.welcomes();
    const follower: Follower = { told, next: Number(after.slice(1)) + 1, held: undefined };
    if (plan.welcome === 'throw') throw new Error('no such constructor');
    this.#clock.later(plan.after, () => {
      if (plan.welcome === 'silence') return;
      if (plan.welcome === 'refuse') return told.broken('lost');
      told.connected();
      told.advised(this.friendly ? 0 : this.#draw.advice());
      if (plan.welcome === 'accept and close') return told.broken('lost');
      if (plan.welcome === 'gap') return this.#refuse(told);
      this.#followers.add(follower);
      this.#tell(follower);
    });
    return () => this.#followers.delete(follower);
  }

  write(count: number): void {
    this.#length += count;
    for (const follower of [...this.#followers]) this.#tell(follower);
  }

  /** Pings whoever is connected, for so long. */
  async pingFor(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 5_000) {
      for (const { told } of [...this.#followers]) told.alive();
      await this.#clock.pass(5_000);
    }
  }

  #tell(follower: Follower): void {
    const say = (n: number) => follower.told.event(entry(n), at(n - 1));
    while (follower.next <= this.#length && this.#followers.has(follower)) {
      const n = follower.next++;
      switch (this.friendly ? 'none' : this.#draw.misdeeds()) {
        case 'lost':
          break;
        case 'twice':
          say(n);
          say(n);
          break;
        case 'overtaken':
          follower.held = n;
          continue;
        case 'old again':
          say(Math.max(1, n - 3));
          say(n);
          break;
        case 'break':
          follower.told.broken('lost');
          break;
        case 'unreadable':
          follower.told.broken('unreadable');
          break;
        case 'gap':
          this.#refuse(follower.told);
          break;
        case 'ping':
          follower.told.alive();
          say(n);
          break;
        default:
          say(n);
      }
      if (follower.held !== undefined) say(follower.held);
      follower.held = undefined;
    }
  }

  #refuse(told: LiveListener<Entry>): void {
    this.refusals++;
    told.broken('refused');
  }
}

function inTurn<T>(list: readonly T[]): () => T {
  let next = 0;
  return () => list[next++ % list.length] as T;
}
