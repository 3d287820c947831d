import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { EventData, EventKind } from '../../schema/live/LoggedEvent.ts';
import type { Position } from '../../server/live/cursor.ts';
import type { Chance } from './chance.ts';
import { type Subjects, withClient } from './cluster.ts';

const WRITERS = 10;
/** Most steps of a transaction follow at once, some hesitate; then others overtake it (milliseconds). */
const STEP = { least: 0, most: 50 };
const HESITATION = { least: 200, most: 900 };
const HESITATES = 0.04;
/** How many transactions take their number before they write, so that the order of numbers and of ids differ. */
const NUMBERED_EARLY = 0.5;
const ROLLED_BACK = 0.15;
/** Between two transactions that take a number and give up at once (milliseconds). */
const GIVING_UP = { least: 1, most: 5 };
/** Before trying again to reach the database (milliseconds). Who gives up waits longer: the numbers that come again are for the others. */
const RETRY = 100;
const RETRY_TO_GIVE_UP = 1_000;

/**
 * Concurrent sessions that write events straight into the log: overlapping, partly rolled back, and cut in
 * the middle whenever the database restarts. Whether a transaction that was cut had committed, the log says at the end.
 */
export class Writers {
  readonly #url: string;
  readonly #subjects: Subjects;
  readonly #stopped = new AbortController();
  #lull: Promise<void> = Promise.resolve();
  readonly #running: Promise<void>[] = [];

  constructor(url: string, subjects: Subjects, chance: Chance) {
    this.#url = url;
    this.#subjects = subjects;
    for (let n = 0; n < WRITERS; n++) {
      const own = chance.of(`writer ${n}`);
      this.#running.push(this.#keepAt((client) => this.#write(client, own), RETRY));
    }
    // A number that was given up is nowhere on disk: after a crash PostgreSQL gives it out again.
    const own = chance.of('giving up');
    this.#running.push(this.#keepAt((client) => this.#giveUp(client, own), RETRY_TO_GIVE_UP));
  }

  /** Writes so many events in one transaction. False when the database would not have it. */
  async flood(count: number): Promise<boolean> {
    return withClient(this.#url, async (client) => {
      await client.query('insert into event (kind, data) select $1, $2 from generate_series(1, $3::int)', [...this.#event('UNIT_INSPECTED'), count]);
    }).then(
      () => true,
      () => false,
    );
  }

  /** No transaction begins for so many milliseconds, except those that come to nothing. */
  lull(milliseconds: number): void {
    this.#lull = pause(milliseconds, undefined, { ref: false });
  }

  /** Every writer ends what it has begun. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all(this.#running);
  }

  /** The last events of a run, one by one, when nobody else writes: everybody must be told of the one whose place is returned. */
  async mark(): Promise<Position> {
    let last: Position = { tx: 0n, id: 0n };
    for (const kind of ['ROUND_OPENED', 'FINDING_RECORDED', 'RESULT_PUBLISHED'] as const) {
      last = await withClient(this.#url, async (client) => {
        const { rows } = await client.query<{ tx: string; id: string }>('insert into event (kind, data) values ($1, $2) returning tx::text, id::text', this.#event(kind));
        return { tx: BigInt(rows[0]?.tx ?? 0), id: BigInt(rows[0]?.id ?? 0) };
      });
    }
    return last;
  }

  async #write(client: Client, chance: Chance): Promise<void> {
    const step = () => pause(chance.happens(HESITATES) ? chance.between(HESITATION.least, HESITATION.most) : chance.between(STEP.least, STEP.most));
    await this.#lull;
    await client.query('begin');
    if (chance.happens(NUMBERED_EARLY)) {
      await client.query('select pg_current_xact_id()');
      await step();
    }
    for (let events = chance.whole(1, 3); events > 0; events--) {
      await client.query('insert into event (kind, data) values ($1, $2)', this.#event(chance.pick(KINDS)));
      await step();
    }
    await client.query(chance.happens(ROLLED_BACK) ? 'rollback' : 'commit');
    await step();
  }

  async #giveUp(client: Client, chance: Chance): Promise<void> {
    await client.query('begin; select pg_current_xact_id(); rollback');
    await pause(chance.between(GIVING_UP.least, GIVING_UP.most));
  }

  /** Works on one connection as long as it lasts, then on the next. */
  async #keepAt(work: (client: Client) => Promise<void>, retry: number): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      try {
        await withClient(this.#url, async (client) => {
          while (!this.#stopped.signal.aborted) await work(client);
        });
      } catch {
        await pause(retry);
      }
    }
  }

  #event(kind: Written): [string, string] {
    const { round, inspection, finding, result, unitClass } = this.#subjects;
    const data: { [K in Written]: EventData[K] } = {
      ROUND_OPENED: { round },
      UNIT_INSPECTED: { round, inspection },
      FINDING_RECORDED: { round, inspection, finding },
      FINDING_RETRACTED: { round, inspection, finding },
      RESULT_PUBLISHED: { round, result, unitClass },
      ROUND_PUBLISHED: { round },
    };
    return [kind, JSON.stringify(data[kind])];
  }
}

/** Kinds whose rows there are; warnings follow from results, which are not really published here. */
const KINDS = ['ROUND_OPENED', 'UNIT_INSPECTED', 'FINDING_RECORDED', 'FINDING_RETRACTED', 'RESULT_PUBLISHED', 'ROUND_PUBLISHED'] as const satisfies readonly EventKind[];
type Written = (typeof KINDS)[number];
