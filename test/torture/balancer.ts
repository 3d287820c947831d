import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from './chance.ts';

/** A slowed connection passes its bytes in pieces of this size, with a pause after each. */
const PIECE = 512;

/** Sends every connection to one of the servers that are up, whichever, and makes single connections as bad as they can be. */
export class Balancer {
  readonly #server: Server;
  readonly #open = new Set<Connection>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** `ports` are those of the servers that are up at the moment of asking. */
  static async start(ports: () => number[], chance: Chance): Promise<Balancer> {
    const server = createServer();
    const balancer = new Balancer(server);
    server.on('connection', (near) => {
      const up = ports();
      near.on('error', () => undefined);
      if (!up.length) return near.destroy();
      const connection = new Connection(near, connect(chance.pick(up), '127.0.0.1'), () => balancer.#open.delete(connection));
      balancer.#open.add(connection);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return balancer;
  }

  /** `http://127.0.0.1:40123/graphql` */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/graphql`;
  }

  /** Ends one connection without a word, as a pulled cable does; `aim` from [0, 1) chooses it. False when there is none. */
  cut(aim: number): boolean {
    return this.#apply(aim, (connection) => connection.cut());
  }

  /** Stops passing bytes both ways for so many milliseconds, without an end for `Infinity`. Nobody is told. */
  freeze(aim: number, milliseconds: number): boolean {
    return this.#apply(aim, (connection) => connection.freeze(milliseconds));
  }

  /** Passes so many bytes a second from now on. */
  slow(aim: number, bytesPerSecond: number): boolean {
    return this.#apply(aim, (connection) => connection.slow(bytesPerSecond));
  }

  /** Nothing is slow any more. What was frozen for good stays so: to notice is the others' business. */
  calm(): void {
    for (const connection of this.#open) connection.slow(Number.POSITIVE_INFINITY);
  }

  remove(): void {
    this.#server.close();
    for (const connection of this.#open) connection.cut();
  }

  #apply(aim: number, deed: (connection: Connection) => void): boolean {
    const connection = [...this.#open][Math.floor(aim * this.#open.size)];
    if (connection) deed(connection);
    return connection !== undefined;
  }
}

/** Two sockets and what passes between them. */
class Connection {
  readonly #sockets: readonly [Socket, Socket];
  readonly #over = new AbortController();
  readonly #ended: () => void;
  #thawed: Promise<void> = Promise.resolve();
  #bytesPerSecond = Number.POSITIVE_INFINITY;

  constructor(near: Socket, far: Socket, ended: () => void) {
    this.#sockets = [near, far];
    this.#ended = ended;
    for (const socket of this.#sockets) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => void this.#hangUp());
    }
    void this.#pass(near, far);
    void this.#pass(far, near);
  }

  cut(): void {
    this.#over.abort();
    for (const socket of this.#sockets) socket.destroy();
    this.#ended();
  }

  freeze(milliseconds: number): void {
    const thawed = milliseconds === Number.POSITIVE_INFINITY ? new Promise<void>(() => undefined) : pause(milliseconds, undefined, { ref: false });
    this.#thawed = Promise.all([this.#thawed, thawed]).then(() => undefined);
  }

  slow(bytesPerSecond: number): void {
    this.#bytesPerSecond = bytesPerSecond;
  }

  async #pass(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        for (let sent = 0; sent < chunk.length; ) {
          await this.#thawed;
          const slow = Number.isFinite(this.#bytesPerSecond);
          const piece = chunk.subarray(sent, slow ? sent + PIECE : chunk.length);
          const flows = to.write(piece);
          sent += piece.length;
          if (slow) await pause((PIECE / this.#bytesPerSecond) * 1_000, undefined, { signal: this.#over.signal });
          else if (!flows) await once(to, 'drain', { signal: this.#over.signal });
        }
      }
    } catch {
      // Either side broke off, and its 'close' sees to the rest.
    }
  }

  /** One side is gone: once nothing is frozen, so is the other, after it was given what is on the way. */
  async #hangUp(): Promise<void> {
    await this.#thawed;
    this.#over.abort();
    for (const socket of this.#sockets) socket.destroySoon();
    this.#ended();
  }
}
