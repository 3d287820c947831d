import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import type { Context } from '../context.ts';
import type { Execution, Groups } from '../live/index.ts';
import { createApollo } from './graphql.ts';
import { type ConnectionLimits, createLiveServer, wantsEvents } from './live/index.ts';
import { followQuietConnections } from './quietConnections.ts';

/** A question is some kilobytes; files go to /intake, which has a limit of its own (bytes). */
const LARGEST_QUESTION = 1024 * 1024;
const PATH = '/graphql';

export interface WebServer {
  app: FastifyInstance;
  /** How many live connections there are. */
  readonly connections: number;
  /** Finishes what is under way, tells every live connection to move on, stops listening. */
  close(): Promise<void>;
}

export interface WebServerParts {
  newContext: () => Context;
  groups: Groups;
  execution: Execution;
  limits: ConnectionLimits;
  /** Hears in full of errors that clients do not. */
  report(error: unknown): void;
}

/** The web server with GraphQL over HTTP, WebSocket and server-sent events at `/graphql`, and `/health`. Not listening yet. */
export async function createWebServer({ newContext, groups, execution, limits, report }: WebServerParts): Promise<WebServer> {
  const app = fastify({ bodyLimit: LARGEST_QUESTION, forceCloseConnections: 'idle' });

  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) report(error);
    const code = status === 413 ? ErrorCode.BODY_TOO_LARGE : status < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL_SERVER_ERROR;
    const message =
      status === 413
        ? `请求体过大，上限 ${LARGEST_QUESTION} 字节。The body is too large; the limit is ${LARGEST_QUESTION} bytes.`
        : status < 500
          ? error.message
          : '服务器内部错误，已记录。Something went wrong on the server; it was logged.';
    return reply.status(status).send({ errors: [{ message, extensions: { code } }] });
  });
  app.setNotFoundHandler((request, reply) => {
    const message = `没有 ${request.method} ${request.url}。There is no ${request.method} ${request.url}.`;
    return reply.status(404).send({ errors: [{ message, extensions: { code: ErrorCode.NOT_FOUND } }] });
  });
  app.get('/health', async () => ({ status: 'ok' }));

  const hangUpOnQuiet = followQuietConnections(app.server);
  const apollo = createApollo(app, execution.schema, report);
  await apollo.start();
  const live = createLiveServer({ server: app.server, path: PATH, groups, execution, limits, report });
  const answer = fastifyApolloHandler(apollo, { context: async () => newContext() });
  app.route({
    method: ['GET', 'POST'],
    url: PATH,
    handler(request, reply) {
      return wantsEvents(request.headers.accept) ? live.serve(request, reply) : answer.call(this, request, reply);
    },
  });

  return {
    app,
    get connections() {
      return live.connections;
    },
    close: async () => {
      // Both at once: no new connection is taken while the old ones are told to move on.
      await Promise.all([live.close().then(hangUpOnQuiet), apollo.stop()]);
      await app.close();
    },
  };
}
