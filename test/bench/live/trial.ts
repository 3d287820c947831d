import { setTimeout as pause } from 'node:timers/promises';
import { clock } from '../clock.ts';
import type { Memory } from '../meter.ts';
import type { Source } from '../writer.ts';
import { Audience } from './audience.ts';
import type { Contestant, Session } from './contestants.ts';
import type { Latencies } from './latencies.ts';
import type { Address } from './servers.ts';
import type { Effort, Losses } from './subscribers.ts';
import type { Span } from './tally.ts';

/** What is asked of a server. */
export interface Plan {
  subscribers: number;
  /** Events a second; 0 sends each when the one before has arrived everywhere. */
  perSecond: number;
  /** Events before the clock runs: by then code is compiled and connections to the database are open. */
  warmUp: number;
  steady: number;
  bursts: number;
  /** Events a burst, in one transaction. */
  burstSize: number;
}

/** What a stretch of time showed in which nothing happened but its events. */
export interface Figures {
  events: number;
  /** Microseconds of the server's CPU a delivery. */
  cpu: number;
  /** Milliseconds from commit to receipt. */
  p50: number;
  p99: number;
  /** Events a subscriber got in one piece, on the average: what a server that is behind sends together costs it less. */
  together: number;
  /** Microseconds of CPU a delivery that the subscribers themselves used. */
  subscriberCpu: number;
}

export interface Outcome {
  steady: Figures;
  burst?: Figures;
  /** Bytes one subscriber takes: of main memory; of JavaScript's objects and the buffers they hold. */
  residentEach: number;
  heapEach: number;
  lost: number;
  repeated: number;
  /** Came after a later one, or was never published. */
  misplaced: number;
  /** Who could not be held, by reason. */
  losses: Losses;
  /** The message that the first subscriber received last. */
  sample: string;
  /** What else a reader of the figures must know. */
  notes: string[];
}

/** Until everybody is in, until everybody listens, until a window's events are received everywhere (seconds). */
const PATIENCE = 180;
/** A steady window is cut short when the slowest subscriber is so many seconds behind: the server will not catch up. */
const HOPELESS = 5;
/** What comes twice may come late (milliseconds). */
const AFTERWARDS = 500;
const REHEARSAL = { subscribers: 20, events: 20 };

interface Window extends Span {
  cpu: number;
  effort: Effort;
}

/** Measures one server and ends it. Throws when there is nothing to measure: not everybody came in, or the first event did not arrive. */
export async function measure({ server, begin }: Contestant, databaseUrl: string, plan: Plan, stop: AbortSignal): Promise<Outcome> {
  const audience = Audience.start(plan.subscribers, stop);
  try {
    const address = await server.call('serve', { databaseUrl, connections: plan.subscribers + 1_000 });
    await rehearse(address, await begin(), audience);
    const empty = await server.call('memory');

    const session = await begin();
    await comeIn(audience, address, session, plan.subscribers, 2 + plan.warmUp + plan.steady + plan.bursts * plan.burstSize);
    const trial = new Trial(server, audience, session.source, plan);
    return await trial.run(empty);
  } finally {
    await Promise.all([audience.stop(), server.stop()]);
  }
}

/** A small audience hears some events and leaves: what a server loads at first use is no cost of a subscriber. */
async function rehearse(address: Address, session: Session, audience: Audience): Promise<void> {
  await comeIn(audience, address, session, REHEARSAL.subscribers, REHEARSAL.events + 1);
  for (let n = 0; n < REHEARSAL.events; n++) {
    await session.source.publish(1);
    await audience.until(session.source.published, PATIENCE);
  }
  await audience.close();
}

/** Subscribes so many and waits until the server listens for each; `room` is for that many events. */
export async function comeIn(audience: Audience, address: Address, { greeting, everybodyIn }: Session, count: number, room: number): Promise<void> {
  const demandAll = (losses: Losses) => {
    if (Object.keys(losses).length) throw new Error(`Not all of ${count} subscribers could be held: ${JSON.stringify(losses)}`);
  };
  demandAll(await audience.open({ ...address, greeting, count, room, seconds: PATIENCE }));
  await everybodyIn(audience, count, PATIENCE);
  demandAll(await audience.losses());
}

