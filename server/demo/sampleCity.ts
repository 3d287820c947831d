import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { InspectionRound, RoundState } from '../../schema/inspection/index.ts';
import { IntakeReceipt } from '../../schema/intake/IntakeReceipt.ts';
import { Region } from '../../schema/organisation/index.ts';
import { publishInspectionRound } from '../inspection/index.ts';
import type { HandedOver, Intake } from '../intake/index.ts';

const MONTHLY_RECORD = /^督查记录-(\d{4}-\d{2})\.xlsx$/;

/** The sample city: invented people in real villages, from the files an office would hand over. */
export class SampleCity {
  readonly #orm: MikroORM;
  readonly #intake: Intake;
  readonly #registers: readonly HandedOver[];
  /** Monthly records, oldest first. */
  readonly #months: readonly { month: string; file: HandedOver }[];

  private constructor(orm: MikroORM, intake: Intake, registers: HandedOver[], months: { month: string; file: HandedOver }[]) {
    this.#orm = orm;
    this.#intake = intake;
    this.#registers = registers;
    this.#months = months;
  }

  static async read(orm: MikroORM, intake: Intake, directory: string): Promise<SampleCity> {
    const registers: HandedOver[] = [];
    const months: { month: string; file: HandedOver }[] = [];
    for (const name of (await readdir(directory)).sort()) {
      if (name.endsWith('.json') || name.includes('有误')) continue;
      const file = { name, bytes: await readFile(join(directory, name)) };
      const month = MONTHLY_RECORD.exec(name)?.[1];
      if (month) months.push({ month, file });
      else registers.push(file);
    }
    return new SampleCity(orm, intake, registers, months);
  }

  /** Whether the database is empty or holds a sample city already. Never found one among somebody's own data. */
  async mayBeFounded(): Promise<boolean> {
    const em = this.#orm.em.fork();
    return (await em.count(Region)) === 0 || (await em.count(IntakeReceipt, { source: 'demo' })) > 0;
  }

  /** Takes in the registers and every month but the newest, and publishes them. Finds what an earlier start left off. */
  async found(stop: AbortSignal): Promise<void> {
    await this.#take(this.#registers);
    for (const { month, file } of this.#months.slice(0, -1)) {
      if (stop.aborted) return;
      if (await this.#isPublished(month)) continue;
      await this.#take([file]);
      await publishInspectionRound(this.#orm.em.fork(), month);
    }
  }

  /**
   * Plays the newest month: one record comes in every `pace` milliseconds, then the month is published.
   * Goes on where an earlier start stopped; does nothing once the month is published.
   */
  async playNewestMonth(pace: number, stop: AbortSignal): Promise<void> {
    const newest = this.#months.at(-1);
    if (!newest || stop.aborted || (await this.#isPublished(newest.month))) return;
    try {
      for (;;) {
        await pause(pace, undefined, { signal: stop });
        const [report] = await this.#take([newest.file], 1);
        if (report?.outcome !== 'TAKEN') break;
      }
      await publishInspectionRound(this.#orm.em.fork(), newest.month);
    } catch (error) {
      if (!stop.aborted) throw error;
    }
  }

  async #take(files: readonly HandedOver[], atMost?: number) {
    const reports = await this.#intake.takeIn(files, { source: 'demo', atMost });
    const refused = reports.find(({ outcome }) => outcome === 'REFUSED');
    if (refused) throw new Error(`The sample file ${refused.file} was refused: ${JSON.stringify(refused.mistakes)}`);
    return reports;
  }

  async #isPublished(month: string): Promise<boolean> {
    return (await this.#orm.em.fork().count(InspectionRound, { month, state: RoundState.PUBLISHED })) > 0;
  }
}
