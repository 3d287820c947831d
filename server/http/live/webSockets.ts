import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { ErrorCode } from '../../../schema/ErrorCode.ts';
import { liveError } from '../../live/index.ts';
import type { Logger } from '../../log.ts';
import { addressOf } from '../address.ts';
import type { OperationRequest, Prepared } from '../documents.ts';
import type { Report } from '../errors.ts';
import type { Caller, Operations } from '../operations.ts';
import { refuseRaw } from '../refusals.ts';
import { REQUEST_ID, requestIdOf } from '../requestId.ts';
import { logLiveOperation } from '../requestLog.ts';
import type { Connections } from './connections.ts';
import type { KeepAlive } from './keepAlive.ts';
import { GOING_AWAY, LiveSocket, TRY_AGAIN_LATER } from './liveSocket.ts';
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
  trustProxy: boolean;
  keepAlive: KeepAlive;
  report: Report;
  log?: Logger;
}

/** Who is at the other end of a socket. */
interface Visitor {
  socket: LiveSocket;
  address: string;
  /** Of the upgrade; each operation's own begins with it. */
  requestId: string;
  /** How many operations it has asked for. */
  asked: number;
}

/** What one operation needs to be carried out; handed through graphql-ws as its context. */
interface Asked {
  socket: LiveSocket;
  id: string;
  request: OperationRequest;
  prepared: Prepared;
  caller: Caller;
  /** Writes it into the log, once it is over. */
  over(errors?: readonly GraphQLError[]): void;
}

/**
 * GraphQL over WebSocket at `path`, in the graphql-transport-ws protocol. graphql-ws speaks it; only the events of subscriptions
 * go past it, as frames made once for all (see {@link WebSocketOutlet}).
 */
export function serveWebSockets({ server, path, schema, operations, connections, trustProxy, keepAlive, report, log }: Parts): LiveEndpoint {
  // closeTimeout is newer than the types of ws.
  const settings = { noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false, clientTracking: false, closeTimeout: CLOSE_TIMEOUT, handleProtocols };
  const sockets = new WebSocketServer(settings);
  const open = new Set<LiveSocket>();
  const requestIds = new WeakMap<IncomingMessage, string>();
  let closing = false;

  const protocol = makeServer<{ [key: string]: unknown } | undefined, Visitor>({
    schema,
    onConnect: () => ({ retryWithin: connections.retryWithin }),
    onSubscribe: ({ extra, subscriptions }, id, payload) => {
      const began = performance.now();
      const caller: Caller = { address: extra.address, requestId: `${extra.requestId}.${++extra.asked}` };
      const write = (operation: string | undefined, errors?: readonly GraphQLError[]) => {
        if (log) logLiveOperation(log, { requestId: caller.requestId, operation, began, errors: errors?.map(({ extensions }) => extensions.code) });
      };
      const prepared = Object.keys(subscriptions).length > OPERATIONS_A_SOCKET ? operations.shown([tooManySubscriptions()], caller.requestId) : operations.prepare(payload, caller);
      if (!('document' in prepared)) {
        write(undefined, prepared);
        return prepared;
      }
      const contextValue: Asked = { socket: extra.socket, id, request: payload, prepared, caller, over: (errors) => write(prepared.name, errors) };
      return { schema, document: prepared.document, operationName: payload.operationName, contextValue };
    },
    execute: ({ contextValue }) => carryOut(contextValue as Asked, operations),
    subscribe: ({ contextValue }) => follow(contextValue as Asked, operations),
  });

  sockets.on('headers', (headers, request) => headers.push(`${REQUEST_ID}: ${requestIds.get(request)}`));
  sockets.on('wsClientError', (error, raw, request) => refuseRaw(raw, 400, ErrorCode.BAD_REQUEST, error.message, requestIds.get(request), ['Sec-WebSocket-Version: 13']));

  server.on('upgrade', (request: IncomingMessage, raw: Duplex, head: Buffer) => {
    const requestId = requestIdOf(request);
    requestIds.set(request, requestId);
    // Whatever a client writes there: not all of it is a URL.
    if (request.url?.split('?')[0] !== path) return refuseRaw(raw, 404, ErrorCode.NOT_FOUND, '这里没有 WebSocket。There is no WebSocket here.', requestId);
    if (closing) return refuseRaw(raw, 503, ErrorCode.SERVER_STOPPING, '服务器正在停止，请稍后重连。The server is stopping; come back in a moment.', requestId);
    const leave = connections.admit(request);
    if (leave) raw.once('close', leave);
    sockets.handleUpgrade(request, raw, head, (opened) => {
      const socket = new LiveSocket(opened, raw, () => connections.retryWithin);
      opened.on('error', () => socket.terminate());
      if (leave) accept(opened, { socket, address: addressOf(request, trustProxy), requestId, asked: 0 });
      else socket.sendAway(TRY_AGAIN_LATER);
    });
  });

  function accept(opened: WebSocket, visitor: Visitor): void {
    const { socket, requestId } = visitor;
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
              report(error, requestId);
              socket.close(4500, 'Internal server error');
            });
          }),
      },
      visitor,
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

function tooManySubscriptions(): GraphQLError {
  return liveError('TOO_MANY_SUBSCRIPTIONS', `一个连接最多 ${OPERATIONS_A_SOCKET} 个操作`, `One connection may have ${OPERATIONS_A_SOCKET} operations`);
}

async function carryOut({ prepared, request, caller, over }: Asked, operations: Operations): Promise<ExecutionResult> {
  const result = await operations.execute(prepared, request, caller);
  over(result.errors);
  return result;
}

/** An iteration that yields nothing, since events are written past it; it ends, or throws, when the subscription does. */
async function follow({ socket, id, request, prepared, caller, over }: Asked, operations: Operations): Promise<AsyncIterableIterator<never, undefined>> {
  const end = Promise.withResolvers<IteratorResult<never, undefined>>();
  const outlet = new WebSocketOutlet(socket, id, (errors) => end.reject(operations.shown(errors, caller.requestId)[0]));
  // It may fail when nobody waits yet, or any more.
  end.promise.then(
    () => over(),
    (error: GraphQLError) => over([error]),
  );
  const joined = await operations.subscribe(prepared, request, caller, outlet);
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
