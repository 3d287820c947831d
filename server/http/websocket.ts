import type { Server } from 'node:http';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute, GraphQLError, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Context } from '../context.ts';
import { ErrorCode, shownError } from './errors.ts';

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

/**
 * A subscription whose every event is executed on its own: fresh reads, nothing remembered from the last.
 * When an event cannot be answered for a fault of ours, the subscription breaks instead of skipping it: the
 * client resumes after the last cursor it has.
 */
async function subscribe(args: ExecutionArgs, once: (args: ExecutionArgs) => Promise<ExecutionResult>) {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const answers: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      const step = await events.next();
      if (step.done) return { done: true, value: undefined };
      const value = await once({ ...args, rootValue: step.value });
      const fault = value.errors?.find(({ extensions }) => extensions.code === ErrorCode.INTERNAL_SERVER_ERROR);
      if (!fault) return { done: false, value };
      await events.return?.();
      throw fault;
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
    return errors ? { ...result, errors: errors.map((error) => shown(error, report)) } : result;
  } finally {
    await contextValue.read.close();
  }
}

function shown(error: GraphQLError, report: (error: unknown) => void): GraphQLError {
  const { message, ...rest } = shownError(error.toJSON(), error, report);
  return new GraphQLError(message, { path: rest.path, extensions: rest.extensions });
}
