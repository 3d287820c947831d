import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** So long after the last answer the client asks whether anybody is there (milliseconds). */
const PING_AFTER = 1_200;

/** What a subscription asks, and where it goes on. */
export interface Ask {
  query: string;
  /** The cursor of the snapshot it once began from. */
  began: string;
  /** The last cursor it has: the same, until it was told something. */
  after: string;
  /** Nothing heard for so long, pings included, and the connection counts as dead (milliseconds). */
  patience: number;
}

/** One payload of a subscription, or a refusal. */
export interface Payload {
  data?: Record<string, { cursor: string } | null> | null;
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
  extensions?: { after?: string };
}

/** Subscribes once, and resolves when that has ended, for whatever reason: which, in a word. `hangUp` ends it from our side. */
export type Transport = (url: string, ask: Ask, told: (payload: Payload) => void, hangUp: AbortController) => Promise<string>;

/** Through the graphql-ws package's own client, as any user of it would. */
export const overWebSocket: Transport = (url, { query, after, patience }, told, hangUp) =>
  new Promise((resolve) => {
    let terminate = () => {};
    const end = (reason: string) => {
      clearTimeout(silence);
      resolve(reason);
      hangUp.abort();
    };
    const silence = setTimeout(() => end('silence'), patience);
    hangUp.signal.addEventListener('abort', () => {
      end('left');
      terminate();
    });
    const client = createClient({
      url: url.replace('http', 'ws'),
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols?: string | string[]) {
          super(address, protocols);
          // A polite close would wait for an answer, and a frozen connection gives none.
          terminate = () => this.terminate();
        }
      },
      retryAttempts: 0,
      keepAlive: PING_AFTER,
      on: { message: () => silence.refresh() },
    });
    client.subscribe<Payload['data']>(
      { query, variables: { after } },
      {
        next: (payload) => !hangUp.signal.aborted && told(payload as Payload),
        error: (problem) => {
          if (Array.isArray(problem) && !hangUp.signal.aborted) told({ errors: problem });
          end(Array.isArray(problem) ? 'error' : `close ${(problem as { code?: number }).code ?? (problem as Error).message}`);
        },
        complete: () => end('complete'),
      },
    );
  });

/** Through server-sent events, as a browser's EventSource: always the same address, and the header Last-Event-ID after a break. */
export const overEventStream: Transport = async (url, { query, began, after, patience }, told, hangUp) => {
  const silence = setTimeout(() => hangUp.abort('silence'), patience);
  try {
    const address = `${url}?${new URLSearchParams({ query, variables: JSON.stringify({ after: began }) })}`;
    const headers = { accept: 'text/event-stream', ...(after === began ? {} : { 'last-event-id': after }) };
    const response = await fetch(address, { headers, signal: hangUp.signal });
    if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return `status ${response.status}`;
    let unread = '';
    const decoder = new TextDecoder();
    for await (const bytes of response.body as ReadableStream<Uint8Array>) {
      silence.refresh();
      const messages = (unread + decoder.decode(bytes, { stream: true })).split(/\r?\n\r?\n/);
      unread = messages.pop() as string;
      for (const message of messages) {
        const data = /^data: ?(.*)$/m.exec(message)?.[1];
        if (/^event: ?complete$/m.test(message)) return 'complete';
        if (/^event: ?next$/m.test(message) && data && !hangUp.signal.aborted) told(JSON.parse(data));
      }
    }
    return 'end';
  } catch (error) {
    if (hangUp.signal.aborted) return hangUp.signal.reason === 'silence' ? 'silence' : 'left';
    return (error as Error).message;
  } finally {
    clearTimeout(silence);
    hangUp.abort();
  }
};
