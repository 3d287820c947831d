import type { Server } from 'node:http';
import type { Execution, Groups } from '../../live/index.ts';
import { type ConnectionLimits, Connections } from './connections.ts';
import { createEventStreams, type EventStreams } from './eventStreams.ts';
import { KeepAlive } from './keepAlive.ts';
import { Operations } from './operations.ts';
import { serveWebSockets } from './webSockets.ts';

export type { ConnectionLimits } from './connections.ts';
export { wantsEvents } from './eventStreams.ts';

export interface LiveServerOptions {
  server: Server;
  path: string;
  groups: Groups;
  execution: Execution;
  limits: ConnectionLimits;
  report(error: unknown): void;
}

export interface LiveServer extends EventStreams {
  /** How many live connections there are, in both transports. */
  readonly connections: number;
}

/** Live GraphQL in both transports: WebSockets are taken at `path`; whoever routes requests hands event streams to `serve`. */
export function createLiveServer({ server, path, groups, execution, limits, report }: LiveServerOptions): LiveServer {
  const connections = new Connections(limits);
  const keepAlive = new KeepAlive();
  const operations = new Operations(groups, execution);
  const webSockets = serveWebSockets({ server, path, schema: execution.schema, operations, connections, keepAlive, report });
  const eventStreams = createEventStreams({ operations, connections, keepAlive });
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
