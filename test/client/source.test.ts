import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Client, fetchExchange } from '@urql/core';
import { type WebSocket, WebSocketServer } from 'ws';
import type { BoardEvent } from '../../client/board/board.ts';
import { boardSource, reasonOf } from '../../client/board/source.ts';
import type { LiveListener } from '../../client/shared/live.ts';
import { unitInspected } from './boards.ts';

/** A server that speaks just enough of graphql-transport-ws, and misbehaves as it is told. */
let sockets: WebSocketServer;
let asked: string[];
let url: string;
let onSubscribe: (socket: WebSocket, id: string) => void;

beforeEach(async () => {
  asked = [];
  sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(sockets, 'listening');
  url = `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`;
  sockets.on('connection', (socket) =>
    socket.on('message', (data) => {
      const { type, id, payload } = JSON.parse(String(data)) as { type: string; id: string; payload: { variables: { after: string } } };
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (type !== 'subscribe') return;
      asked.push(payload.variables.after);
      onSubscribe(socket, id);
    }),
  );
});

afterEach(async () => {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  await once(sockets, 'close');
});

const source = () => boardSource(new Client({ url: 'http://127.0.0.1/graphql', exchanges: [fetchExchange] }), url);

/** Follows until the first event or break. */
function firstNews(after: string) {
  return new Promise<{ news: BoardEvent | 'lost' | 'refused'; leave: () => void }>((resolve) => {
    const listener: LiveListener<BoardEvent> = {
      connected: () => {},
      alive: () => {},
      event: (news) => resolve({ news, leave }),
      broken: (news) => {
        leave();
        resolve({ news, leave });
      },
    };
    const leave = source().follow(after, listener);
  });
}

const error = (code: string) => ({ message: 'no', extensions: { code } });

describe('following the board', () => {
  test('asks for what comes after the cursor', async () => {
    const event = unitInspected('XZ01');
    onSubscribe = (socket, id) => socket.send(JSON.stringify({ type: 'next', id, payload: { data: { board: event } } }));
    const { news, leave } = await firstNews('c1');
    leave();
    expect(news).toEqual(event);
    expect(asked).toEqual(['c1']);
  });

  test.each([1000, 1001, 1011, 1012, 4400])('after close code %i the library does not come back by itself with the old cursor', async (code) => {
    onSubscribe = (socket) => socket.close(code);
    expect((await firstNews('old')).news).toBe('lost');
    expect((await firstNews('new')).news).toBe('lost');
    expect(asked).toEqual(['old', 'new']);
  });

  test.each(['BAD_CURSOR', 'FOREIGN_CURSOR', 'GAP'])('%s means that the cursor is of no more use', async (code) => {
    onSubscribe = (socket, id) => socket.send(JSON.stringify({ type: 'error', id, payload: [error(code)] }));
    expect((await firstNews('c1')).news).toBe('refused');
  });

  test('an event that could not be told whole is a break, so that it is asked for again', async () => {
    const payload = { data: null, errors: [error('INTERNAL_SERVER_ERROR')] };
    onSubscribe = (socket, id) => socket.send(JSON.stringify({ type: 'next', id, payload }));
    expect((await firstNews('c1')).news).toBe('lost');
  });

  test('a stream that simply ends is a break', async () => {
    onSubscribe = (socket, id) => socket.send(JSON.stringify({ type: 'complete', id }));
    expect((await firstNews('c1')).news).toBe('lost');
  });

  test('leaving closes the socket', async () => {
    const closed = new Promise((resolve) => {
      onSubscribe = (socket, id) => {
        socket.on('close', resolve);
        socket.send(JSON.stringify({ type: 'next', id, payload: { data: { board: unitInspected('XZ01') } } }));
      };
    });
    (await firstNews('c1')).leave();
    await closed;
  });
});

describe('the reason of a break', () => {
  test('is never taken for a refusal unless the server says so', () => {
    for (const each of [undefined, new Error('x'), { code: 1006 }, [], [{}], [error('INTERNAL_SERVER_ERROR')], 'GAP']) expect(reasonOf(each)).toBe('lost');
  });
});
