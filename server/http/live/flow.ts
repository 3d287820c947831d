import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';

/** What has moved on a TCP socket since it was last looked at. */
export class Flow {
  readonly #socket: CountedSocket;
  #before = { came: 0, went: 0, waiting: 0, queued: 0 };

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Whether bytes came in, and whether some of those that waited went out; nothing waited: `undefined`. */
  look(): { came: boolean; went: boolean | undefined } {
    const { bytesRead, bytesWritten, writableLength, _handle } = this.#socket;
    const now = { came: bytesRead, went: bytesWritten - writableLength, waiting: writableLength, queued: _handle?.writeQueueSize ?? 0 };
    const before = this.#before;
    this.#before = now;
    return { came: now.came > before.came, went: before.waiting > 0 ? now.went > before.went || now.queued !== before.queued : undefined };
  }
}

/**
 * The public counters move only when a write is through, and Node makes one write of all that waits: a megabyte can take a slow
 * network minutes. What has gone of it is on the handle, where Node's own idle timeouts look too.
 */
interface CountedSocket extends Socket {
  _handle?: { writeQueueSize: number } | null;
}

/** Waits until a stream has taken all that waited in it, once for all who wait together. */
export class Drain {
  readonly #stream: Writable;
  #draining: Promise<void> | undefined;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  /** Resolves when little waits, at once if that is so, and when the stream has gone. */
  async room(): Promise<void> {
    if (!this.#stream.writableNeedDrain || this.#stream.destroyed) return;
    this.#draining ??= new Promise<void>((resolve) => {
      const done = () => {
        this.#stream.off('drain', done).off('close', done);
        this.#draining = undefined;
        resolve();
      };
      this.#stream.on('drain', done).on('close', done);
    });
    await this.#draining;
  }
}
