import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { Drain, Flow } from './flow.ts';
import type { Kept } from './keepAlive.ts';
import type { SocketWriter } from './webSocketOutlet.ts';

/** RFC 6455 and its registry: the server is going away; it is too busy, try again later. Clients come back after both. */
export const GOING_AWAY = 1001;
export const TRY_AGAIN_LATER = 1013;
/** The protocol's own: who they were has ended, and they must sign in; their rights have changed, and they may come back at once. */
export const UNAUTHORIZED = 4401;
export const FORBIDDEN = 4403;

/** A WebSocket and the TCP socket below it. */
export class LiveSocket implements SocketWriter, Kept {
  readonly raw: Duplex;
  readonly #socket: WebSocket;
  readonly #retryWithin: () => number;
  readonly #drain: Drain;
  readonly #flow: Flow;
  readonly #whenGone = new Set<() => void>();

  constructor(socket: WebSocket, raw: Duplex, retryWithin: () => number) {
    this.#socket = socket;
    this.raw = raw;
    this.#retryWithin = retryWithin;
    this.#flow = new Flow(raw as Socket);
    this.#drain = new Drain(raw);
    raw.once('close', () => {
      for (const then of this.#whenGone) then();
    });
  }

  get open(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Calls once the socket is gone, at once if it is; or never, when the returned function was called before. */
  whenGone(then: () => void): () => void {
    if (this.raw.closed) then();
    else this.#whenGone.add(then);
    return () => this.#whenGone.delete(then);
  }

  room(): Promise<void> {
    return this.#drain.room();
  }

  send(text: string): void {
    if (this.open) this.#socket.send(text);
  }

  /**
   * A ping of the protocol, which every client answers, with how long to wait should the connection break. Gives the socket up if since
   * the last it has said nothing and, being slow, has not even taken some of what waited.
   */
  visit(): void {
    const { came, went } = this.#flow.look();
    if (!came && !went) this.terminate();
    else this.send(JSON.stringify({ type: 'ping', payload: { retryWithin: this.#retryWithin() } }));
  }

  /** Asks the client to come back, at a random moment within the time we name (milliseconds). */
  sendAway(code: typeof GOING_AWAY | typeof TRY_AGAIN_LATER, retryWithin = this.#retryWithin()): void {
    this.#socket.close(code, JSON.stringify({ retryWithin }));
  }

  close(code?: number, reason?: string): void {
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
