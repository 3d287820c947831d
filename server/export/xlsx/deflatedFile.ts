import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { AsyncFlateStreamHandler, ZipInputFile } from 'fflate';

const DEFLATE = 8;
/** Sheets are so uniform that more effort hardly makes them smaller. */
const LEVEL = 3;

/** A file within a zip, compressed as it is written: by Node's own zlib, whose threads leave this one to the requests. */
export class DeflatedFile implements ZipInputFile {
  readonly filename: string;
  readonly compression = DEFLATE;
  crc = 0;
  size = 0;
  ondata?: AsyncFlateStreamHandler;
  readonly #deflate = createDeflateRaw({ level: LEVEL });

  constructor(filename: string) {
    this.filename = filename;
    this.#deflate.on('data', (chunk: Buffer<ArrayBuffer>) => this.ondata?.(null, chunk, false));
    // Whoever writes is told through `write`; without a listener the process would end.
    this.#deflate.on('error', () => undefined);
  }

  /** Resolves when the text was compressed: little waits at any time. */
  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.crc = crc32(bytes, this.crc);
    this.size += bytes.length;
    await new Promise<void>((resolve, reject) => this.#deflate.write(bytes, (error) => (error ? reject(error) : resolve())));
  }

  async end(): Promise<void> {
    const ended = once(this.#deflate, 'end');
    this.#deflate.end();
    await ended;
    this.ondata?.(null, new Uint8Array(), true);
  }

  /** Gives up: what was written so far is half a file. */
  terminate(): void {
    this.#deflate.destroy();
  }
}
