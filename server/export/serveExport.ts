import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, GraphQLError } from 'graphql';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { badRequest } from '../read/index.ts';
import type { Answered } from './columns.ts';
import { csvFile } from './csv.ts';
import { ExportFailure } from './failure.ts';
import { contentDisposition, fileNameOf } from './fileName.ts';
import { type ExportContext, pagesOf } from './pages.ts';
import { Places } from './places.ts';
import { type ExportPlan, exportPlan } from './plan.ts';
import { type Exported, ExportRecord, type ExportRecordParts } from './record.ts';
import { type ExportRequest, exportRequest, type Format, isOurOwnLink } from './request.ts';
import { xlsxFile } from './xlsx/workbook.ts';

export interface ExportLimits {
  /** Exports at once: each holds a connection to the database. */
  atOnce: number;
  /** How long a client may take nothing of what waits for it (milliseconds). */
  patience: number;
  /** How long an export may take in all (milliseconds): its snapshot keeps PostgreSQL from clearing up after itself. */
  longest: number;
}
const LIMITS: ExportLimits = { atOnce: 2, patience: 60_000, longest: 60 * 60_000 };

export interface ExportParts extends ExportRecordParts {
  /** The operation, within all limits and valid, or what is wrong with it: as for every other request. */
  prepare(asked: ExportRequest, request: FastifyRequest): Prepared | readonly GraphQLError[];
  newContext(request: FastifyRequest): { contextValue: ExportContext; close(): Promise<void> };
  /** What a client is told of an error; tells the log of those that are our fault. */
  show(error: unknown, request: FastifyRequest): { shown: GraphQLError };
  limits?: Partial<ExportLimits>;
}

interface Prepared extends Exported {
  document: DocumentNode;
}

type Page = readonly Answered[];

interface FileFormat {
  type: string;
  write(plan: ExportPlan, pages: AsyncIterable<Page>): AsyncGenerator<Buffer, void>;
}

const FORMATS: Record<Format, FileFormat> = {
  csv: { type: 'text/csv; charset=utf-8; header=present', write: ({ columns }, pages) => csvFile(columns, pages) },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: ({ title, columns }, pages) => xlsxFile(title, columns, pages),
  },
};

/** Bytes that wait to be sent besides those of the page being written. */
const WAITING = 64 * 1024;
const STATUS: Partial<Record<string, number>> = {
  [ErrorCode.TOO_MANY_EXPORTS]: 503,
  [ErrorCode.SERVER_STOPPING]: 503,
  [ErrorCode.AUDIT_UNAVAILABLE]: 503,
  [ErrorCode.TIMED_OUT]: 504,
  [ErrorCode.INTERNAL_SERVER_ERROR]: 500,
};

/**
 * `POST /export`, application/json: `{ query, variables, operationName, format, headings, fileName }`, see {@link ExportRequest}; or the same
 * as parameters of a `GET` by a page of our own, for a link. The query has one root field, a connection. Answers with all its rows as a file.
 *
 * | status | body |
 * |---|---|
 * | 200 | the file. Whatever fails midway resets the connection: a file that ended in good order is whole |
 * | 400, 413, 415 | `{ errors }`: the request or its query makes no sense, or asks for more than the limits allow |
 * | 503 | `{ errors }` TOO_MANY_EXPORTS, SERVER_STOPPING: come back after `retry-after` seconds; AUDIT_UNAVAILABLE |
 * | 504, 500 | `{ errors }` TIMED_OUT; INTERNAL_SERVER_ERROR |
 */
