import { type Client as QueryClient, stringifyDocument } from '@urql/core';
import { createClient } from 'graphql-ws';
import type { BoardEventsSubscription } from '../generated/graphql.ts';
import type { Fold, LiveListener, LiveSource } from '../shared/live.ts';
import { applyBoardEvent } from './applyBoardEvent.ts';
import { type BoardEvent, type BoardState, boardOf } from './board.ts';
import { BoardEventsDocument, BoardSnapshotDocument } from './operations.ts';

/** A ping this often; its answer is the only thing a quiet connection has to say (milliseconds). */
const PING = 5_000;

/** With these the server will never go on from our cursor; only a new snapshot helps. */
const REFUSALS = ['BAD_CURSOR', 'FOREIGN_CURSOR', 'GAP'];

export const boardFold: Fold<BoardState, BoardEvent> = {
  cursor: (board) => board.cursor,
  apply: applyBoardEvent,
  outdated: (board) => board.outdated,
};

/** The board of a server: its snapshot over HTTP, its events over a WebSocket. */
export function boardSource(queries: QueryClient, socketUrl: string): LiveSource<BoardState, BoardEvent> {
  return {
    snapshot: async () => {
      const { data, error } = await queries.query(BoardSnapshotDocument, {}).toPromise();
      if (!data) throw error ?? new Error('The server answered without a board');
      return boardOf(data.board);
    },
    follow: (after, told) => follow(socketUrl, after, told),
  };
}

function follow(url: string, after: string, told: LiveListener<BoardEvent>): () => void {
  let over = false;
  const broken = (reason: 'lost' | 'refused') => {
    if (over) return;
    over = true;
    told.broken(reason);
  };
  // A socket a try, without retries of its own: ours goes on from the newest cursor, its would from this one.
  const socket = createClient({
    url,
    retryAttempts: 0,
    keepAlive: PING,
    on: { connected: () => told.connected(), pong: () => told.alive(), closed: () => broken('lost') },
  });
  socket.subscribe<BoardEventsSubscription>(
    { query: stringifyDocument(BoardEventsDocument), variables: { after } },
    {
      next: ({ data, errors }) => {
        // An event that could not be told whole is asked for again rather than left out.
        if (data && !errors) told.event(data.board);
        else broken(reasonOf(errors));
      },
      error: (error) => broken(reasonOf(error)),
      complete: () => broken('lost'),
    },
  );
  return () => {
    over = true;
    // Not a polite close: a dead network never answers that, and graphql-ws answers a normal close by the server
    // with a try of its own, whatever retryAttempts says.
    socket.terminate();
  };
}

/** Reads an error of graphql-ws: a list of GraphQL errors, a close event, or anything thrown. */
export function reasonOf(error: unknown): 'lost' | 'refused' {
  if (!Array.isArray(error)) return 'lost';
  const codes = error.map((each: { extensions?: { code?: unknown } }) => each.extensions?.code);
  return codes.some((code) => REFUSALS.includes(String(code))) ? 'refused' : 'lost';
}
