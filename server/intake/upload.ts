import { hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import multipart from '@fastify/multipart';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { ActOutcome } from '../../schema/audit/index.ts';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import type { ProblemCode } from '../../schema/Problem.ts';
import { type ProblemFacts, problem } from '../../schema/problemWording.ts';
import { type Act, endingOf } from '../audit/index.ts';
import { forbidden } from '../read/index.ts';
import type { FileReport, HandedOver, Intake } from './intake.ts';
import { LARGEST_FILE } from './limits.ts';

/** Most files in one request: a year of months, the registers and the rule book, twice over. */
const MOST_FILES = 40;
/** Most bytes of one request that are read, kept or not. Beyond, the connection is cut: it is no office's upload. */
const LARGEST_BODY = 200 * 1024 * 1024;
/** Most bytes of one request that are kept in memory together. */
const LARGEST_HANDOVER = 3 * LARGEST_FILE;

/** As policies name it. */
const DOOR = 'POST /intake';

interface Handover {
  files: HandedOver[];
  /** The first thing that was too large; the rest was read and dropped. */
  tooLarge?: { found: string; expected: string };
}

/** What is known of who sends a request. */
export interface UploadCallers {
  mayEnter(request: FastifyRequest, door: string): boolean;
  /** Key of the account of the person who hands over, null for none. */
  personOf(request: FastifyRequest): number | null;
  /** Writes down that they do this, before it is done; rejects where that cannot be. */
  begin(request: FastifyRequest, door: string, subjects: readonly string[]): Promise<Act>;
}

const ANYBODY: UploadCallers = { mayEnter: () => true, personOf: () => null, begin: async () => ({ end: async () => undefined }) };

/**
 * `POST /intake`, multipart/form-data with one or more files under any field names; `?dryRun=true`
 * reports what would happen and saves nothing.
 *
 * | status | body |
 * |---|---|
 * | 200 | `{ dryRun, files: FileReport[] }`, in the order taken in; see {@link ./intake.ts FileReport} |
 * | 403 | `{ errors }` FORBIDDEN: whoever asks may not hand files over; the body was not read |
 * | 503 | `{ errors }` AUDIT_UNAVAILABLE: it cannot be written down now; nothing was taken in |
 * | 422 | the same, when a file was refused; the others were taken in |
 * | 413 | `{ problems: [Problem] }` FILE_TOO_LARGE: a file over 20 MB, or too many; nothing was taken in |
 * | 415 | `{ problems: [Problem] }` FILE_UNREADABLE: not multipart/form-data |
 * | 400 | `{ problems: [Problem] }` VALUE_MISSING: no file in it; FILE_UNREADABLE: cut off or malformed |
 */
export function serveUploads(intake: Intake, callers: UploadCallers = ANYBODY): FastifyPluginAsync {
  return async (app) => {
    // Whatever comes that is not multipart is answered by the route, unread.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _body, done) => done(null));
    await app.register(multipart, { throwFileSizeLimit: false, limits: { fileSize: LARGEST_FILE, fieldSize: 1024, fields: 20 } });
    app.post<{ Querystring: { dryRun?: string } }>('/intake', async (request, reply) => {
      const dryRun = request.query.dryRun === 'true';
      const begin = (subjects: readonly string[]) => callers.begin(request, DOOR, dryRun ? [...subjects, 'dryRun=true'] : subjects);
      try {
        if (callers.mayEnter(request, DOOR)) return await handOver(intake, { dryRun, by: callers.personOf(request), begin }, request, reply);
        const error = forbidden(DOOR);
        await (await begin([])).end(endingOf(error));
        throw error;
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        const { message, extensions } = error;
        return reply.code(extensions.code === ErrorCode.FORBIDDEN ? 403 : 503).send({ errors: [{ message, extensions: { ...extensions, requestId: request.id } }] });
      }
    });
  };
}

interface HandoverOptions {
  dryRun: boolean;
  by: number | null;
  begin(subjects: readonly string[]): Promise<Act>;
}

async function handOver(intake: Intake, { begin, ...options }: HandoverOptions, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (!request.isMultipart()) {
    return refuseUpload(reply, 415, 'FILE_UNREADABLE', { found: request.headers['content-type'] ?? '无 / none', expected: 'multipart/form-data' });
  }
  const handover = await receive(request).catch((error: unknown) => {
    if (isMalformed(error)) return error;
    throw error;
  });
  if (handover instanceof Error) return refuseUpload(reply, 400, 'FILE_UNREADABLE', { found: handover.message, expected: 'multipart/form-data' });
  if (handover.tooLarge) return refuseUpload(reply, 413, 'FILE_TOO_LARGE', handover.tooLarge);
  if (!handover.files.length) return refuseUpload(reply, 400, 'VALUE_MISSING', { field: 'file', expected: '文件 / a file' });

  const act = await begin(handover.files.map(({ bytes }) => `file=${hash('sha256', bytes)}`));
  const files = await intake.takeIn(handover.files, options).catch(async (error: unknown) => {
    await act.end(endingOf(error));
    throw error;
  });
  await act.end(endingOfFiles(files));
  return reply.code(files.some(({ outcome }) => outcome === 'REFUSED') ? 422 : 200).send({ dryRun: options.dryRun, files });
}

/** What became of the files together: how many of each kind were taken, and why others were not. */
function endingOfFiles(files: readonly FileReport[]): Parameters<Act['end']>[0] {
  const codes = files.flatMap(({ mistakes }) => mistakes.map(({ problem }) => problem.code));
  const refused = files.some(({ outcome }) => outcome === 'REFUSED');
  const subjects = files.map(({ kind, outcome }) => `${kind ?? 'UNKNOWN'}=${outcome}`);
  return { outcome: refused ? ActOutcome.REFUSED : ActOutcome.DONE, codes, subjects };
}

/**
 * Reads the whole request. What is too large is dropped as it comes, but read to its end: a client
 * that is still sending would see a broken connection instead of the answer.
 */
async function receive(request: FastifyRequest): Promise<Handover> {
  const handover: Handover = { files: [] };
  let kept = 0;
  let count = 0;
  let watched = false;
  for await (const part of request.parts()) {
    // Not earlier: a listener starts the flow, and the parser must be in it from the first byte.
    if (!watched) cutOffBeyond(LARGEST_BODY, request.raw);
    watched = true;
    if (part.type !== 'file') continue;
    const chunks: Buffer[] = [];
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      kept += chunk.length;
      if (!handover.tooLarge && kept <= LARGEST_HANDOVER) chunks.push(chunk);
    }
    if (part.file.truncated) handover.tooLarge ??= { found: part.filename, expected: megabytes(LARGEST_FILE) };
    else if (kept > LARGEST_HANDOVER) handover.tooLarge ??= { found: `${megabytes(kept)}，合计 / in all`, expected: megabytes(LARGEST_HANDOVER) };
    else if (++count > MOST_FILES) handover.tooLarge ??= { found: `${count} 个文件 / files`, expected: String(MOST_FILES) };
    // A form's empty file field comes as a file without a name.
    else if (part.filename) handover.files.push({ name: part.filename, bytes: Buffer.concat(chunks) });
    if (handover.tooLarge) handover.files.length = 0;
  }
  return handover;
}

function cutOffBeyond(limit: number, body: IncomingMessage): void {
  let read = 0;
  body.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > limit) body.destroy();
  });
}

function refuseUpload(reply: FastifyReply, status: number, code: keyof typeof ProblemCode, facts: ProblemFacts): FastifyReply {
  return reply.code(status).send({ problems: [problem(code, facts)] });
}

/** The parser's own complaints about a body; anything else is ours. */
function isMalformed(error: unknown): error is Error {
  return error instanceof Error && (('code' in error && String(error.code).startsWith('FST_')) || /multipart|part header|boundary/i.test(error.message));
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}
