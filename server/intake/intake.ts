import { createHash } from 'node:crypto';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { IntakeReceipt } from '../../schema/intake/IntakeReceipt.ts';
import { Refusal, refuse } from '../../schema/problemWording.ts';
import type { Kind } from './kind.ts';
import { inFileOrder, type Mistake } from './mistakes.ts';
import { recognise } from './recognition.ts';
import type { Workbook } from './sheet.ts';
import { SourceFile } from './sourceFile.ts';
import { readWorkbook } from './workbook.ts';

/** Any number, the same for every Duban: whoever takes a file in holds it until commit. */
const INTAKE_LOCK = 7_30_782;

/** A file as it was handed over. */
export interface HandedOver {
  name: string;
  bytes: Buffer;
}

export interface IntakeOptions {
  /** Key of the account of the person who hands the files over: what they hold stands as written by them. Nobody unless said otherwise. */
  by?: number | null;
  /** Report what would happen and leave nothing behind. */
  dryRun?: boolean;
  /** For the receipts: handed over by an office (default), or the sample city. */
  source?: IntakeReceipt['source'];
  /**
   * Take in only the first so many additions and changes of each file; handed over again, it goes on from
   * there. For the sample city, which plays its newest month. An office's file is always taken whole.
   */
  atMost?: number;
  /** Called for each row read. */
  onProgress?: (progress: { file: string; row: number; rows: number }) => void;
}

/** What became of one file. */
export interface FileReport {
  file: string;
  /** Name of the kind; `null` where the file was not recognised. */
  kind: string | null;
  outcome: 'TAKEN' | 'UNCHANGED' | 'REFUSED' | 'DRY_RUN';
  /** Rows, or for a rule book items, that were (in a dry run: would be) new, different, and the same. */
  added: number;
  changed: number;
  unchanged: number;
  /** What was added or changed, in words; the first two hundred and how many more. */
  changes: string[];
  /** Why it was refused, in file order; the first thousand. */
  mistakes: Mistake[];
  /** How many mistakes there are in all. */
  mistakeCount: number;
  /** What was taken in otherwise than written, and how. */
  notices: Mistake[];
}

export interface Intake {
  /**
   * Takes files in, whatever order they are handed over in: regions before units before records.
   * Each is all or nothing in a transaction of its own, and one intake at a time writes; a file that
   * holds nothing new changes nothing. Reports come in the order the files were taken in.
   *
   * Mistakes of a file are in its report; anything else (a lost database, a bug) is thrown, after
   * the file at hand was rolled back. Files before it stay.
   */
  takeIn(files: readonly HandedOver[], options?: IntakeOptions): Promise<FileReport[]>;
}

/** An intake for these kinds of files. */
export function createIntake(orm: MikroORM, kinds: readonly Kind[]): Intake {
  return {
    async takeIn(files, options = {}) {
      const opened = await Promise.all(files.map((file) => open(file, kinds)));
      const inOrder = opened.toSorted((one, other) => orderOf(one) - orderOf(other));
      const em = orm.em.fork();
      return options.dryRun ? rehearse(em, inOrder, options) : takeAll(em, inOrder, options);
    },
  };
}

interface OpenedFile extends HandedOver {
  workbook: Workbook;
  kind: Kind;
}

/** A file that was read and recognised, or the report why not. */
type Opened = OpenedFile | { refused: FileReport };

async function open(file: HandedOver, kinds: readonly Kind[]): Promise<Opened> {
  try {
    const workbook = await readWorkbook(file.name, file.bytes);
    return { ...file, workbook, kind: recognise(workbook, kinds) };
  } catch (error) {
    return { refused: refusedReport(file.name, null, new SourceFile(file.name, { sheets: [] }), error) };
  }
}

/** What cannot be taken in at all comes last, after everything that can. */
function orderOf(opened: Opened): number {
  return 'refused' in opened ? Number.POSITIVE_INFINITY : opened.kind.order;
}

async function takeAll(em: EntityManager, files: readonly Opened[], options: IntakeOptions): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  for (const file of files) reports.push('refused' in file ? file.refused : await takeOne(em.fork(), file, options));
  return reports;
}

/** One transaction around all files, each in a savepoint, so that later ones see earlier ones; then undone. */
async function rehearse(em: EntityManager, files: readonly Opened[], options: IntakeOptions): Promise<FileReport[]> {
  await em.begin();
  try {
    const reports: FileReport[] = [];
    for (const file of files) reports.push('refused' in file ? file.refused : await takeOne(em, file, options));
    return reports.map((report) => (report.outcome === 'TAKEN' ? { ...report, outcome: 'DRY_RUN' } : report));
  } finally {
    await em.rollback();
  }
}

async function takeOne(em: EntityManager, { name, bytes, workbook, kind }: OpenedFile, { by = null, source = 'office', atMost, onProgress }: IntakeOptions): Promise<FileReport> {
  const file = new SourceFile(name, workbook, onProgress && ((row, rows) => onProgress({ file: name, row, rows })));
  try {
    return await em.transactional(async (transaction) => {
      await transaction.execute('select pg_advisory_xact_lock(?)', [INTAKE_LOCK]);
      if (kind.tables.some((columns) => !file.table(columns).rows.length)) refuse('FILE_EMPTY');
      const plan = await kind.plan(transaction, file, by);
      if (file.mistakeCount) throw new Refusal();
      if (atMost !== undefined) plan.limitTo(atMost);
      const { added, changed, unchanged, lines } = plan;
      if (!plan.empty) {
        await plan.apply();
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        transaction.create(IntakeReceipt, { fileName: name, kind: kind.name, sha256, source, added, changed, takenAt: new Date() });
      }
      const outcome = plan.empty ? 'UNCHANGED' : 'TAKEN';
      return { file: name, kind: kind.name, outcome, added, changed, unchanged, changes: lines, mistakes: [], mistakeCount: 0, notices: file.notices };
    });
  } catch (error) {
    // The unit of work may hold rows that were rolled back: the next file must not see them.
    em.clear();
    return refusedReport(name, kind.name, file, error);
  }
}

/** The report of a file refused; whatever is no refusal is thrown on. */
function refusedReport(name: string, kind: string | null, file: SourceFile, error: unknown): FileReport {
  if (!(error instanceof Refusal)) throw error;
  for (const problem of error.problems) file.add({ file: name, sheet: null, line: null, column: null, problem });
  return {
    file: name,
    kind,
    outcome: 'REFUSED',
    added: 0,
    changed: 0,
    unchanged: 0,
    changes: [],
    mistakes: inFileOrder(file.mistakes),
    mistakeCount: file.mistakeCount,
    notices: file.notices,
  };
}
