import type { Server } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Access } from '../../access/index.ts';
import type { Logger } from '../../log.ts';
import type { Report } from '../errors.ts';
import type { Operations } from '../operations.ts';
import type { ForeignOrigins } from '../origins.ts';
import { type ConnectionLimits, Connections } from './connections.ts';
import { createEventStreams, type EventStreams } from './eventStreams.ts';
import { KeepAlive } from './keepAlive.ts';
import { serveWebSockets } from './webSockets.ts';

export type { ConnectionLimits } from './connections.ts';
export { wantsEvents } from './eventStreams.ts';

export interface LiveServerOptions {
  server: Server;
  path: string;
  schema: GraphQLSchema;
  operations: Operations;
  limits: ConnectionLimits;
  access: Access;
  foreign: ForeignOrigins;
  report: Report;
  log?: Logger;
}

export interface LiveServer extends EventStreams {
  /** How many live connections there are, in both transports. */
  readonly connections: number;
}

/** Live GraphQL in both transports: WebSockets are taken at `path`; whoever routes requests hands event streams to `serve`. */
export function createLiveServer({ server, path, schema, operations, limits, access, foreign, report, log }: LiveServerOptions): LiveServer {
  const connections = new Connections(limits);
  const keepAlive = new KeepAlive();
  const webSockets = serveWebSockets({ server, path, schema, operations, connections, trustProxy: limits.trustProxy, access, foreign, keepAlive, report, log });
  const eventStreams = createEventStreams({ operations, connections, access, keepAlive });
  return {
    get connections() {
      return connections.count;
    },
    serve: eventStreams.serve,
    close: async () => {
      await Promise.all([webSockets.close(), eventStreams.close()]);
      keepAlive.stop();
    },
  };
}
