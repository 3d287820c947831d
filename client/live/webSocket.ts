import { createClient } from 'graphql-ws';
import type { Transport } from './transport.ts';

/** A ping this often; its answer is the only thing a quiet connection has to say (milliseconds). */
const PING = 5_000;

/** With these a server says in the reason when it wants its clients back: going away, too many connections. */
const ADVISING = [1001, 1013];

/** A WebSocket a try, in the graphql-transport-ws protocol. `url` is `ws:` or `wss:`. */
export function webSocketTransport(url: string, Socket: typeof WebSocket): Transport {
  return ({ query, variables }, told) => {
    let left = false;
    // Not a polite close: a dead network never answers that, and graphql-ws answers a normal close by the server
    // with a try of its own, whatever retryAttempts says.
    const leave = () => {
      left = true;
      client.terminate();
    };
    // Without retries of its own: ours goes on from the newest cursor, its would from this one.
    const client = createClient({
      url,
      webSocketImpl: Socket,
      retryAttempts: 0,
      keepAlive: PING,
      on: {
        connected: (_socket, payload) => {
          told.connected();
          // A server that says nothing here does not mind, whatever an earlier one said.
          told.advised(payload?.retryWithin ?? 0);
        },
        ping: (received, payload) => {
          if (!received) return;
          told.alive();
          told.advised(payload?.retryWithin);
        },
        pong: (received) => received && told.alive(),
        closed: (event) => {
          if (left) return;
          told.advised(adviceOf(event));
          told.ended();
          leave();
        },
      },
    });
    client.subscribe({ query, variables }, { next: (payload) => told.payload(payload), error: (errors) => told.ended(errors), complete: () => told.ended() });
    return leave;
  };
}

/** What the reason of a close says, `{"retryWithin":ms}`; undefined for any other. */
function adviceOf(event: unknown): unknown {
  const { code, reason } = (event ?? {}) as { code?: number; reason?: string };
  if (!ADVISING.includes(code ?? 0)) return undefined;
  try {
    return (JSON.parse(reason ?? '') as { retryWithin?: unknown } | null)?.retryWithin;
  } catch {
    return undefined;
  }
}
