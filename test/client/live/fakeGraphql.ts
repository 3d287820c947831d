import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type WebSocket, WebSocketServer } from 'ws';

/** A subscription that a fake server was asked for, whatever brought it. */
export interface Asked {
  over: 'socket' | 'stream';
  after: string;
  variables: Record<string, unknown>;
  next(payload: unknown): void;
  /** Ends it with GraphQL errors, as its transport does that. */
  refuse(code: string): void;
  complete(): void;
  /** Breaks the connection; a socket with this code and reason. */
  cut(code?: number, reason?: string): void;
  /** Resolves when the client has left. */
  left: Promise<unknown>;
  /** The bare socket or response, to misbehave on. */
  send(raw: string): void;
}

/** A server that speaks just enough of GraphQL over HTTP, WebSocket and event streams, and misbehaves as it is told. */
export class FakeGraphql {
  /** Everything asked: `snapshot`, or the transport and the cursor. */
  readonly asked: string[] = [];
  blocksSockets = false;
  blocksStreams = false;
  /** What acknowledgements carry. */
  acknowledgement: unknown;
  onSnapshot: (variables: Record<string, unknown>, response: ServerResponse) => unknown = () => ({ data: null });
  onSubscribe: (asked: Asked) => void = () => {};
  readonly #http = createServer((request, response) => void this.#serve(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #open = new Set<Socket>();
  #changed: (() => void)[] = [];

  /** Listens on a free port of this machine. */
  static async start(): Promise<FakeGraphql> {
    const fake = new FakeGraphql();
    fake.#http.on('connection', (socket) => {
      fake.#open.add(socket);
      socket.on('close', () => fake.#open.delete(socket));
    });
    fake.#http.on('upgrade', (request, socket, head) => {
      if (fake.blocksSockets) {
        fake.#note('blocked socket');
        return socket.destroy();
      }
      fake.#sockets.handleUpgrade(request, socket, head, (opened) => fake.#converse(opened));
    });
    fake.#http.listen(0, '127.0.0.1');
    await once(fake.#http, 'listening');
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/graphql`;
  }

  /** Resolves once so many things were asked. */
  async askedFor(count: number): Promise<void> {
    while (this.asked.length < count) await new Promise<void>((resolve) => this.#changed.push(resolve));
  }

  async stop(): Promise<void> {
    this.#http.close();
    for (const socket of this.#open) socket.destroy();
    await once(this.#http, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') return this.#stream(new URL(request.url ?? '', this.url), response);
    const { variables } = JSON.parse(await text(request)) as { variables: Record<string, unknown> };
    this.#note('snapshot');
    const answer = this.onSnapshot(variables, response);
    if (answer) response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  }

  #stream({ searchParams }: URL, response: ServerResponse): void {
    if (this.blocksStreams) {
      this.#note('blocked stream');
      response.writeHead(400).end();
      return;
    }
    const variables = JSON.parse(searchParams.get('variables') ?? '{}') as { after: string };
    const say = (event: string, data: string) => response.write(`event: ${event}\ndata: ${data}\n\n`);
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    this.#subscribed({
      over: 'stream',
      after: variables.after,
      variables,
      next: (payload) => say('next', JSON.stringify(payload)),
      refuse: (code) => {
        say('next', JSON.stringify({ errors: [errorOf(code)] }));
        say('complete', '');
      },
      complete: () => say('complete', ''),
      cut: () => response.destroy(),
      left: once(response, 'close'),
      send: (raw) => response.write(raw),
    });
  }

  #converse(socket: WebSocket): void {
    const say = (message: object) => socket.send(JSON.stringify(message));
    socket.on('message', (data) => {
      const { type, id, payload } = JSON.parse(String(data)) as { type: string; id: string; payload: { variables: { after: string } } };
      if (type === 'connection_init') say({ type: 'connection_ack', payload: this.acknowledgement });
      if (type === 'ping') say({ type: 'pong' });
      if (type !== 'subscribe') return;
      this.#subscribed({
        over: 'socket',
        after: payload.variables.after,
        variables: payload.variables,
        next: (answer) => say({ type: 'next', id, payload: answer }),
        refuse: (code) => say({ type: 'error', id, payload: [errorOf(code)] }),
        complete: () => say({ type: 'complete', id }),
        cut: (code, reason) => (code ? socket.close(code, reason) : socket.terminate()),
        left: once(socket, 'close'),
        send: (raw) => socket.send(raw),
      });
    });
  }

  #subscribed(asked: Asked): void {
    this.onSubscribe(asked);
    this.#note(`${asked.over} ${asked.after}`);
  }

  #note(asked: string): void {
    this.asked.push(asked);
    for (const look of this.#changed.splice(0)) look();
  }
}

export const errorOf = (code: string) => ({ message: 'no', extensions: { code } });