export function serveExport(parts: ExportParts): FastifyPluginAsync {
  const limits = { ...LIMITS, ...parts.limits };
  const places = new Places(limits.atOnce);
  const answer = async (given: unknown, reply: FastifyReply) => {
    try {
      return await send(parts, limits, places, exportRequest(given), reply);
    } catch (error) {
      return refuse(parts, error instanceof ExportFailure ? error.errors : [error], reply);
    }
  };
  return async (app) => {
    // Nothing but JSON: a form on a foreign page can post anything else without being asked.
    app.removeContentTypeParser('text/plain');
    app.addHook('preClose', async () => places.stop());
    app.post('/export', (request, reply) => answer(request.body, reply));
    // A HEAD would read it all and throw it away.
    app.get('/export', { exposeHeadRoute: false }, (request: FastifyRequest, reply) => {
      if (isOurOwnLink(request.headers)) return answer(request.query, reply);
      return refuse(parts, [badRequest('从其他网站的链接不能导出，请用 POST', 'A link of another site cannot export: use POST')], reply);
    });
  };
}

async function send(parts: ExportParts, limits: ExportLimits, places: Places, asked: ExportRequest, reply: FastifyReply): Promise<FastifyReply> {
  const prepared = parts.prepare(asked, reply.request);
  if (!('document' in prepared)) throw new ExportFailure(prepared);
  const plan = exportPlan(parts.executor.schema, { ...asked, document: prepared.document });
  const { type, write } = FORMATS[asked.format];
  const response = reply.raw;
  const leave = places.take(() => cut(response));
  const { contextValue, close } = parts.newContext(reply.request);
  const record = new ExportRecord(parts, prepared, asked.variables, contextValue);
  let ended: Promise<void> | undefined;
  const end = () =>
    (ended ??= close()
      .finally(() => record.end())
      .finally(leave));
  try {
    await record.begin(reply.request);
    const pages = record.counted(pagesOf(plan, parts.executor, contextValue));
    // Before anything is sent: what is wrong with the first page can still be said.
    const first = await pages.next();
    const file = Readable.from(write(plan, resumed(first, pages, end)), { objectMode: false, highWaterMark: WAITING });
    // Also when nobody ever began to read it.
    file.once('close', () => void end().catch(() => undefined));
    file.once('error', (error) => {
      for (const each of error instanceof ExportFailure ? error.errors : [error]) parts.show(each, reply.request);
      cut(response);
    });
    watch(response, file, limits);
    reply.header('content-type', type).header('content-disposition', contentDisposition(fileNameOf(plan.title, asked.format, asked.fileName), `${plan.fieldName}.${asked.format}`));
    return reply.header('cache-control', 'no-store').send(file);
  } catch (error) {
    await end();
    throw error;
  }
}

/** Pages whose first was taken already. The connection goes back with the last, before the file ends: whoever has it may ask for the next at once. */
async function* resumed(first: IteratorResult<Page, void>, pages: AsyncGenerator<Page, void>, end: () => Promise<void>): AsyncGenerator<Page, void> {
  try {
    if (!first.done) yield first.value;
    yield* pages;
  } finally {
    await end();
  }
}

/** Breaks an export off when its client has gone, takes nothing any more, or takes for ever. */
function watch(response: ServerResponse, file: Readable, { patience, longest }: ExportLimits): void {
  // It may have gone while the first page was read.
  if (response.destroyed) file.destroy();
  // Node calls when nothing has moved for so long. That may be the database's time: then nothing waits to be taken.
  response.setTimeout(patience, () => {
    if (response.writableNeedDrain) cut(response);
  });
  const late = setTimeout(() => cut(response), longest);
  file.once('close', () => clearTimeout(late));
}

/** So that nobody takes the file for whole: in HTTP/1.0, which proxies speak, a connection that ends in good order ends the file. */
function cut(response: ServerResponse): void {
  if (response.socket) response.socket.resetAndDestroy();
  else response.destroy();
}

function refuse({ show }: ExportParts, errors: readonly unknown[], reply: FastifyReply): FastifyReply {
  const shown = (errors.length ? errors : [new Error('An export failed without an error')]).map((error) => show(error, reply.request).shown);
  const { code, retryAfter } = (shown[0] as GraphQLError).extensions;
  if (typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
  return reply.status(STATUS[String(code)] ?? 400).send({ errors: shown });
}
