import type { FastifyRequest } from 'fastify';
import { ActOutcome } from '../../schema/audit/index.ts';
import { type Act, type Ending, endingOf, type Witness } from '../audit/index.ts';
import type { CompiledOperation, Executor } from '../read/index.ts';
import type { Answered } from './columns.ts';
import { ExportFailure } from './failure.ts';
import type { ExportContext } from './pages.ts';

/** As the audit log names it. */
const DOOR = 'POST /export';

/** What is exported. */
export interface Exported {
  hash: string;
  name: string | undefined;
  compiled: CompiledOperation;
}

export interface ExportRecordParts {
  executor: Executor;
  /** Writes down that an export begins, what of persons it reads, and how it ended; without it nothing is written. */
  witnessOf?(request: FastifyRequest): Pick<Witness, 'begin' | 'read'>;
}

/**
 * What the audit log is told of one export: that it begins, with the personal fields it is to read, before anything is read; then the rows that were, and how it ended, before the
 * file does. One that was cut off in between has no outcome, and its fields are known.
 */
export class ExportRecord {
  readonly #parts: ExportRecordParts;
  readonly #exported: Exported;
  readonly #variables: Record<string, unknown>;
  readonly #context: ExportContext;
  #witness: Pick<Witness, 'begin' | 'read'> | undefined;
  #act: Act | undefined;
  #rows = 0;
  /** Until the last page is through: its reader went away. */
  #ending: Ending = { outcome: ActOutcome.FAILED };

  constructor(parts: ExportRecordParts, exported: Exported, variables: Record<string, unknown>, context: ExportContext) {
    this.#parts = parts;
    this.#exported = exported;
    this.#variables = variables;
    this.#context = context;
  }

  /** Rejects with AUDIT_UNAVAILABLE: then nothing may be read. */
  async begin(request: FastifyRequest): Promise<void> {
    const { executor, witnessOf } = this.#parts;
    const { name, hash, compiled } = this.#exported;
    this.#witness = witnessOf?.(request);
    const fields = executor.personalIn(compiled, this.#variables, this.#context.read.visibility);
    this.#act = await this.#witness?.begin(DOOR, { operation: name ?? null, document: hash, fields });
  }

  async *counted(pages: AsyncGenerator<readonly Answered[], void>): AsyncGenerator<readonly Answered[], void> {
    try {
      for await (const page of pages) {
        this.#rows += page.length;
        await this.#tellSubjects();
        yield page;
      }
      this.#ending = { outcome: ActOutcome.DONE };
    } catch (error) {
      this.#ending = endingOf(error instanceof ExportFailure ? error.errors[0] : error);
      throw error;
    }
  }

  /** Before a page leaves: nobody knows whether the export comes to its end, and whoever a row is about is told that it was read. */
  async #tellSubjects(): Promise<void> {
    const { read } = this.#context;
    const found = await read.personalRead();
    if (found?.subjects.length) await this.#witness?.read(this.#exported, { ...found, rows: [], rowCount: null });
  }

  /** Rejects with AUDIT_UNAVAILABLE where what was read could not be written down: the file may not end in good order. */
  async end(): Promise<void> {
    if (!this.#act) return;
    const found = this.#context.read.personal.take();
    try {
      if (found) await this.#witness?.read(this.#exported, found);
    } finally {
      await this.#act.end({ ...this.#ending, rowCount: this.#rows });
    }
  }
}
