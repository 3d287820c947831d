import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** A GraphQL client over one WebSocket, the graphql-ws package's own, which records what it is told. */
export interface Listener<T> {
  received: T[];
  errors: unknown[];
  /** Resolves once `count` payloads have come in. */
  until(count: number): Promise<T[]>;
  /** Resolves once the subscription has ended, by an error or by the server. */
  ended: Promise<void>;
  /** Cuts the connection without a word, as a pulled cable does. */
  cut(): void;
  close(): Promise<void>;
}

/** Subscribes and resolves once the server is listening for it: what is written afterwards must arrive. */
export async function listen<T>(socketUrl: string, query: string, variables: Record<string, unknown> = {}): Promise<Listener<T>> {
  let socket: WebSocket | undefined;
  const client: Client = createClient({
    url: socketUrl,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols?: string | string[]) {
        super(address, protocols);
        socket = this;
      }
    },
    retryAttempts: 0,
    lazy: true,
  });
  const received: T[] = [];
  const errors: unknown[] = [];
  const ended = Promise.withResolvers<void>();
  let arrival = Promise.withResolvers<void>();
  client.subscribe<T>(
    { query, variables },
    {
      next: ({ data, errors: problems }) => {
        if (problems) errors.push(...problems);
        if (data) received.push(data as T);
        arrival.resolve();
        arrival = Promise.withResolvers();
      },
      error: (error) => {
        errors.push(...(Array.isArray(error) ? error : [error]));
        ended.resolve();
        arrival.resolve();
      },
      complete: () => {
        ended.resolve();
        arrival.resolve();
      },
    },
  );
  // A subscription is not acknowledged; but a query sent after it on the same socket is answered after it.
  await new Promise<void>((resolve, reject) => {
    client.subscribe({ query: '{ board { cursor } }' }, { next: () => undefined, error: reject, complete: resolve });
  });
  return {
    received,
    errors,
    ended: ended.promise,
    until: async (count) => {
      while (received.length < count) {
        if (errors.length) throw new Error(`Subscription failed after ${received.length} payloads: ${JSON.stringify(errors)}`);
        await arrival.promise;
      }
      return received;
    },
    cut: () => socket?.terminate(),
    close: async () => {
      await client.dispose();
    },
  };
}