class Trial {
  readonly #server: Contestant['server'];
  readonly #audience: Audience;
  readonly #source: Source;
  readonly #plan: Plan;
  readonly #notes: string[] = [];
  /** Whether events had not arrived when patience was over: what follows would only measure how long the queue is. */
  #overwhelmed = false;

  constructor(server: Contestant['server'], audience: Audience, source: Source, plan: Plan) {
    this.#server = server;
    this.#audience = audience;
    this.#source = source;
    this.#plan = plan;
  }

  /** `empty`: the server's memory with nobody subscribed. */
  async run(empty: Memory): Promise<Outcome> {
    const { subscribers, warmUp, steady, bursts, burstSize } = this.#plan;
    const full = await this.#server.call('memory');
    await this.#steadily(warmUp);
    await this.#arrived();

    const steadyWindow = await this.#window(() => this.#steadily(steady));
    const burstWindows: Window[] = [];
    for (let n = 0; n < bursts && !this.#overwhelmed; n++) burstWindows.push(await this.#window(() => this.#source.publish(burstSize)));

    // With one more behind them, repeated events are seen where they stand.
    await this.#source.publish(1);
    await this.#arrived();
    await pause(AFTERWARDS);
    const { latencies, ...account } = await this.#audience.account(await this.#source.all(), [steadyWindow, ...burstWindows]);
    const [steadyLatencies, ...burstLatencies] = latencies as [Latencies, ...Latencies[]];
    const burst = burstLatencies.length ? { burst: figures(burstWindows, burstLatencies, subscribers) } : {};
    return {
      steady: figures([steadyWindow], [steadyLatencies], subscribers),
      ...burst,
      residentEach: (full.resident - empty.resident) / subscribers,
      heapEach: (full.heap + full.external - empty.heap - empty.external) / subscribers,
      ...account,
      losses: await this.#audience.losses(),
      sample: await this.#audience.sample(),
      notes: this.#notes,
    };
  }

  async #window(publish: () => Promise<void>): Promise<Window> {
    const from = this.#source.published;
    const effortBefore = await this.#audience.effort();
    const cpuBefore = await this.#server.call('cpu');
    await publish();
    await this.#arrived();
    const cpu = (await this.#server.call('cpu')) - cpuBefore;
    const effort = await this.#audience.effort();
    return { from, to: this.#source.published, cpu, effort: { cpu: effort.cpu - effortBefore.cpu, reads: effort.reads - effortBefore.reads } };
  }

  async #arrived(): Promise<void> {
    const { published } = this.#source;
    if (await this.#audience.until(published, PATIENCE)) return;
    this.#overwhelmed = true;
    this.#notes.push(`after ${PATIENCE} s the slowest had received ${await this.#audience.slowest()} of ${published} events`);
  }

  /** So many events at the pace of the plan; stops when the audience cannot follow. */
  async #steadily(events: number): Promise<void> {
    const { perSecond } = this.#plan;
    const start = clock();
    for (let n = 0; n < events && !this.#overwhelmed; n++) {
      if (!perSecond) await this.#arrived();
      else await pause(Math.max(0, start + (n * 1_000) / perSecond - clock()));
      await this.#source.publish(1);
      const behind = perSecond && n % perSecond === perSecond - 1 ? this.#source.published - (await this.#audience.slowest()) : 0;
      if (behind <= HOPELESS * perSecond) continue;
      this.#notes.push(`stopped after ${n + 1} of ${events} events: the slowest subscriber was ${behind} behind`);
      return;
    }
    const pace = (events * 1_000) / (clock() - start);
    if (!this.#overwhelmed && pace < perSecond * 0.9) this.#notes.push(`${pace.toFixed(1)} events a second instead of ${perSecond}: more could not be written`);
  }
}

function figures(windows: readonly Window[], latencies: readonly Latencies[], subscribers: number): Figures {
  const sum = (of: (window: Window) => number) => windows.reduce((total, window) => total + of(window), 0);
  const events = sum(({ from, to }) => to - from);
  const deliveries = events * subscribers;
  const all = latencies.reduce((a, b) => a.with(b));
  return {
    events,
    cpu: sum(({ cpu }) => cpu) / deliveries,
    p50: all.percentile(0.5),
    p99: all.percentile(0.99),
    together: deliveries / sum(({ effort }) => effort.reads),
    subscriberCpu: sum(({ effort }) => effort.cpu) / deliveries,
  };
}
