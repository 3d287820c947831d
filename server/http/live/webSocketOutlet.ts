import type { Duplex } from 'node:stream';
import type { GraphQLError } from 'graphql';
import { type Batch, ending, type Outlet, type Told } from '../../live/index.ts';

/** RFC 6455: a whole text message in one frame, and lengths of two and of eight bytes. */
const TEXT_FRAME = 0x81;
const TWO_BYTES = 126;
const EIGHT_BYTES = 127;

/** `next` messages with room for the operation's id, which alone differs from socket to socket. */
interface Template {
  bytes: Buffer;
  /** Where the ids go. */
  places: number[];
}

/** A socket as its outlets see it. */
export interface SocketWriter {
  /** The TCP socket below the WebSocket; whole frames may be written to it between those of the library. */
  readonly raw: Duplex;
  readonly open: boolean;
  /** Resolves when little waits, at once if that is so, and when the socket has gone. */
  room(): Promise<void>;
}

/**
 * One operation on one WebSocket. Frames from a server carry no mask, so those for one event are the same bytes for
 * everybody but for the id; they are made once for each length of id, and only the ids are written anew.
 */
export class WebSocketOutlet implements Outlet {
  readonly #socket: SocketWriter;
  /** The id as it stands in the JSON, quotes included. */
  readonly #id: Buffer;
  readonly #fail: (errors: readonly GraphQLError[]) => void;
  #cursor: string | undefined;

  constructor(socket: SocketWriter, id: string, fail: (errors: readonly GraphQLError[]) => void) {
    this.#socket = socket;
    this.#id = Buffer.from(JSON.stringify(id));
    this.#fail = fail;
  }

  /** The last cursor its client has; undefined before it has joined. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  get backlog(): number {
    return this.#socket.raw.writableLength;
  }

  room(): Promise<void> {
    return this.#socket.room();
  }

  begin(cursor: string): void {
    this.#cursor = cursor;
  }

  deliver(batch: Batch): void {
    const { raw, open } = this.#socket;
    if (!open) return;
    this.#cursor = batch.cursor;
    const template = batch.as(`WebSocket ${this.#id.length}`, (told) => templateOf(told, this.#id.length));
    for (const place of template.places) this.#id.copy(template.bytes, place);
    raw.write(template.bytes);
    // Taken at once, as nearly always: the next socket may use the same bytes. Otherwise they are this socket's now.
    if (raw.writableLength > 0) template.bytes = Buffer.from(template.bytes);
  }

  fail(errors: readonly GraphQLError[]): void {
    this.#fail(errors);
  }
}

function templateOf(told: readonly Told[], idLength: number): Template {
  const places: number[] = [];
  const parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (const each of told) {
    const end = Buffer.from(`${ending(each)}}`);
    add(frameHeader(OPENING.length + idLength + MIDDLE.length + each.json.length + end.length));
    add(OPENING);
    places.push(length);
    add(Buffer.alloc(idLength));
    add(MIDDLE);
    add(each.json);
    add(end);
  }
  return { bytes: Buffer.concat(parts, length), places };
}

const OPENING = Buffer.from('{"id":');
const MIDDLE = Buffer.from(',"type":"next","payload":');

function frameHeader(length: number): Buffer {
  if (length < TWO_BYTES) return Buffer.from([TEXT_FRAME, length]);
  if (length <= 0xffff) {
    const header = Buffer.from([TEXT_FRAME, TWO_BYTES, 0, 0]);
    header.writeUInt16BE(length, 2);
    return header;
  }
  const header = Buffer.alloc(10);
  header[0] = TEXT_FRAME;
  header[1] = EIGHT_BYTES;
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
