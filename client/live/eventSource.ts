import type { Payload, Transport } from './transport.ts';

/** What we need of the browser's EventSource. */
export type EventSourceClass = new (url: string) => Pick<EventSource, 'addEventListener' | 'close'>;

/**
 * The pings of an event stream are comments, which an EventSource keeps to itself: after so much quiet one asks anew,
 * which costs one request and, thanks to the cursor, loses and repeats nothing (milliseconds).
 */
export const RENEW_AFTER = 60_000;

/** An event stream a try (GraphQL over SSE, distinct connections), where a proxy breaks WebSockets. `url` is `http:` or `https:`. */
export function eventSourceTransport(url: string, Stream: EventSourceClass): Transport {
  return ({ query, variables }, told) => {
    const address = new URL(url);
    address.searchParams.set('query', query);
    address.searchParams.set('variables', JSON.stringify(variables));
    const stream = new Stream(address.href);
    const end = () => {
      // At once: it would try again by itself, with the cursor of this address.
      stream.close();
      told.ended();
    };
    stream.addEventListener('open', () => told.connected(RENEW_AFTER));
    stream.addEventListener('next', ({ data }: MessageEvent<string>) => {
      let payload: Payload;
      try {
        payload = JSON.parse(data) as Payload;
      } catch {
        return end();
      }
      told.payload(payload);
    });
    stream.addEventListener('complete', end);
    stream.addEventListener('error', end);
    return () => stream.close();
  };
}
