import type { EntityManager } from '@mikro-orm/postgresql';
import type { Columns } from './headings.ts';
import type { Plan } from './plan.ts';
import type { SourceFile } from './sourceFile.ts';

/**
 * One kind of file an office hands over. The engine finds the file's kind by its headings and calls
 * {@link plan} in the transaction the file will be taken in by; a kind reads and compares, and leaves
 * the writing to the plan's steps.
 */
export interface Kind {
  /** Stands in the receipt: `units`. */
  readonly name: string;
  /** For the reader: `单位名录`, `register of units`. */
  readonly title: { zh: string; en: string };
  /** Files of a lower order are taken in first, since others refer to what they hold. */
  readonly order: number;
  /** The tables the file must have, each in a sheet of its own. */
  readonly tables: readonly Columns[];
  /**
   * Compares the file with the database. Writes every mistake down in `file`; with one or more of
   * them the plan is thrown away. May refuse the file as a whole. `by` is the account of the person who hands it over, null for none.
   */
  plan(em: EntityManager, file: SourceFile, by: number | null): Promise<Plan>;
}
