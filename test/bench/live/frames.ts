/** Opcodes of RFC 6455. */
export const Opcode = { TEXT: 1, CLOSE: 8, PING: 9, PONG: 10 } as const;

/** Cuts what a server sends into WebSocket frames. Knows whole, unmasked frames only: all a server sends without extensions and continuations. */
export class FrameReader {
  readonly #frame: (opcode: number, bytes: Buffer, start: number, end: number) => void;
  /** The beginning of a frame whose end has not come. */
  #rest: Buffer | undefined;

  /** `frame` gets the payload as a range of bytes that hold only during the call. */
  constructor(frame: (opcode: number, bytes: Buffer, start: number, end: number) => void) {
    this.#frame = frame;
  }

  /** The next bytes, which may be overwritten afterwards. */
  read(chunk: Buffer): void {
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = undefined;
    let at = 0;
    for (;;) {
      const left = bytes.length - at;
      const short = (bytes[at + 1] as number) & 127;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (left < 2 || left < head) break;
      const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
      if (left < head + size) break;
      const first = bytes[at] as number;
      if (!(first & 0x80) || !(first & 0x0f)) throw new Error('A message came in several frames, which this reader does not know');
      this.#frame(first & 0x0f, bytes, at + head, at + head + size);
      at += head + size;
    }
    if (at < bytes.length) this.#rest = Buffer.from(bytes.subarray(at));
  }
}

/** A client's frame of up to 64 KiB. Clients must mask; a mask of zeros leaves the bytes as they are. */
export function clientFrame(opcode: number, payload: Buffer | string): Buffer {
  const bytes = Buffer.from(payload as string);
  const head =
    bytes.length < 126
      ? Buffer.from([0x80 | opcode, 0x80 | bytes.length, 0, 0, 0, 0])
      : Buffer.from([0x80 | opcode, 0x80 | 126, bytes.length >> 8, bytes.length & 255, 0, 0, 0, 0]);
  return Buffer.concat([head, bytes]);
}
