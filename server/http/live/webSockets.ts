import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { liveError } from '../../live/index.ts';
import type { Connections } from './connections.ts';
import type { KeepAlive } from './keepAlive.ts';
import { GOING_AWAY, LiveSocket, TRY_AGAIN_LATER } from './liveSocket.ts';
import type { OperationRequest, Operations } from './operations.ts';
import { WebSocketOutlet } from './webSocketOutlet.ts';

/** A question is some kilobytes; nobody needs more (bytes). */
const LARGEST_MESSAGE = 256 * 1024;
/** Operations one socket may have under way; a page has a handful. */
const OPERATIONS_A_SOCKET = 100;
/** How long a closed socket may take to agree (milliseconds). */
const CLOSE_TIMEOUT = 3_000;

export interface LiveEndpoint {
  /** Finishes what is being executed and tells every connection to move on; takes nothing new meanwhile. */
  close(): Promise<void>;
}

interface Parts {
  server: Server;
  path: string;
  schema: GraphQLSchema;
  operations: Operations;
  connections: Connections;
  keepAlive: KeepAlive;
  report(error: unknown): void;
}

/** What one operation needs to be carried out; handed through graphql-ws as its context. */
interface Asked {
  socket: LiveSocket;
  id: string;
  request: OperationRequest;
  prepared: Exclude<ReturnType<Operations['prepare']>, readonly GraphQLError[]>;
}

/**
 * GraphQL over WebSocket at `path`, in the graphql-transport-ws protocol. graphql-ws speaks it; only the events of subscriptions
 * go past it, as frames made once for all (see {@link WebSocketOutlet}).
 */
export function serveWebSockets({ server, path, schema, operations, connections, keepAlive, report }: Parts): LiveEndpoint {
  // closeTimeout is newer than the types of ws.
  const settings = { noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false, clientTracking: false, closeTimeout: CLOSE_TIMEOUT, handleProtocols };
  const sockets = new WebSocketServer(settings);
  const open = new Set<LiveSocket>();
  let closing = false;

  const protocol = makeServer<{ [key: string]: unknown } | undefined, LiveSocket>({
    schema,
    onConnect: () => ({ retryWithin: connections.retryWithin }),
    onSubscribe: (context, id, payload) => {
      if (Object.keys(context.subscriptions).length > OPERATIONS_A_SOCKET) {
        return [liveError('TOO_MANY_SUBSCRIPTIONS', `一个连接最多 ${OPERATIONS_A_SOCKET} 个操作`, `One connection may have ${OPERATIONS_A_SOCKET} operations`)];
      }
      const prepared = operations.prepare(payload);
      if (!('document' in prepared)) return prepared;
      const contextValue: Asked = { socket: context.extra, id, request: payload, prepared };
      return { schema, document: prepared.document, operationName: payload.operationName, contextValue };
    },
    execute: ({ contextValue }) => operations.execute((contextValue as Asked).prepared, (contextValue as Asked).request),
    subscribe: ({ contextValue }) => follow(contextValue as Asked, operations),
  });

  server.on('upgrade', (request: IncomingMessage, raw: Duplex, head: Buffer) => {
    // Whatever a client writes there: not all of it is a URL.
    if (request.url?.split('?')[0] !== path) return refuse(raw, '404 Not Found');
    if (closing) return refuse(raw, '503 Service Unavailable');
    const leave = connections.admit(request);
    if (leave) raw.once('close', leave);
    sockets.handleUpgrade(request, raw, head, (opened) => {
      const socket = new LiveSocket(opened, raw, () => connections.retryWithin);
      opened.on('error', () => socket.terminate());
      if (leave) accept(opened, socket);
      else socket.sendAway(TRY_AGAIN_LATER);
    });
  });

  function accept(opened: WebSocket, socket: LiveSocket): void {
    const forget = keepAlive.add(socket);
    open.add(socket);
    socket.whenGone(() => {
      forget();
      open.delete(socket);
    });
    const closed = protocol.opened(
      {
        protocol: opened.protocol,
        send: (text) => socket.send(text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          opened.on('message', (message) => {
            take(String(message)).catch((error: unknown) => {
              report(error);
              socket.close(4500, 'Internal server error');
            });
          }),
      },
      socket,
    );
    opened.once('close', (code, reason) => void closed(code, String(reason)));
  }

  return {
    close: async () => {
      closing = true;
      await operations.stop();
      const gone = [...open].map((socket) => new Promise<void>((resolve) => socket.whenGone(resolve)));
      for (const socket of open) socket.sendAway(GOING_AWAY);
      await Promise.all(gone);
    },
  };
}

/** Says no and hangs up, whatever the other side makes of it. */
function refuse(raw: Duplex, status: string): void {
  raw.on('error', () => raw.destroy());
  raw.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => raw.destroy());
}

/** An iteration that yields nothing, since events are written past it; it ends, or throws, when the subscription does. */
async function follow({ socket, id, request, prepared }: Asked, operations: Operations): Promise<AsyncIterableIterator<never, undefined>> {
  const end = Promise.withResolvers<IteratorResult<never, undefined>>();
  // It may fail when nobody waits yet, or any more.
  end.promise.catch(() => undefined);
  const outlet = new WebSocketOutlet(socket, id, ([error]) => end.reject(error));
  const joined = await operations.subscribe(prepared, request, outlet);
  const stop = () => {
    if (typeof joined === 'function') joined();
    end.resolve({ done: true, value: undefined });
  };
  if (typeof joined !== 'function') outlet.fail(joined);
  // graphql-ws stops what it knows of; of two that were asked for under one id in the same moment it knows one.
  const forget = socket.whenGone(stop);
  end.promise.then(forget, forget);
  const iteration: AsyncIterableIterator<never, undefined> = {
    next: () => end.promise,
    return: async () => {
      stop();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iteration,
  };
  return iteration;
}
