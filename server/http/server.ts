import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import { ErrorCode } from './errors.ts';
import { createApollo } from './graphql.ts';
import { serveWebSockets } from './websocket.ts';

/** A question is some kilobytes; files go to /intake, which has a limit of its own (bytes). */
const LARGEST_QUESTION = 1024 * 1024;

export interface WebServer {
  app: FastifyInstance;
  /** Finishes what is under way, closes every socket, stops listening. */
  close(): Promise<void>;
}

/** The web server with GraphQL over HTTP and WebSocket at `/graphql`, and `/health`. Not listening yet. `report` hears in full of errors that clients do not. */
export async function createWebServer(schema: GraphQLSchema, newContext: () => Context, report: (error: unknown) => void): Promise<WebServer> {
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

  const apollo = createApollo(app, schema, report);
  await apollo.start();
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler: fastifyApolloHandler(apollo, { context: async () => newContext() }) });
  const live = serveWebSockets(app.server, '/graphql', schema, newContext, report);

  return {
    app,
    close: async () => {
      await live.close();
      await apollo.stop();
      await app.close();
    },
  };
}
