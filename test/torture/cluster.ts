import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { UnitClass } from '../../schema/organisation/index.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../server/database/embedded.ts';
import { createOrm } from '../../server/database/orm.ts';
import getBinaries from '../../server/database/postgresBinaries.ts';
import { createDatabaseIfMissing, migrate } from '../../server/database/prepare.ts';
import { runProgram, systemUser } from '../../server/database/systemUser.ts';
import { seed } from '../testkit/seed.ts';

/** What the events of a run are about: ids of rows, and the class of the unit whose result it is. */
export interface Subjects {
  round: number;
  inspection: number;
  finding: number;
  result: number;
  unitClass: UnitClass;
}

/** An event as the log has it at the end. */
export interface LogEntry {
  tx: bigint;
  id: bigint;
  kind: string;
}

/** `fast` ends every session in good order; `immediate` is a crash: what was not forced to disk is gone. */
export type Restart = 'fast' | 'immediate';

/** A PostgreSQL of the run's own in a temporary directory, as safe as a real one, for it is restarted all the time. */
export class Cluster {
  readonly url: string;
  readonly #directory: string;
  readonly #embedded: EmbeddedDatabase;
  /** Ends with the last restart asked for: two at once would fight. */
  #restarted: Promise<void> = Promise.resolve();

  private constructor(directory: string, embedded: EmbeddedDatabase) {
    this.#directory = directory;
    this.#embedded = embedded;
    this.url = embedded.url();
  }

  /** Started and migrated, with no rows but the log's identity. */
  static async start(): Promise<Cluster> {
    const directory = mkdtempSync(join(tmpdir(), 'duban-torture-'));
    try {
      const cluster = new Cluster(directory, await startEmbeddedDatabase(directory));
      try {
        await createDatabaseIfMissing(cluster.url, cluster.#embedded.url('postgres'));
        const orm = await createOrm(cluster.url);
        await migrate(orm, cluster.url).finally(() => orm.close());
        return cluster;
      } catch (error) {
        await cluster.#embedded.stop();
        throw error;
      }
    } catch (error) {
      rmSync(directory, { recursive: true, force: true });
      throw error;
    }
  }

  /** One open month with an inspection, a finding and a result, so that events of every kind can be answered. */
  async furnish(): Promise<Subjects> {
    const orm = await createOrm(this.url);
    try {
      const { rounds, inspections } = await seed(orm).city().units({ TOWNSHIP: 1 }).ruleBook(2026).round('2026-03').inspected(1).write();
      const round = Number(rounds[0]?.id);
      const inspection = Number(inspections[0]?.id);
      return await this.#ask(async (client) => {
        const findings = await client.query<{ id: number }>('select id from finding');
        const results = await client.query<{ id: number; unitClass: UnitClass }>(
          `insert into inspection_result (round_id, unit_id, inspection_id, unit_class, score, grade, rank, published_at)
          select $1, unit_id, id, 'TOWNSHIP', 98.5, 'GOOD', 1, now() from inspection returning id, unit_class as "unitClass"`,
          [round],
        );
        const [finding, result] = [findings.rows[0], results.rows[0]];
        if (!finding || !result) throw new Error('The month was not furnished');
        return { round, inspection, finding: finding.id, result: result.id, unitClass: result.unitClass };
      });
    } finally {
      await orm.close();
    }
  }

  /** Resolves when it answers again. It keeps its port and its settings. */
  restart(mode: Restart): Promise<void> {
    this.#restarted = this.#restarted.then(async () => {
      const { pg_ctl } = await getBinaries();
      const data = join(this.#directory, 'postgres');
      // Without a log of its own it would hold on to our pipe, and nobody would ever see pg_ctl end.
      await runProgram(pg_ctl, ['restart', '-D', data, '-s', '-w', '-m', mode, '-l', join(data, 'postgres.log')], data, systemUser());
    });
    return this.#restarted;
  }

  /** Ends the connections that listen, and no others. How many there were; 0 while it is down. */
  async deafen(): Promise<number> {
    return this.#ask(async (client) => {
      const { rowCount } = await client.query("select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen %' and pid <> pg_backend_pid()");
      return rowCount ?? 0;
    }).catch(() => 0);
  }

  /** The name of the log, which every cursor of it carries. */
  async logId(): Promise<string> {
    return this.#ask(async (client) => (await client.query<{ id: string }>('select id from event_log_identity')).rows[0]?.id ?? '');
  }

  /** The whole log, in the order in which everybody must be told it. */
  async log(): Promise<LogEntry[]> {
    return this.#ask(async (client) => {
      const { rows } = await client.query<{ tx: string; id: string; kind: string }>('select tx::text, id::text, kind from event order by event.tx, event.id');
      return rows.map(({ tx, id, kind }) => ({ tx: BigInt(tx), id: BigInt(id), kind }));
    });
  }

  /** Ends it and removes every trace. */
  async remove(): Promise<void> {
    await this.#restarted.catch(() => undefined);
    await this.#embedded.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #ask<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return withClient(this.url, work);
  }
}

/** A connection of one's own for one piece of work. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  // A connection that breaks says so to whoever waits for an answer; the event alone would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    void client.end().catch(() => undefined);
  }
}
