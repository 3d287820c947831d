import Fastify from 'fastify';
import { type ExecutionResult, type GraphQLError, parse, validate } from 'graphql';
import readXlsxFile from 'read-excel-file/node';
import { nodes } from '../../schema/index.ts';
import { Readers } from '../../server/database/index.ts';
import { type ExportLimits, serveExport } from '../../server/export/index.ts';
import { errorShower } from '../../server/http/errors.ts';
import { attachReads, Executor, Models, READ_LIMITS, Reader, type ReadLimits } from '../../server/read/index.ts';
import { createSchema } from '../../server/schema.ts';
import type { TestDatabase } from '../testkit/database.ts';

export interface ExportServer {
  url: string;
  /** Unexpected errors, in full. */
  reported: unknown[];
  /** Pages that were asked for since the start. */
  readonly pages: number;
  export(asked: object, headers?: Record<string, string>): Promise<Response>;
  /** The same operation as a query, without the export. */
  ask(query: string, variables?: Record<string, unknown>): Promise<unknown>;
  /** Stops serving; the database stays. */
  close(): Promise<void>;
}

/** Only the export, over a database of the test's, with limits of its own. */
export async function startExportServer({ orm, url: databaseUrl }: TestDatabase, limits: Partial<ExportLimits & ReadLimits> = {}): Promise<ExportServer> {
  const { cost, filterTerms, statementTimeout } = { ...READ_LIMITS, ...limits };
  const models = new Models(orm);
  const readers = new Readers(databaseUrl, 1, statementTimeout);
  const reported: unknown[] = [];
  let pages = 0;
  const executor = new (class extends Executor {
    override execute(...asked: Parameters<Executor['execute']>): Promise<ExecutionResult> {
      pages++;
      return super.execute(...asked);
    }
  })(attachReads(await createSchema()), models, nodes, cost);
  const newContext = () => {
    const contextValue = { em: orm.em.fork(), read: new Reader(models, readers, filterTerms) };
    return { contextValue, close: () => contextValue.read.close().catch((error) => void reported.push(error)) };
  };
  const show = errorShower({ report: (error) => reported.push(error), suggestions: true });
  const app = Fastify({ forceCloseConnections: 'idle' });
  await app.register(
    serveExport({
      prepare: ({ query, operationName }) => {
        const document = parse(query ?? '');
        const mistakes: readonly GraphQLError[] = validate(executor.schema, document);
        return mistakes.length ? mistakes : { document, hash: '', name: undefined, compiled: executor.compile(document, operationName) };
      },
      executor,
      newContext,
      show: (error, { id }) => show(error, id),
      limits,
    }),
  );
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    reported,
    get pages() {
      return pages;
    },
    export: (asked, headers = {}) => fetch(`${url}/export`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(asked) }),
    ask: async (query, variables) => {
      const { contextValue, close } = newContext();
      const { data, errors } = await executor.execute(executor.compile(parse(query)), { contextValue, ...(variables ? { variables } : {}) }).finally(close);
      if (errors) throw errors[0];
      return data;
    },
    close: async () => {
      await app.close();
      await readers.close();
    },
  };
}

/** The text of a CSV answer; fails the test on any other. */
export async function csvOf(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(`${response.status} ${bytes}`);
  return bytes.toString('utf8');
}

/** The lines below the headings, without the line ends. */
export function linesOf(csv: string): string[] {
  return csv.split('\r\n').slice(1, -1);
}

export type SheetRows = { sheet: string; data: unknown[][] }[];

/** The sheets of an XLSX answer, moments and days as ISO text. */
export async function sheetsOf(bytes: Buffer): Promise<SheetRows> {
  const sheets = (await readXlsxFile(bytes, { trim: false })) as unknown as SheetRows;
  return sheets.map(({ sheet, data }) => ({ sheet, data: data.map((cells) => cells.map((cell) => (cell instanceof Date ? rounded(cell) : cell))) }));
}

/** Excel rounds the fraction of a day that a moment is kept as; the reader cuts it. */
function rounded(moment: Date): string {
  return new Date(Math.round(moment.getTime() / 10) * 10).toISOString();
}

/** All that a file's writer gives. */
export async function bytesOf(file: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of file) chunks.push(chunk);
  return Buffer.concat(chunks);
}
