import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDatabase } from '../../server/database/index.ts';
import { type Duban, serveDuban } from '../../server/duban.ts';
import { publishInspectionRound } from '../../server/inspection/index.ts';
import { reactions } from '../../server/reactions.ts';

const SAMPLES = resolve('server/demo/samples');
const REGISTERS = ['行政区划.csv', '单位名录.xlsx', '干警名册.csv', '考核细则-2026.xlsx'];

/** A Duban with the sample city on a PostgreSQL of its own, for programs that are no tests; gone without a trace when closed. */
export class SampleServer {
  readonly url: string;
  readonly #duban: Duban;
  readonly #database: Awaited<ReturnType<typeof openDatabase>>;
  readonly #remove: () => void;

  private constructor(duban: Duban, database: Awaited<ReturnType<typeof openDatabase>>, remove: () => void) {
    this.url = duban.url;
    this.#duban = duban;
    this.#database = database;
    this.#remove = remove;
  }

  /** With the registers in it, and nothing inspected yet. */
  static async start(): Promise<SampleServer> {
    const dataDir = mkdtempSync(join(tmpdir(), 'duban-sample-'));
    const remove = () => rmSync(dataDir, { recursive: true, force: true });
    try {
      const database = await openDatabase({ dataDir });
      const duban = await serveDuban({
        orm: database.orm,
        databaseUrl: database.url,
        host: '127.0.0.1',
        port: 0,
        report: console.error,
        clientDir: resolve('.build/client'),
        reactions,
        // The wall as it hangs, without the demo's bar.
        openToEveryone: true,
      });
      const server = new SampleServer(duban, database, remove);
      await server.#takeIn(REGISTERS);
      return server;
    } catch (error) {
      remove();
      throw error;
    }
  }

  /** Takes the month's records in; at most so many of them. */
  collect(month: string, atMost?: number): Promise<void> {
    return this.#takeIn([`督查记录-${month}.xlsx`], atMost);
  }

  async publish(month: string): Promise<void> {
    await publishInspectionRound(this.#database.orm.em.fork(), month);
  }

  async close(): Promise<void> {
    await this.#duban.close();
    await this.#database.close();
    this.#remove();
  }

  async #takeIn(names: string[], atMost?: number): Promise<void> {
    const files = names.map((name) => ({ name, bytes: readFileSync(join(SAMPLES, name)) }));
    const refused = (await this.#duban.intake.takeIn(files, { atMost })).filter(({ outcome }) => outcome === 'REFUSED');
    if (refused.length) throw new Error(`The sample files were refused: ${JSON.stringify(refused)}`);
  }
}
