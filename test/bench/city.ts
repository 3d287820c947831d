import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Unit } from '../../schema/organisation/index.ts';
import { openDatabase } from '../../server/database/index.ts';
import { inspectionKinds } from '../../server/inspection/index.ts';
import { Ledger } from '../../server/inspection/ledger.ts';
import { createIntake } from '../../server/intake/index.ts';
import { EventCursor, EventLog, type EventRecord } from '../../server/live/index.ts';
import { organisationKinds } from '../../server/organisation/index.ts';

const REGISTERS = ['行政区划.csv', '单位名录.xlsx', '干警名册.csv', '考核细则-2026.xlsx'];
/** The year of the sample rule book. */
const YEAR = 2026;
/** Events a statement. */
const PAGE = 1_000;

/** The sample city's registers in a PostgreSQL of its own, as durable as any Duban's; gone without a trace when closed. */
export class City {
  readonly orm: MikroORM;
  readonly databaseUrl: string;
  readonly log: EventLog;
  readonly #close: () => Promise<void>;
  #month = 0;

  private constructor(orm: MikroORM, databaseUrl: string, log: EventLog, close: () => Promise<void>) {
    this.orm = orm;
    this.databaseUrl = databaseUrl;
    this.log = log;
    this.#close = close;
  }

  static async found(): Promise<City> {
    const dataDir = mkdtempSync(join(tmpdir(), 'duban-bench-'));
    const remove = () => rmSync(dataDir, { recursive: true, force: true });
    try {
      const { orm, url, close } = await openDatabase({ dataDir });
      const closeAll = () => close().finally(remove);
      try {
        const files = REGISTERS.map((name) => ({ name, bytes: readFileSync(resolve('server/demo/samples', name)) }));
        const refused = (await createIntake(orm, [...organisationKinds, ...inspectionKinds]).takeIn(files)).filter(({ outcome }) => outcome === 'REFUSED');
        if (refused.length) throw new Error(`The sample registers were refused: ${JSON.stringify(refused)}`);
        return new City(orm, url, await EventLog.open(orm), closeAll);
      } catch (error) {
        await closeAll();
        throw error;
      }
    } catch (error) {
      remove();
      throw error;
    }
  }

  /** Opens the next month with every unit inspected, so that from here on one finding is one event. After December, January is written on. */
  async nextRound(): Promise<string> {
    const month = `${YEAR}-${String((this.#month++ % 12) + 1).padStart(2, '0')}`;
    await this.orm.em.fork().transactional(async (em) => {
      const ledger = await Ledger.open(em, month, { openRound: true });
      for (const unit of await em.find(Unit, {})) ledger.inspect(unit, { inspectedOn: `${month}-10`, inspector: '孔敏建' });
      await ledger.close();
    });
    return month;
  }

  /** Every event after a place in the log, in order. */
  async eventsAfter(place: Pick<EventRecord, 'tx' | 'id'>): Promise<EventRecord[]> {
    const events: EventRecord[] = [];
    for (;;) {
      const page = await this.log.after(events.at(-1) ?? place, PAGE);
      if (!page.length) return events;
      events.push(...page);
    }
  }

  /** The cursor of an event. */
  cursorOf(event: EventRecord): string {
    return EventCursor.at(this.log.id, event).toString();
  }

  close(): Promise<void> {
    return this.#close();
  }
}
