import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { ErrorCode } from '../../../schema/ErrorCode.ts';
import type { Access, Credential, Identity } from '../../access/index.ts';
import { liveError } from '../../live/index.ts';
import type { Logger } from '../../log.ts';
import { addressOf } from '../address.ts';
import { FAULT, type Report } from '../errors.ts';
import type { Caller, Operations } from '../operations.ts';
import { type ForeignOrigins, OTHERS_PAGE } from '../origins.ts';
import { headersOf, refuseRaw } from '../refusals.ts';
import { REQUEST_ID, requestIdOf } from '../requestId.ts';
import { logLiveOperation } from '../requestLog.ts';
import { refusalOf, shownBy } from '../visitors.ts';
import type { Connections } from './connections.ts';
import { signInAgain } from './ending.ts';
import type { KeepAlive } from './keepAlive.ts';
import { FORBIDDEN, GOING_AWAY, LiveSocket, TRY_AGAIN_LATER, UNAUTHORIZED } from './liveSocket.ts';
import { type Asked, carryOut, tellEvents } from './socketOperations.ts';

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
  /** Each tells a subscription where it stood, as what they came with ends. */
  farewells: Set<() => void>;
  /** Ends the watch over their rights. */
  unfollow(): void;
}

/**
 * GraphQL over WebSocket at `path`, in the graphql-transport-ws protocol. graphql-ws speaks it; only the events of subscriptions
 * go past it, as frames made once for all (see WebSocketOutlet).
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
        const identity = await recognised({ authorization: String(authorization), address: extra.address });
        if (identity instanceof GraphQLError) {
          const { retryAfter } = identity.extensions;
          if (typeof retryAfter === 'number') extra.socket.sendAway(TRY_AGAIN_LATER, retryAfter * 1_000);
          else extra.socket.close(UNAUTHORIZED, 'Unauthorized');
          return false;
        }
        follow(extra, identity);
      }
      return { retryWithin: connections.retryWithin };
    },
    onSubscribe: async ({ extra, subscriptions }, id, payload) => {
      const began = performance.now();
      const { viewer, credential, asOf } = extra.identity;
      const caller: Caller = { address: extra.address, requestId: `${extra.requestId}.${++extra.asked}`, viewer, visit: { address: extra.address, credential, asOf } };
      const write = (operation: string | undefined, errors?: readonly GraphQLError[]) => {
        if (log) logLiveOperation(log, { requestId: caller.requestId, operation, began, errors: errors?.map(({ extensions }) => extensions.code) });
      };
      const refusal = Object.keys(subscriptions).length > OPERATIONS_A_SOCKET ? tooManySubscriptions() : countedRequest(credential);
      const prepared = refusal ? operations.shown([refusal], caller.requestId) : operations.prepare(payload, caller);
      if (!('document' in prepared)) {
        write(undefined, prepared);
        return prepared;
      }
      // Whoever asks is there: their session goes on, and this socket with it. Listening is no use, for a page does that by itself.
      const ended = credential && prepared.kind !== 'subscription' ? await renew(caller, credential) : undefined;
      if (ended) {
        write(prepared.name, ended);
        return ended;
      }
      const contextValue: Asked = { socket: extra.socket, farewells: extra.farewells, id, request: payload, prepared, caller, over: (errors) => write(prepared.name, errors) };
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
    access.recognition.recognise(shownBy(request, trustProxy), false).then(
      (identity) => {
        raw.off('error', give);
        take(request, raw, head, { requestId, identity });
      },
      (error: unknown) => {
        if (error instanceof GraphQLError) {
          const { status, headers } = refusalOf(error);
          return refuseRaw(raw, status, error.extensions.code as ErrorCode, error.message, requestId, headersOf(headers));
        }
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
      if (leave) accept(opened, { socket, address: addressOf(request, trustProxy), requestId, asked: 0, identity, farewells: new Set(), unfollow: () => undefined });
      else socket.sendAway(TRY_AGAIN_LATER);
    });
  }

  /** Who shows this, or why it is refused. */
  async function recognised(shown: Parameters<Access['recognition']['recognise']>[0]): Promise<Identity | GraphQLError> {
    try {
      return await access.recognition.recognise(shown);
    } catch (error) {
      if (error instanceof GraphQLError) return error;
      throw error;
    }
  }

  /** Why one more operation is too many of its token. */
  function countedRequest(credential: Identity['credential']): GraphQLError | undefined {
    try {
      if (credential) access.recognition.countRequest(credential);
      return undefined;
    } catch (error) {
      return error as GraphQLError;
    }
  }

  /** Makes a caller who they are now, and their session go on; or says why they may ask no more. */
  async function renew(caller: Caller, credential: Credential): Promise<readonly GraphQLError[] | undefined> {
    try {
      const identity = await access.recognition.used(credential);
      if (!identity) return operations.shown([signInAgain()], caller.requestId);
      caller.viewer = identity.viewer;
      return undefined;
    } catch (error) {
      return operations.shown([error], caller.requestId);
    }
  }

  function follow(visitor: Visitor, identity: Identity): void {
    const { socket } = visitor;
    visitor.unfollow();
    visitor.identity = identity;
    visitor.unfollow = access.live.follow(identity, (why) => {
      if (why === 'ended') {
        // In one piece.
        socket.raw.cork();
        for (const sayFarewell of visitor.farewells) sayFarewell();
        socket.close(UNAUTHORIZED, 'Unauthorized');
        socket.raw.uncork();
      } else if (why === 'changed') socket.close(FORBIDDEN, 'Rights changed');
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

function refuseWhileStopping(raw: Duplex, requestId: string): void {
  refuseRaw(raw, 503, ErrorCode.SERVER_STOPPING, '服务器正在停止，请稍后重连。The server is stopping; come back in a moment.', requestId);
}
