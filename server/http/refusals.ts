import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { FAULT, type Report } from './errors.ts';
import { newRequestId, REQUEST_ID } from './requestId.ts';

/** Every answer that no route gives: an error with a code and the request's id, in the form of GraphQL's. */
export function refuseProperly(app: FastifyInstance, largestBody: number, report: Report): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      report(error, request.id);
      return refuse(reply, status, ErrorCode.INTERNAL_SERVER_ERROR, FAULT);
    }
    if (status !== 413) return refuse(reply, status, ErrorCode.BAD_REQUEST, error.message);
    // Of a body that came in pieces nobody knows how long it would have been.
    const found = Number(request.headers['content-length']);
    const measured = { limit: largestBody, ...(found > largestBody ? { found } : {}) };
    const message = `请求体过大，上限 ${largestBody} 字节。The body is too large; the limit is ${largestBody} bytes.`;
    return refuse(reply, status, ErrorCode.BODY_TOO_LARGE, message, measured);
  });
  app.setNotFoundHandler((request, reply) => refuse(reply, 404, ErrorCode.NOT_FOUND, `没有 ${request.method} ${request.url}。There is no ${request.method} ${request.url}.`));
}

/** Answers with one error. */
export function refuse(reply: FastifyReply, status: number, code: ErrorCode, message: string, more: Record<string, unknown> = {}): FastifyReply {
  return reply
    .status(status)
    .header('cache-control', 'no-store')
    .send({ errors: [{ message, extensions: { code, requestId: reply.request.id, ...more } }] });
}

/** As they are written on a bare connection. */
export function headersOf(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

/** Says no on a bare connection and hangs up, whatever the other side makes of it. */
export function refuseRaw(raw: Duplex, status: number, code: ErrorCode, message: string, requestId = newRequestId(), more: readonly string[] = []): void {
  raw.on('error', () => raw.destroy());
  const body = JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] });
  const headers = [`${REQUEST_ID}: ${requestId}`, 'Content-Type: application/json; charset=utf-8', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', ...more];
  raw.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${headers.join('\r\n')}\r\n\r\n${body}`, () => raw.destroy());
}
