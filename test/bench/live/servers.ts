import type { Meter } from '../meter.ts';

/** Where a server serves. */
export interface Address {
  port: number;
  path: string;
}

/** What every measured server answers, in a process of its own. */
export interface Server extends Meter {
  serve(options: ServeOptions): Promise<Address>;
}

export interface ServeOptions {
  databaseUrl: string;
  /** Connections it must be able to hold, all from one address. */
  connections: number;
}

/** The bare WebSocket server. */
export interface RawServer extends Server {
  /** Sends this text so many times to everybody; resolves when all of it was handed to the sockets. */
  broadcast(text: string, times: number): Promise<void>;
}

/** graphql-ws with an in-memory fan-out. */
export interface NaiveServer extends Server {
  subscribers(): number;
}
