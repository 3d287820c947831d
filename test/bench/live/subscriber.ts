import { randomBytes, randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { clientFrame, FrameReader, Opcode } from './frames.ts';

export interface Greeting {
  /** The subscription's text. */
  query: string;
  variables: Record<string, unknown>;
}

export interface SubscriberOptions {
  port: number;
  path: string;
  /** What to ask over graphql-transport-ws; without it a bare WebSocket whose every text message is an event. */
  greeting?: Greeting;
  /** One for all subscribers: bytes are read where they land, before the next subscriber reads. */
  buffer: Buffer;
  /** Bytes came: events that are received now came with them. */
  read: () => void;
  /** An event came; with its cursor where there is a protocol to have one, and the bytes it came in. */
  received: (cursor: string | undefined, bytes: Buffer, start: number, end: number) => void;
}

const END_OF_HEADERS = Buffer.from('\r\n\r\n');
const TYPE = Buffer.from('"type":"');
const CURSOR = Buffer.from('"cursor":"');
const QUOTE = 0x22;
const NEXT = 'n'.charCodeAt(0);

/**
 * One subscriber over a bare TCP socket. Ten thousand of them share two cores with the server they measure, so an
 * event is told by its bytes, and only the few other messages are parsed.
 */
export class Subscriber {
  /** Resolves once it has asked for its events; rejects with the reason when that fails. */
  readonly subscribed: Promise<void>;
  /** Resolves with the reason when the connection or the subscription is over. */
  readonly over: Promise<string>;
  readonly #options: SubscriberOptions;
  readonly #socket: Socket;
  readonly #frames: FrameReader;
  readonly #subscribed = Promise.withResolvers<void>();
  readonly #over = Promise.withResolvers<string>();
  readonly #closed = Promise.withResolvers<void>();
  /** The answer to the upgrade as far as it has come. */
  #answer: Buffer | undefined = Buffer.alloc(0);

  constructor(options: SubscriberOptions) {
    this.#options = options;
    this.subscribed = this.#subscribed.promise;
    this.over = this.#over.promise;
    this.subscribed.catch(() => undefined);
    this.#frames = new FrameReader((opcode, bytes, start, end) => this.#message(opcode, bytes, start, end));
    const { port, buffer } = options;
    const onread = { buffer, callback: (length: number) => this.#read(buffer.subarray(0, length)) };
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true, onread }, () => this.#socket.write(this.#upgrade()));
    this.#socket.on('error', (error) => this.#end((error as NodeJS.ErrnoException).code ?? error.message));
    this.#socket.on('close', () => {
      this.#end('the connection was cut');
      this.#closed.resolve();
    });
  }

  /** Says goodbye, or with `cut` pulls the cable; resolves when the connection is gone. */
  async close(cut: boolean, reason = 'left'): Promise<void> {
    this.#end(reason);
    if (cut) this.#socket.destroy();
    else this.#socket.write(clientFrame(Opcode.CLOSE, Buffer.from([1000 >> 8, 1000 & 255])));
    await this.#closed.promise;
  }

  #upgrade(): string {
    const { path, greeting } = this.#options;
    const protocol = greeting ? 'Sec-WebSocket-Protocol: graphql-transport-ws\r\n' : '';
    const key = randomBytes(16).toString('base64');
    return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n${protocol}\r\n`;
  }

  #read(chunk: Buffer): boolean {
    this.#options.read();
    try {
      if (!this.#answer) this.#frames.read(chunk);
      else this.#readAnswer(chunk);
    } catch (error) {
      this.#end((error as Error).message);
      this.#socket.destroy();
    }
    return true;
  }

  #readAnswer(chunk: Buffer): void {
    const answer = Buffer.concat([this.#answer as Buffer, chunk]);
    this.#answer = answer;
    const end = answer.indexOf(END_OF_HEADERS);
    if (end === -1) return;
    const status = answer.toString('latin1', 0, answer.indexOf('\r\n'));
    if (!status.includes(' 101 ')) throw new Error(`answered ${status}`);
    this.#answer = undefined;
    if (this.#options.greeting) this.#say({ type: 'connection_init' });
    else this.#subscribed.resolve();
    if (end + 4 < answer.length) this.#frames.read(answer.subarray(end + 4));
  }

  #message(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === Opcode.TEXT) this.#text(bytes, start, end);
    else if (opcode === Opcode.PING) this.#socket.write(clientFrame(Opcode.PONG, bytes.subarray(start, end)));
    else if (opcode === Opcode.CLOSE) {
      this.#end(`closed with ${end - start < 2 ? 'no code' : `${bytes.readUInt16BE(start)} ${bytes.toString('utf8', start + 2, end)}`}`);
      this.#socket.end();
    }
  }

  #text(bytes: Buffer, start: number, end: number): void {
    const { greeting, received } = this.#options;
    const cursor = greeting ? cursorIn(bytes, start, end) : undefined;
    if (greeting && cursor === undefined) this.#protocol(bytes.toString('utf8', start, end));
    else received(cursor, bytes, start, end);
  }

  #protocol(text: string): void {
    const { type, payload } = JSON.parse(text) as { type: string; payload?: unknown };
    if (type === 'ping') this.#say({ type: 'pong' });
    else if (type === 'connection_ack') {
      this.#say({ id: randomUUID(), type: 'subscribe', payload: this.#options.greeting });
      this.#subscribed.resolve();
    } else if (type !== 'pong') this.#end(`was told ${type} ${payload === undefined ? '' : JSON.stringify(payload).slice(0, 300)}`);
  }

  #say(message: object): void {
    this.#socket.write(clientFrame(Opcode.TEXT, JSON.stringify(message)));
  }

  #end(reason: string): void {
    this.#subscribed.reject(new Error(reason));
    this.#over.resolve(reason);
  }
}

/** The cursor of an event in the bytes of a message; nothing when the message is another. */
function cursorIn(bytes: Buffer, start: number, end: number): string | undefined {
  const type = bytes.indexOf(TYPE, start);
  if (bytes[type + TYPE.length] !== NEXT) return undefined;
  const cursor = bytes.indexOf(CURSOR, start);
  if (cursor === -1 || cursor >= end) return undefined;
  return bytes.toString('latin1', cursor + CURSOR.length, bytes.indexOf(QUOTE, cursor + CURSOR.length));
}
