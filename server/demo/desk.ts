import { setTimeout as pause } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { InspectionRound, RoundState } from '../../schema/inspection/index.ts';
import { Refusal } from '../../schema/problemWording.ts';
import { Rectification, RectificationState } from '../../schema/rectification/index.ts';
import { severityOf, Warning, WarningLevel, WarningState } from '../../schema/warning/index.ts';
import { haveCaughtUp } from '../live/consumers/index.ts';
import { rectificationConsumer } from '../rectification/index.ts';
import { acknowledgeWarning, resolveWarning, warningConsumer } from '../warning/index.ts';
import { workOff } from './workOff.ts';

/** Those that must have read of a publication before the desk deals with what follows from it. */
const CONSUMERS = [warningConsumer.name, rectificationConsumer.name];

/** Between two looks whether they have (milliseconds). */
const LOOK = 100;

/** Who deals with warnings in the demo, for the record. */
const BY = '演示 demo';

/** The committee's staff as the demo plays them: they deal with what follows from the sample city's months. */
export class DemoDesk {
  readonly #orm: MikroORM;

  constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  /** Ends at once what is open of every published month but the newest, rectifications and warnings: a wall that hangs for the first time does not begin with a year's arrears. */
  async clear(stop: AbortSignal): Promise<void> {
    const newest = await this.#newestFollowed(stop);
    if (!newest) return;
    for (const { id } of await this.#underWay(newest)) {
      if (stop.aborted) return;
      await unlessDone(workOff(this.#orm, id, BY));
    }
    for (const { id } of await this.#open({ month: { $lt: newest } })) {
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
      const newest = await this.#newestFollowed(stop);
      for (const { id, severity } of newest ? await this.#open({ month: newest, state: WarningState.RAISED }) : []) {
        await pause(pace, undefined, { signal: stop });
        await (severity >= severityOf(WarningLevel.ORANGE) ? this.#acknowledge(id) : this.#resolve(id));
      }
    } catch (error) {
      if (!stop.aborted) throw error;
    }
  }

  /** The newest published month, once what follows from everything published is there; undefined when there is none. */
  async #newestFollowed(stop: AbortSignal): Promise<string | undefined> {
    const em = this.#orm.em.fork();
    while (!stop.aborted && !(await haveCaughtUp(em.getKysely<object>(), CONSUMERS))) await pause(LOOK);
    const [newest] = await em.find(InspectionRound, { state: RoundState.PUBLISHED }, { orderBy: { month: 'desc' }, limit: 1 });
    return stop.aborted ? undefined : newest?.month;
  }

  #underWay(newest: string): Promise<Rectification[]> {
    const state = { $nin: [RectificationState.CLOSED, RectificationState.WITHDRAWN] };
    return this.#orm.em.fork().find(Rectification, { state, officer: null, month: { $lt: newest } }, { orderBy: { id: 'asc' } });
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
