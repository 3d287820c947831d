import type { Server } from 'node:http';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Context } from '../context.ts';
import { shownError } from './errors.ts';

/** A question is some kilobytes; nobody needs more (bytes). */
const LARGEST_MESSAGE = 256 * 1024;
/** A ping this often finds dead connections and keeps proxies from cutting idle ones (milliseconds). */
const KEEP_ALIVE = 12_000;
/** RFC 6455: the server is going away; clients come back to the next one. */
const GOING_AWAY = 1001;

export interface LiveEndpoint {
  /** Tells every socket to move on. */
  close(): Promise<void>;
}

/** GraphQL over WebSocket at `path`, in the graphql-transport-ws protocol. */
export function serveWebSockets(server: Server, path: string, schema: GraphQLSchema, newContext: () => Context, report: (error: unknown) => void): LiveEndpoint {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== path) return socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });
  const once = (args: ExecutionArgs) => inFreshContext(args, newContext, report);
  const live = useServer(
    {
      schema,
      context: newContext,
      execute: once,
      subscribe: (args) => subscribe(args, once),
    },
    sockets,
    KEEP_ALIVE,
  );
  return {
    close: async () => {
      for (const socket of sockets.clients) socket.close(GOING_AWAY, 'Server is going away');
      await live.dispose();
    },
  };
}

/** A subscription whose every event is executed on its own: fresh reads, nothing remembered from the last. */
async function subscribe(args: ExecutionArgs, once: (args: ExecutionArgs) => Promise<ExecutionResult>) {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const answers: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      const step = await events.next();
      return step.done ? { done: true, value: undefined } : { done: false, value: await once({ ...args, rootValue: step.value }) };
    },
    return: async () => {
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  return answers;
}

async function inFreshContext(args: ExecutionArgs, newContext: () => Context, report: (error: unknown) => void): Promise<ExecutionResult> {
  const contextValue = newContext();
  try {
    const { errors, ...result } = await execute({ ...args, contextValue });
    if (!errors) return result;
    return { ...result, errors: errors.map((error) => shownError(error.toJSON(), error, report)) as never };
  } finally {
    await contextValue.read.close();
  }
}
