import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Kept } from './keepAlive.ts';
import type { SocketWriter } from './webSocketOutlet.ts';

/** RFC 6455 and its registry: the server is going away; it is too busy, try again later. Clients come back after both. */
export const GOING_AWAY = 1001;
export const TRY_AGAIN_LATER = 1013;

/** A WebSocket and the TCP socket below it. */
export class LiveSocket implements SocketWriter, Kept {
  readonly raw: Duplex;
  readonly #socket: WebSocket;
  readonly #retryWithin: () => number;
  #draining: Promise<void> | undefined;
  #seen = { read: 0, taken: 0, waiting: 0 };

  constructor(socket: WebSocket, raw: Duplex, retryWithin: () => number) {
    this.#socket = socket;
    this.raw = raw;
    this.#retryWithin = retryWithin;
  }

  get open(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  drained(): Promise<void> {
    this.#draining ??= new Promise<void>((resolve) => {
      const done = () => {
        this.raw.off('drain', done).off('close', done);
        this.#draining = undefined;
        resolve();
      };
      if (this.raw.destroyed) done();
      else this.raw.on('drain', done).on('close', done);
    });
    return this.#draining;
  }

  send(text: string): void {
    if (this.open) this.#socket.send(text);
  }

  /** A ping of the protocol, which every client answers, with how long to wait should the connection break. Gives the socket up if it has been dead since the last. */
  visit(): void {
    if (!this.#showsLife()) this.terminate();
    else this.send(JSON.stringify({ type: 'ping', payload: { retryWithin: this.#retryWithin() } }));
  }

  /** Asks the client to come back, at a random moment within the time we name. */
  sendAway(code: typeof GOING_AWAY | typeof TRY_AGAIN_LATER): void {
    this.#socket.close(code, JSON.stringify({ retryWithin: this.#retryWithin() }));
  }

  close(code?: number, reason?: string): void {
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  /** It has said something, or, being slow, it has at least taken some of what waited. */
  #showsLife(): boolean {
    const { bytesRead, bytesWritten, writableLength } = this.raw as Socket;
    const now = { read: bytesRead, taken: bytesWritten - writableLength, waiting: writableLength };
    const before = this.#seen;
    this.#seen = now;
    return now.read > before.read || (before.waiting > 0 && now.taken > before.taken);
  }
}
