import { Backoff } from '../live/backoff.ts';
import type { Clock } from '../live/index.ts';
import type { Refusal } from '../shared/server.ts';

/** How often a screen asks whether somebody has confirmed it (milliseconds). */
export const ASK_EVERY = 4_000;

/** A code that is shown, and the secret behind it, which is not. */
export interface Begun {
  code: string;
  secret: string;
  /** By the server's clock (ISO 8601). */
  expiresAt: string;
}

export interface PairingServer {
  /** Whether this device is a screen already. */
  isScreen(): Promise<boolean | Refusal>;
  begin(): Promise<Begun | Refusal>;
  /** `spent`: nothing will ever come of this secret. */
  claim(secret: string): Promise<'paired' | 'waiting' | 'spent' | Refusal>;
}

/** Keeps what was begun over a reload of the page. */
export interface Kept {
  read(): Begun | undefined;
  write(begun: Begun | undefined): void;
}

export type PairingView =
  /** Nothing to show yet. */
  { phase: 'beginning'; trouble?: Refusal } | { phase: 'showing'; begun: Begun; trouble?: Refusal } | { phase: 'paired' };

/**
 * A screen's part of its pairing: it begins, shows a code, asks until somebody has confirmed it, and begins again when the code has ended. When that
 * is, the server alone says: a wall's clock may show anything. It never gives up.
 */
export class Pairing {
  readonly #server: PairingServer;
  readonly #kept: Kept;
  readonly #clock: Clock;
  readonly #show: (view: PairingView) => void;
  #view: Exclude<PairingView, { phase: 'paired' }> = { phase: 'beginning' };
  /** Counts the starts; what an earlier one still waits for is ignored. */
  #turn = 0;
  #wake: () => void = () => {};

  constructor(server: PairingServer, kept: Kept, clock: Clock, show: (view: PairingView) => void) {
    this.#server = server;
    this.#kept = kept;
    this.#clock = clock;
    this.#show = show;
  }

  /** Starts, or asks at once instead of when it is time: the network may be back. */
  start(): void {
    this.stop();
    void this.#run(this.#turn);
  }

  stop(): void {
    this.#turn++;
    this.#wake();
  }

  async #run(turn: number): Promise<void> {
    const backoff = new Backoff();
    while (turn === this.#turn) {
      const outcome = await this.#step(turn);
      if (turn !== this.#turn) return;
      if (outcome === 'paired') return this.#show({ phase: 'paired' });
      if (typeof outcome === 'object') {
        this.#is({ ...this.#view, trouble: outcome });
        await this.#pause(Math.max(ASK_EVERY, backoff.next(this.#clock.chance())));
      } else {
        backoff.reset();
        await this.#pause(ASK_EVERY);
      }
    }
  }

  /** Asks once. Nothing is kept or shown of an answer that nobody waits for any more. */
  async #step(turn: number): Promise<'paired' | 'waiting' | Refusal> {
    const begun = this.#kept.read();
    if (begun) {
      if (this.#view.phase === 'beginning') this.#is({ ...this.#view, phase: 'showing', begun });
      const claimed = await this.#server.claim(begun.secret);
      if (turn !== this.#turn) return 'waiting';
      if (claimed === 'waiting') this.#is({ phase: 'showing', begun });
      if (claimed === 'waiting' || typeof claimed === 'object') return claimed;
      this.#kept.write(undefined);
      if (claimed === 'paired') return claimed;
    }
    // The answer that paired it may have been lost on the way, but not what it brought.
    const isScreen = await this.#server.isScreen();
    if (isScreen === true) return 'paired';
    const fresh = isScreen || (await this.#server.begin());
    if (turn !== this.#turn) return 'waiting';
    if ('message' in fresh) return fresh;
    this.#kept.write(fresh);
    this.#is({ phase: 'showing', begun: fresh });
    return 'waiting';
  }

  #is(view: Exclude<PairingView, { phase: 'paired' }>): void {
    this.#view = view;
    this.#show(view);
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const callOff = this.#clock.later(milliseconds, resolve);
      this.#wake = () => {
        callOff();
        resolve();
      };
    });
  }
}
