import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Client, CombinedError, fetchExchange, stringifyDocument } from '@urql/core';
import { alternating } from './alternating.ts';
import { type EventSourceClass, eventSourceTransport } from './eventSource.ts';
import { Live } from './live.ts';
import type { Placed } from './order.ts';
import { ask } from './snapshot.ts';
import { type BreakReason, type Clock, Forbidden, type LiveSource, systemClock } from './source.ts';
import type { Payload, Transport } from './transport.ts';
import type { LiveQuery } from './view.ts';
import { webSocketTransport } from './webSocket.ts';

/** With these the server will never go on from our cursor; only a new snapshot helps. */
const REFUSALS = ['BAD_CURSOR', 'FOREIGN_CURSOR', 'GAP'];
/** And with these it says that the picture is not for whoever asks. */
const FORBIDDING = ['FORBIDDEN', 'UNAUTHENTICATED'];

/** What a live query shows: a snapshot, the events after it, and what they do to it. */
export interface LiveQuestion<State extends Placed, Event extends Placed, SnapshotData, SnapshotVariables extends Variables, EventData, EventVariables extends Variables> {
  /** The picture to begin with. What `read` makes of the answer has the `cursor` the server answered. */
  snapshot: { document: TypedDocumentNode<SnapshotData, SnapshotVariables>; read: (data: SnapshotData) => State } & Given<SnapshotVariables>;
  /** The subscription of what comes after it. The document takes `$after`, which is given by us; each event has its `cursor`. */
  events: { document: TypedDocumentNode<EventData, EventVariables>; read: (data: EventData) => Event } & Given<Omit<EventVariables, 'after'>>;
  /** The picture after an event; leaves the one it is given as it is. Each event comes once, and in order. */
  apply: (state: State, event: Event) => State;
  /** Whether events alone can no longer bring it up to date, so that a new snapshot is to be taken. Never, if left out. */
  outdated?: (state: State) => boolean;
}

type Variables = Record<string, unknown>;

/** Variables may be left out where none is required. */
type Given<V> = Record<string, never> extends V ? { variables?: V } : { variables: V };

/** What a live query needs of the world; what is left out is the browser's. */
export interface Surroundings {
  WebSocket: typeof WebSocket;
  /** Undefined where there is none: then WebSockets must do. */
  EventSource: EventSourceClass | undefined;
  clock: Clock;
  /** Hears of errors in the functions given here, and of what the server answers instead of data. They break nothing: it is tried again, with a new snapshot where that helps. */
  report: (error: unknown) => void;
}

/**
 * A picture that keeps itself up to date: the snapshot, then every event exactly once and in order, over broken connections,
 * restarts, gaps and proxies, for as long as it is started. Types flow from the documents.
 *
 * `url` is where GraphQL is served, `http:` or `https:`; events come over a WebSocket at the same place, or over an event
 * stream (SSE) where WebSockets do not get through.
 */
export function liveQuery<State extends Placed, Event extends Placed, SnapshotData, SnapshotVariables extends Variables, EventData, EventVariables extends Variables>(
  url: string,
  { snapshot, events, apply, outdated = () => false }: LiveQuestion<State, Event, SnapshotData, SnapshotVariables, EventData, EventVariables>,
  surroundings: Partial<Surroundings> = {},
): LiveQuery<State> {
  const { clock = systemClock, report = console.error } = surroundings;
  // No cache: a snapshot from yesterday is of no use to anyone.
  const queries = new Client({ url, exchanges: [fetchExchange], preferGetMethod: false });
  const transport = transportTo(url, surroundings);
  const query = stringifyDocument(events.document);

  const source: LiveSource<State, Event> = {
    snapshot: async (signal) => {
      try {
        return placed(snapshot.read(await ask(queries, snapshot.document, (snapshot.variables ?? {}) as SnapshotVariables, signal)));
      } catch (error) {
        if (error instanceof CombinedError && reasonOf(error.graphQLErrors) === 'forbidden') throw new Forbidden();
        if (!(error instanceof CombinedError && error.networkError)) report(error);
        throw error;
      }
    },
    follow: (after, told) => {
      const ended = (errors: unknown) => {
        const reason = reasonOf(errors);
        if (Array.isArray(errors) && reason === 'lost') report(errors);
        told.broken(reason);
      };
      const payload = ({ data, errors, extensions }: Payload) => {
        // An event that could not be told whole is asked for again rather than left out.
        if (!data || errors) return ended(errors);
        let event: Event;
        try {
          event = placed(events.read(data as EventData));
        } catch (error) {
          report(error);
          return told.broken('unreadable');
        }
        told.event(event, afterOf(extensions));
      };
      return transport({ query, variables: { ...events.variables, after } }, { ...told, payload, ended });
    },
  };
  return new Live(source, { apply, outdated }, clock, report);
}

function transportTo(url: string, given: Partial<Surroundings>): Transport {
  const socket = webSocketTransport(url.replace(/^http/, 'ws'), given.WebSocket ?? globalThis.WebSocket);
  const Stream = 'EventSource' in given ? given.EventSource : globalThis.EventSource;
  return Stream ? alternating(socket, eventSourceTransport(url, Stream)) : socket;
}

/** Without a cursor nobody could go on from here; a server asked to go on from nowhere begins with now, and what lies between is lost. */
function placed<T extends Placed>(read: T): T {
  if (typeof read.cursor !== 'string') throw new TypeError('What was read has no cursor: select `cursor` in snapshot and events, and keep it');
  return read;
}

function afterOf(extensions: unknown): string | undefined {
  const after = (extensions as { after?: unknown } | null | undefined)?.after;
  return typeof after === 'string' ? after : undefined;
}

/** Reads why a subscription ended: a list of GraphQL errors, a close event, or anything thrown. */
export function reasonOf(error: unknown): BreakReason {
  if (!Array.isArray(error)) return 'lost';
  const codes = error.map((each: { extensions?: { code?: unknown } } | null) => each?.extensions?.code);
  if (codes.some((code) => FORBIDDING.includes(String(code)))) return 'forbidden';
  return codes.some((code) => REFUSALS.includes(String(code))) ? 'refused' : 'lost';
}
