import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { ErrorCode } from '../../../schema/ErrorCode.ts';
import type { Access, Identity } from '../../access/index.ts';
import { liveError } from '../../live/index.ts';
import type { Logger } from '../../log.ts';
import { addressOf } from '../address.ts';
import type { OperationRequest, Prepared } from '../documents.ts';
import { FAULT, type Report } from '../errors.ts';
import type { Caller, Operations } from '../operations.ts';
import { type ForeignOrigins, OTHERS_PAGE } from '../origins.ts';
import { refuseRaw } from '../refusals.ts';
import { REQUEST_ID, requestIdOf } from '../requestId.ts';
import { logLiveOperation } from '../requestLog.ts';
import { shownBy } from '../visitors.ts';
import type { Connections } from './connections.ts';
import type { KeepAlive } from './keepAlive.ts';
import { FORBIDDEN, GOING_AWAY, LiveSocket, TRY_AGAIN_LATER, UNAUTHORIZED } from './liveSocket.ts';
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
  access: Access;
  foreign: ForeignOrigins;
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
  identity: Identity;
  /** Ends the watch over their rights. */
  unfollow(): void;
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
export function serveWebSockets({ server, path, schema, operations, connections, trustProxy, access, foreign, keepAlive, report, log }: Parts): LiveEndpoint {
  // closeTimeout is newer than the types of ws.
  const settings = { noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false, clientTracking: false, closeTimeout: CLOSE_TIMEOUT, handleProtocols };
  const sockets = new WebSocketServer(settings);
  const open = new Set<LiveSocket>();
  const requestIds = new WeakMap<IncomingMessage, string>();
  let closing = false;

  const protocol = makeServer<{ [key: string]: unknown } | undefined, Visitor>({
    schema,
    onConnect: async ({ extra, connectionParams }) => {
      const { authorization } = connectionParams ?? {};
      if (authorization !== undefined) {
        // Programs in a browser cannot add headers to the handshake.
        const identity = await recognised({ authorization: String(authorization) });
        if (!identity) {
          extra.socket.close(UNAUTHORIZED, 'Unauthorized');
          return false;
        }
        follow(extra, identity);
      }
      return { retryWithin: connections.retryWithin };
    },
    onSubscribe: ({ extra, subscriptions }, id, payload) => {
      const began = performance.now();
      const { viewer, credential, asOf } = extra.identity;
      // Whoever asks is there: their session goes on, and this socket with it.
      if (credential) access.recognition.used(credential).catch((error: unknown) => report(error, extra.requestId));
      const caller: Caller = { address: extra.address, requestId: `${extra.requestId}.${++extra.asked}`, viewer, visit: { address: extra.address, credential, asOf } };
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
    subscribe: ({ contextValue }) => tellEvents(contextValue as Asked, operations),
  });

  sockets.on('headers', (headers, request) => headers.push(`${REQUEST_ID}: ${requestIds.get(request)}`));
  sockets.on('wsClientError', (error, raw, request) => refuseRaw(raw, 400, ErrorCode.BAD_REQUEST, error.message, requestIds.get(request), ['Sec-WebSocket-Version: 13']));

  server.on('upgrade', (request: IncomingMessage, raw: Duplex, head: Buffer) => {
    const requestId = requestIdOf(request);
    requestIds.set(request, requestId);
    // Whatever a client writes there: not all of it is a URL.
    if (request.url?.split('?')[0] !== path) return refuseRaw(raw, 404, ErrorCode.NOT_FOUND, '这里没有 WebSocket。There is no WebSocket here.', requestId);
    if (closing) return refuseWhileStopping(raw, requestId);
    // A browser sends its cookies along with any page's socket, and leaves it to us whose page may have one.
    if (foreign(request.headers)) return refuseRaw(raw, 403, ErrorCode.FOREIGN_ORIGIN, OTHERS_PAGE, requestId);
    // It may break off while it waits.
    const give = () => raw.destroy();
    raw.on('error', give);
    access.recognition.recognise(shownBy(request)).then(
      (identity) => {
        raw.off('error', give);
        take(request, raw, head, { requestId, identity });
      },
      (error: unknown) => {
        if (error instanceof GraphQLError) return refuseRaw(raw, 401, ErrorCode.UNAUTHENTICATED, error.message, requestId);
        report(error, requestId);
        refuseRaw(raw, 500, ErrorCode.INTERNAL_SERVER_ERROR, FAULT, requestId);
      },
    );
  });

  function take(request: IncomingMessage, raw: Duplex, head: Buffer, { requestId, identity }: { requestId: string; identity: Identity }): void {
    if (closing) {
      refuseWhileStopping(raw, requestId);
      return;
    }
    const leave = connections.admit(request);
    if (leave) raw.once('close', leave);
    sockets.handleUpgrade(request, raw, head, (opened) => {
      const socket = new LiveSocket(opened, raw, () => connections.retryWithin);
      opened.on('error', () => socket.terminate());
      if (leave) accept(opened, { socket, address: addressOf(request, trustProxy), requestId, asked: 0, identity, unfollow: () => undefined });
      else socket.sendAway(TRY_AGAIN_LATER);
    });
  }

  /** Who shows this; undefined where it is refused. */
  async function recognised(shown: Parameters<Access['recognition']['recognise']>[0]): Promise<Identity | undefined> {
    try {
      return await access.recognition.recognise(shown);
    } catch (error) {
      if (error instanceof GraphQLError) return undefined;
      throw error;
    }
  }

  function follow(visitor: Visitor, identity: Identity): void {
    const { socket } = visitor;
    visitor.unfollow();
    visitor.identity = identity;
    visitor.unfollow = access.live.follow(identity, (why) => {
      if (why === 'ended') socket.close(UNAUTHORIZED, 'Unauthorized');
      else if (why === 'changed') socket.close(FORBIDDEN, 'Rights changed');
      else socket.sendAway(TRY_AGAIN_LATER);
    });
  }

  function accept(opened: WebSocket, visitor: Visitor): void {
    const { socket, requestId } = visitor;
    const forget = keepAlive.add(socket);
    open.add(socket);
    follow(visitor, visitor.identity);
    socket.whenGone(() => {
      visitor.unfollow();
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
async function tellEvents({ socket, id, request, prepared, caller, over }: Asked, operations: Operations): Promise<AsyncIterableIterator<never, undefined>> {
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

function refuseWhileStopping(raw: Duplex, requestId: string): void {
  refuseRaw(raw, 503, ErrorCode.SERVER_STOPPING, '服务器正在停止，请稍后重连。The server is stopping; come back in a moment.', requestId);
}
