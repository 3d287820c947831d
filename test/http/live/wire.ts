import { once } from 'node:events';
import type { Socket } from 'node:net';
import WebSocket, { type ClientOptions } from 'ws';

// biome-ignore lint/suspicious/noExplicitAny: tests name the shape they expect of a payload
type Payload = any;

/** A graphql-transport-ws message. */
export interface Message {
  type: string;
  id?: string;
  payload?: Payload;
}

export interface WireOptions extends ClientOptions {
  /** What is asked for; `[]` asks for none. */
  protocols?: string[];
  /** `false` leaves the first word, connection_init, unsaid. */
  init?: boolean;
  /** `false` leaves pings unanswered, as a dead client does. */
  pong?: boolean;
}

/** A WebSocket on which a test speaks graphql-transport-ws itself. It answers pings, and nothing else, of its own accord. */
export class Wire {
  readonly socket: WebSocket;
  /** Every message as it came. */
  readonly texts: string[] = [];
  readonly messages: Message[] = [];
  /** How it ended. */
  readonly closed: Promise<{ code: number; reason: string }>;
  #ended = false;
  #news = Promise.withResolvers<void>();

  private constructor(url: string, { protocols = ['graphql-transport-ws'], pong = true, ...options }: WireOptions) {
    this.socket = new WebSocket(url, protocols, options);
    this.socket.on('message', (data) => {
      const text = String(data);
      this.texts.push(text);
      const message: Message = JSON.parse(text);
      this.messages.push(message);
      if (message.type === 'ping' && pong) this.send({ type: 'pong' });
      this.#tell();
    });
    // What went wrong shows in how it closed.
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => {
        this.#ended = true;
        this.#tell();
        resolve({ code, reason: String(reason) });
      });
    });
  }

  /** Resolves once the server has acknowledged the connection, or has closed it. */
  static async open(url: string, options: WireOptions = {}): Promise<Wire> {
    const wire = new Wire(url, options);
    await Promise.race([once(wire.socket, 'open').catch(() => undefined), wire.closed]);
    if (options.init === false || wire.#ended) return wire;
    wire.send({ type: 'connection_init' });
    await Promise.race([wire.until(() => wire.acknowledgement !== undefined), wire.closed]);
    return wire;
  }

  /** The TCP socket below. */
  get raw(): Socket {
    return (this.socket as unknown as { _socket: Socket })._socket;
  }

  get acknowledgement(): Message | undefined {
    return this.messages.find(({ type }) => type === 'connection_ack');
  }

  send(message: Message): void {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: Record<string, unknown> = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** Subscribes and resolves once the server listens for it: a query sent afterwards is answered afterwards. */
  async listen(id: string, query: string, variables: Record<string, unknown> = {}): Promise<void> {
    this.subscribe(id, query, variables);
    await this.ask('{ board { cursor } }');
  }

  /** The answer to a query or mutation. */
  async ask(query: string): Promise<Payload> {
    const id = `ask ${this.texts.length}`;
    this.subscribe(id, query);
    await this.until(() => this.of(id, 'complete', 'error').length > 0);
    return this.of(id, 'next', 'error')[0]?.payload;
  }

  /** The messages of one operation, of some types or of all. */
  of(id: string, ...types: string[]): Message[] {
    return this.messages.filter((message) => message.id === id && (!types.length || types.includes(message.type)));
  }

  /** The payloads of a subscription so far. */
  told(id: string): Payload[] {
    return this.of(id, 'next').map(({ payload }) => payload);
  }

  /** Resolves with its payloads once there are so many; rejects when it ends with an error before. */
  async heard(id: string, count: number): Promise<Payload[]> {
    await this.until(() => this.told(id).length >= count || this.of(id, 'error').length > 0);
    if (this.told(id).length < count) throw new Error(`${id} ended after ${this.told(id).length} payloads: ${JSON.stringify(this.of(id, 'error')[0])}`);
    return this.told(id);
  }

  /** Resolves with the errors it ended with. */
  async refused(id: string): Promise<Payload[]> {
    await this.until(() => this.of(id, 'error').length > 0);
    return this.of(id, 'error')[0]?.payload;
  }

  /** Resolves when it holds; rejects when the socket closes before. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      if (this.#ended) throw new Error(`The socket closed before it came: ${this.texts.slice(-3).join('\n').slice(0, 2_000)}`);
      await this.#news.promise;
    }
  }

  /** Reads nothing more, so that the network fills up. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  close(): Promise<unknown> {
    this.socket.close(1000);
    return this.closed;
  }

  /** Cuts the connection without a word. */
  cut(): Promise<unknown> {
    this.socket.terminate();
    return this.closed;
  }

  #tell(): void {
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }
}
