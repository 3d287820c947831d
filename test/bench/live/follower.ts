import WebSocket from 'ws';
import { clock } from '../clock.ts';
import type { Address } from './servers.ts';
import type { Greeting } from './subscriber.ts';

/** How a connection ended, and when (milliseconds of {@link clock}). */
export interface Closing {
  code: number;
  at: number;
}

/** Somebody signed in, who follows a subscription over a WebSocket until the server ends it. */
export class Follower {
  readonly closed: Promise<Closing>;
  /** When the last event came. */
  lastEventAt = 0;
  readonly #socket: WebSocket;
  readonly #first = Promise.withResolvers<void>();

  constructor({ port, path }: Address, cookie: string, payload: Greeting) {
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, 'graphql-transport-ws', { headers: { cookie }, perMessageDeflate: false });
    const say = (message: object) => this.#socket.send(JSON.stringify(message));
    this.#socket.on('open', () => say({ type: 'connection_init' }));
    this.#socket.on('message', (data) => {
      const text = String(data);
      // Nearly all are events, of which nothing but the time matters.
      if (text.includes('"type":"next"')) {
        this.lastEventAt = clock();
        this.#first.resolve();
      } else if (text.includes('"connection_ack"')) say({ id: '1', type: 'subscribe', payload });
      else if (text.includes('"ping"')) say({ type: 'pong' });
    });
    // What went wrong shows in how it closed.
    this.#socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      this.#socket.once('close', (code) => {
        resolve({ code, at: clock() });
        this.#first.reject(new Error(`closed with ${code} before the first event came`));
      });
    });
    this.#first.promise.catch(() => undefined);
  }

  /** Resolves with the first event. */
  get follows(): Promise<void> {
    return this.#first.promise;
  }

  async leave(): Promise<void> {
    this.#socket.terminate();
    await this.closed;
  }
}
