import { Backoff, LONGEST } from './backoff.ts';
import { type Placed, placeOf } from './order.ts';
import { type BreakReason, type Clock, type Fold, Forbidden, type LiveSource } from './source.ts';
import type { LiveQuery, LiveView } from './view.ts';

/** Nothing heard for this long, pings included, means the connection is dead, whatever the socket says (milliseconds). */
export const SILENCE = 12_000;
/** How long the first snapshot is waited for. Each that was not enough doubles it, or a slow server would be asked for ever and never heard (milliseconds). */
export const PATIENCE = 20_000;
/** And never longer than this (milliseconds). */
export const LONGEST_PATIENCE = 120_000;

/** No more than one snapshot in so long takes the place of an outdated picture (milliseconds). */
const RENEWAL_PAUSE = 1_000;

/** Who hears of errors in the code that was given to us: a fold, a listener. */
type Report = (error: unknown) => void;

/**
 * Keeps a picture up to date for ever: snapshot, then events, and after every break events again from the
 * last cursor, so that nothing is lost and nothing comes twice. It never gives up, not even where it is refused: somebody
 * may sign in meanwhile.
 *
 * It owns the retry. A socket library's own retry sends the old variables again, and with them a cursor
 * from long ago.
 */
export class Live<State extends Placed, Event extends Placed> implements LiveQuery<State> {
  readonly #source: LiveSource<State, Event>;
  readonly #fold: Fold<State, Event>;
  readonly #clock: Clock;
  readonly #report: Report;
  readonly #listeners = new Set<() => void>();
  readonly #backoff = new Backoff();
  #view: LiveView<State> = { state: null, connection: { phase: 'connecting' } };
  /** Counts the tries; whatever an earlier one still has to say is ignored. */
  #turn = 0;
  /** The snapshot that is needed before events are of use again: one not older than what was applied, or whatever comes. */
  #needs: 'nothing' | 'newer' | 'any' = 'any';
  /** Everything up to here is in the picture. */
  #last = '';
  /** The server says what events come after, so its cursors can be compared. */
  #ordered = false;
  #renewedAt = Number.NEGATIVE_INFINITY;
  /** When the state was last known to be right. */
  #asOf = 0;
  #patience = PATIENCE;
  #connectedAt: number | undefined;
  /** Set on a connection that cannot hear pings. */
  #renewAfter: number | undefined;
  #doing: 'nothing' | 'waiting' | 'trying' = 'nothing';
  /** When the waiting is over, and what was drawn for it. */
  #due = 0;
  #lot = 0;
  #leave: () => void = () => {};
  #callOffTimer: () => void = () => {};

  constructor(source: LiveSource<State, Event>, fold: Fold<State, Event>, clock: Clock, report: Report) {
    this.#source = source;
    this.#fold = fold;
    this.#clock = clock;
    this.#report = report;
  }

  get view(): LiveView<State> {
    return this.#view;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    if (this.#doing === 'nothing') this.#connect();
  }

