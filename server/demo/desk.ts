import { setTimeout as pause } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { InspectionRound, RoundState } from '../../schema/inspection/index.ts';
import { Refusal } from '../../schema/problemWording.ts';
import { severityOf, Warning, WarningLevel, WarningState } from '../../schema/warning/index.ts';
import { statementsOn } from '../database/index.ts';
import { acknowledgeWarning, areWarningsBehind, resolveWarning } from '../warning/index.ts';

/** Between two looks whether everything published has been warned of (milliseconds). */
const LOOK = 100;

/** Who deals with warnings in the demo, for the record. */
const BY = '演示 demo';

/** The committee's staff as the demo plays them: they deal with what the sample city's months raise. */
export class DemoDesk {
  readonly #orm: MikroORM;

  constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  /** Resolves at once what is open of every published month but the newest: a wall that hangs for the first time does not begin with a year's arrears. */
  async clear(stop: AbortSignal): Promise<void> {
    const newest = await this.#newestWarnedOf(stop);
    for (const { id } of newest ? await this.#open({ month: { $lt: newest } }) : []) {
      if (stop.aborted) return;
      await this.#resolve(id);
    }
  }

  /**
   * Deals with what the newest month raised, one warning in `pace` milliseconds, the severest first: what is orange or red is taken up, since to put it right takes longer than a demo;
   * slighter ones are resolved. Goes on where an earlier start stopped.
   */
  async attend(pace: number, stop: AbortSignal): Promise<void> {
    try {
      const newest = await this.#newestWarnedOf(stop);
      for (const { id, severity } of newest ? await this.#open({ month: newest, state: WarningState.RAISED }) : []) {
        await pause(pace, undefined, { signal: stop });
        await (severity >= severityOf(WarningLevel.ORANGE) ? this.#acknowledge(id) : this.#resolve(id));
      }
    } catch (error) {
      if (!stop.aborted) throw error;
    }
  }

  /** The newest published month, once everything published has been warned of; undefined when there is none. */
  async #newestWarnedOf(stop: AbortSignal): Promise<string | undefined> {
    const em = this.#orm.em.fork();
    while (!stop.aborted && (await areWarningsBehind(statementsOn(em.getKysely<object>())))) await pause(LOOK);
    const [newest] = await em.find(InspectionRound, { state: RoundState.PUBLISHED }, { orderBy: { month: 'desc' }, limit: 1 });
    return stop.aborted ? undefined : newest?.month;
  }

  #open(which: { month: string | { $lt: string }; state?: WarningState }): Promise<Warning[]> {
    const state = { $in: [WarningState.RAISED, WarningState.ACKNOWLEDGED] };
    return this.#orm.em.fork().find(Warning, { state, ...which }, { orderBy: [{ severity: 'desc' }, { id: 'asc' }] });
  }

  async #resolve(id: number): Promise<void> {
    await this.#acknowledge(id);
    await unlessDone(resolveWarning(this.#orm.em.fork(), id, { reason: '已按要求整改到位。Put right as asked.', by: BY }));
  }

  #acknowledge(id: number): Promise<void> {
    return unlessDone(acknowledgeWarning(this.#orm.em.fork(), id, { by: BY }));
  }
}

/** Whoever tries the demo may have been faster. */
async function unlessDone(step: Promise<unknown>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
