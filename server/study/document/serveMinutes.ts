import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { ActOutcome } from '../../../schema/audit/index.ts';
import { ErrorCode } from '../../../schema/ErrorCode.ts';
import { parseGlobalId } from '../../../schema/Node.ts';
import { endingOf, type Witness } from '../../audit/index.ts';
import type { Context } from '../../context.ts';
import { contentDisposition } from '../../export/index.ts';
import { forbidden } from '../../read/index.ts';
import { noteMinutesRead, readerOf } from '../reading.ts';
import { personalFields, readContent } from './content.ts';
import { minutesDocument } from './minutesDocument.ts';

/** As policies and the audit log name it. */
const DOOR = 'GET /minutes';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const STATUS: Partial<Record<string, number>> = {
  [ErrorCode.FORBIDDEN]: 403,
  [ErrorCode.NOT_FOUND]: 404,
  [ErrorCode.AUDIT_UNAVAILABLE]: 503,
  [ErrorCode.TIMED_OUT]: 504,
};

/** What is known of who asks. */
export interface MinutesParts {
  newContext(request: FastifyRequest): { contextValue: Pick<Context, 'read' | 'em' | 'viewer' | 'now'>; close(): Promise<void> };
  /** Writes down that they fetch minutes, before it is done, and what of persons they read, before it is answered. */
  witnessOf(request: FastifyRequest): Pick<Witness, 'begin' | 'read'>;
  /** What a client is told of an error; tells the log of those that are our fault. */
  show(error: unknown, request: FastifyRequest): { shown: GraphQLError };
}

/**
 * `GET /minutes/<id>.docx`: minutes as a document, for whoever may see them. A recipient's fetching counts as reading.
 *
 * | status | body |
 * |---|---|
 * | 200 | the document |
 * | 403 | `{ errors }` FORBIDDEN: whoever asks sees no minutes at all |
 * | 404 | `{ errors }` NOT_FOUND: there are none of this id that they see |
 * | 503 | `{ errors }` AUDIT_UNAVAILABLE: it cannot be written down now |
 */
export function serveMinutes(parts: MinutesParts): FastifyPluginAsync {
  return async (app) => {
    // A HEAD reads nothing, and must not count as reading.
    app.get<{ Params: { file: string } }>('/minutes/:file', { exposeHeadRoute: false }, async (request, reply) => {
      try {
        return await send(parts, request.params.file, request, reply);
      } catch (error) {
        const { shown } = parts.show(error, request);
        return reply.code(STATUS[String(shown.extensions.code)] ?? 500).send({ errors: [shown] });
      }
    });
  };
}

async function send(parts: MinutesParts, file: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { contextValue, close } = parts.newContext(request);
  const { read, em, viewer, now } = contextValue;
  const witness = parts.witnessOf(request);
  try {
    const key = keyIn(file);
    const act = await witness.begin(DOOR, { subjects: key === undefined ? [] : [`minutes=Minutes:${key}`], fields: personalFields(read).map((field) => `Minutes.${field}`) });
    try {
      if (!read.visibility.mayEnter(DOOR)) throw forbidden(DOOR);
      const content = key === undefined ? undefined : await readContent(read, key);
      if (key === undefined || !content) throw new GraphQLError('没有这份会议纪要。There are no such minutes.', { extensions: { code: ErrorCode.NOT_FOUND } });
      const bytes = await minutesDocument(content);
      const found = await read.personalRead();
      if (found) await witness.read({ name: DOOR }, found);
      await noteMinutesRead(em, key, { reader: readerOf(viewer), now: now() });
      await act.end({ outcome: ActOutcome.DONE, rowCount: 1 });
      const name = `会议纪要${content.documentNumber ?? '（草稿）'}.docx`;
      reply.header('content-type', TYPE).header('content-disposition', contentDisposition(name, 'minutes.docx')).header('cache-control', 'no-store');
      return reply.send(Buffer.from(bytes));
    } catch (error) {
      await act.end(endingOf(error));
      throw error;
    }
  } finally {
    await close();
  }
}

/** `TWludXRlczox.docx` → 1; undefined for anything else. */
function keyIn(file: string): number | undefined {
  const [, id] = /^(.+)\.docx$/.exec(file) ?? [];
  const parsed = id === undefined ? undefined : parseGlobalId(id);
  return parsed?.typeName === 'Minutes' ? parsed.key : undefined;
}
