import etag from '@fastify/etag';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import type { Access } from '../access/index.ts';
import type { Logger } from '../log.ts';
import type { Report } from './errors.ts';
import { type Asked, serveGraphQL } from './graphql.ts';
import { batchTooLarge } from './limits.ts';
import { type ConnectionLimits, createLiveServer, wantsEvents } from './live/index.ts';
import { type Caller, Operations, type OperationsParts } from './operations.ts';
import { foreignOrigins, keepOthersOut, letPagesRead } from './origins.ts';
import { followQuietConnections } from './quietConnections.ts';
import { refuse, refuseProperly, refuseRaw } from './refusals.ts';
import { REQUEST_ID, requestIdOf } from './requestId.ts';
import { logRequests } from './requestLog.ts';
import { sendSecurityHeaders } from './securityHeaders.ts';
import { recogniseVisitors } from './visitors.ts';

/** A question is some kilobytes; files go to /intake, which has a limit of its own (bytes). */
const LARGEST_QUESTION = 1024 * 1024;
const PATH = '/graphql';

export interface WebServer {
  app: FastifyInstance;
  /** What everything that carries operations out has in common. */
  operations: Operations;
  /** Who asks with a request. */
  callerOf(request: FastifyRequest): Caller;
  /** How many live connections there are. */
  readonly connections: number;
  /** Finishes what is under way, tells every live connection to move on, stops listening. */
  close(): Promise<void>;
}

export interface WebServerParts extends OperationsParts {
  connections: ConnectionLimits;
  access: Access;
  /** Of others' pages that may ask here. */
  allowedOrigins: readonly string[];
  report: Report;
  /** Gets a line for each request; without it none is written. */
  log?: Logger;
}

/** The web server with GraphQL over HTTP, WebSocket and server-sent events at `/graphql`, and `/health`. Not listening yet. */
export async function createWebServer({ connections, access, allowedOrigins, report, log, ...parts }: WebServerParts): Promise<WebServer> {
  const app = fastify({
    bodyLimit: LARGEST_QUESTION,
    forceCloseConnections: 'idle',
    genReqId: requestIdOf,
    // Said by us, below, as every other refusal.
    return503OnClosing: false,
    frameworkErrors: (error, _request, reply) => refuse(reply.header(REQUEST_ID, reply.request.id), error.statusCode ?? 400, ErrorCode.BAD_REQUEST, error.message),
    clientErrorHandler: (error, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
      else refuseRaw(socket, error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400, ErrorCode.BAD_REQUEST, '不是有效的 HTTP 请求。Not an HTTP request.');
    },
  });
  const questions = new WeakMap<object, Asked>();
  let closing = false;
  if (log) logRequests(app, log, (request) => questions.get(request)?.operations);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header(REQUEST_ID, request.id);
    if (closing) refuse(reply.header('retry-after', 1), 503, ErrorCode.SERVER_STOPPING, '服务器正在停止，请稍后重试。The server is stopping; try again in a moment.');
    else done();
  });
  sendSecurityHeaders(app, connections.trustProxy);
  const foreign = foreignOrigins(allowedOrigins);
  letPagesRead(app, allowedOrigins);
  keepOthersOut(app, foreign);
  const callerOf = await recogniseVisitors(app, access.recognition, {
    trustProxy: connections.trustProxy,
    show: parts.show,
    // A page opens its stream again by itself, whoever sits before it. What else comes as a stream is looked at where it is read.
    isUse: ({ headers }) => !wantsEvents(headers.accept),
  });
  refuseProperly(app, LARGEST_QUESTION, report);
  app.get('/health', async () => ({ status: 'ok' }));

  const hangUpOnQuiet = followQuietConnections(app.server);
  const operations = new Operations(parts);
  const { executor, limits, show } = parts;
  const graphql = await serveGraphQL({ app, schema: executor.schema, operations, show, report });
  const live = createLiveServer({ server: app.server, path: PATH, schema: executor.schema, operations, limits: connections, access, foreign, report, log });

  const answer = (request: FastifyRequest, reply: FastifyReply) => {
    const asked: Asked = { caller: callerOf(request), operations: [] };
    questions.set(request, asked);
    if (wantsEvents(request.headers.accept)) return live.serve(request, reply, asked);
    if (Array.isArray(request.body) && request.body.length > limits.batch) {
      const { message, extensions } = batchTooLarge(limits.batch, request.body.length);
      return refuse(reply, 400, ErrorCode.BATCH_TOO_LARGE, message, extensions);
    }
    return graphql.answer(request, reply, asked);
  };
  app.post(PATH, answer);
  // Only what is got can be got again: the tag is of no use to anything else.
  await app.register(async (scope) => {
    await scope.register(etag);
    scope.get(PATH, answer);
  });

  return {
    app,
    operations,
    callerOf,
    get connections() {
      return live.connections;
    },
    close: async () => {
      closing = true;
      // Both at once: no new connection is taken while the old ones are told to move on.
      await Promise.all([live.close().then(hangUpOnQuiet), graphql.stop()]);
      await app.close();
    },
  };
}