  networkBack(): void {
    if (this.#doing === 'nothing' || this.#view.connection.phase === 'live') return;
    // A switch that works again tells a thousand screens in the same instant. Whoever the server asked to spread out still does,
    // and the lot stays the same, so that a network that comes and goes does not draw until it wins.
    const { spread } = this.#backoff;
    const wait = this.#lot * spread;
    if (spread === 0) this.#connect();
    else if (this.#doing === 'waiting' && this.#clock.now() + wait < this.#due) this.#connectIn(wait);
  }

  stop(): void {
    this.#hangUp();
    this.#doing = 'nothing';
    this.#showLost();
  }

  #connect(): void {
    this.#hangUp();
    this.#doing = 'trying';
    const turn = this.#turn;
    if (this.#needs === 'nothing') this.#follow(turn);
    else void this.#begin(turn);
  }

  async #begin(turn: number): Promise<void> {
    const aborting = new AbortController();
    this.#leave = () => aborting.abort();
    // For so long nobody has been listening: that is said, and the answer waited for all the same.
    this.#in(SILENCE, () => {
      this.#showLost();
      if (turn === this.#turn) this.#in(this.#patience - SILENCE, () => this.#losePatience());
    });
    try {
      const state = await this.#source.snapshot(aborting.signal);
      if (turn === this.#turn) this.#take(state);
    } catch (error) {
      if (turn === this.#turn) this.#broken(error instanceof Forbidden ? 'forbidden' : 'lost');
      return;
    }
    if (turn === this.#turn) this.#follow(turn);
  }

  /**
   * A replica may lag behind what was applied here: the picture does not go back for it. It is followed on instead, which
   * also finds out whether the server still knows our cursor; a sign of life a little later asks for another snapshot.
   */
  #take(state: State): void {
    if (this.#needs === 'newer' && this.#ordered && state.cursor < this.#last) return;
    // After a refusal it may be another log, or another server.
    if (this.#needs === 'any') this.#ordered = false;
    this.#needs = 'nothing';
    this.#last = state.cursor;
    this.#asOf = this.#clock.now();
    this.#show({ state });
  }

  #losePatience(): void {
    this.#patience = Math.min(LONGEST_PATIENCE, this.#patience * 2);
    this.#broken('lost');
  }

  #follow(turn: number): void {
    this.#expectNews();
    const ifCurrent =
      <A extends unknown[]>(act: (...args: A) => void) =>
      (...args: A) => {
        if (turn === this.#turn) act(...args);
      };
    const broken = ifCurrent((reason: BreakReason) => this.#broken(reason));
    try {
      const leave = this.#source.follow(this.#last, {
        connected: ifCurrent((renewAfter) => {
          this.#connectedAt = this.#clock.now();
          this.#renewAfter = renewAfter;
          this.#expectNews();
          this.#show({ connection: { phase: 'live' } });
        }),
        alive: ifCurrent(() => {
          this.#heard();
          this.#renew();
        }),
        advised: ifCurrent((retryWithin) => this.#backoff.advise(retryWithin)),
        event: ifCurrent((event, after) => this.#tell(event, after)),
        broken,
      });
      // It may have broken before it returned.
      if (turn === this.#turn) this.#leave = leave;
      else leave();
    } catch (error) {
      this.#report(error);
      broken('lost');
    }
  }

  #tell(event: Event, after: string | undefined): void {
    const place = placeOf(event.cursor, after, this.#last);
    if (place === 'hole') this.#resume();
    else this.#heard();
    if (place === 'next') this.#apply(event, after !== undefined);
  }

  #apply(event: Event, ordered: boolean): void {
    let state: State;
    let outdated: boolean;
    try {
      state = this.#fold.apply(this.#view.state as State, event);
      outdated = this.#fold.outdated(state);
    } catch (error) {
      this.#report(error);
      this.#broken('unreadable');
      return;
    }
    const turn = this.#turn;
    this.#last = event.cursor;
    this.#ordered = ordered;
    if (outdated) this.#needs = 'newer';
    this.#backoff.reset();
    this.#show({ state });
    if (turn === this.#turn) this.#renew();
  }

  /** Follows anew from a snapshot, if one is needed; the old subscription's place in the log lies before it. Too soon, the next sign of life will do. */
  #renew(): void {
    // Without its sign: a clock that was put back must not hold it up.
    if (this.#needs === 'nothing' || Math.abs(this.#clock.now() - this.#renewedAt) < RENEWAL_PAUSE) return;
    this.#renewedAt = this.#clock.now();
    this.#connect();
  }

  #heard(): void {
    this.#asOf = this.#clock.now();
    this.#expectNews();
  }

  /** Goes on from the last cursor: at once, unless the last time brought nothing either. */
  #resume(): void {
    this.#hangUp();
    if (this.#backoff.fresh) {
      this.#backoff.count();
      this.#connect();
    } else this.#broken('lost');
  }

  #broken(reason: BreakReason): void {
    if (reason === 'refused') this.#needs = 'any';
    // A newer snapshot has the event already; and whoever may see it again may be somebody else, who sees another.
    if ((reason === 'unreadable' || reason === 'forbidden') && this.#needs === 'nothing') this.#needs = 'newer';
    this.#hangUp();
    this.#lot = this.#clock.chance();
    this.#connectIn(this.#backoff.next(this.#lot));
    if (reason === 'forbidden') this.#show({ connection: { phase: 'refused', asOf: this.#asOf } });
    else this.#showLost();
  }

  #connectIn(milliseconds: number): void {
    this.#doing = 'waiting';
    this.#due = this.#clock.now() + milliseconds;
    this.#in(milliseconds, () => this.#connect());
  }

  #expectNews(): void {
    if (this.#renewAfter === undefined) this.#in(SILENCE, () => this.#broken('lost'));
    else this.#in(this.#renewAfter, () => this.#resume());
  }

  #in(milliseconds: number, act: () => void): void {
    this.#callOffTimer();
    this.#callOffTimer = this.#clock.later(milliseconds, act);
  }

  #hangUp(): void {
    this.#turn++;
    // One that outlasted the longest wait was good, though perhaps nothing came; a server that accepts and hangs up is backed off from.
    if (this.#connectedAt !== undefined && this.#clock.now() - this.#connectedAt >= LONGEST) this.#backoff.reset();
    this.#connectedAt = this.#renewAfter = undefined;
    this.#callOffTimer();
    const leave = this.#leave;
    this.#callOffTimer = this.#leave = () => {};
    leave();
  }

  #showLost(): void {
    this.#show({ connection: this.#view.state ? { phase: 'reconnecting', asOf: this.#asOf } : { phase: 'connecting' } });
  }

  #show(change: Partial<LiveView<State>>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch (error) {
        this.#report(error);
      }
    }
  }
}
