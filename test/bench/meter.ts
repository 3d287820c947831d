import { setImmediate as turn } from 'node:timers/promises';

/** Bytes, after everything that can be collected was. */
export interface Memory {
  /** What the process holds in main memory. */
  resident: number;
  /** Objects of JavaScript. */
  heap: number;
  /** Buffers and what else objects hold outside the heap. */
  external: number;
}

/** What a measured server tells of itself. Its process needs `--expose-gc`. */
export const meter = {
  /** Microseconds of CPU the process has used, user and system, all its threads. */
  cpu(): number {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  async memory(): Promise<Memory> {
    // What one collection finalises, only the next can free; the last resort gives empty pages back as well.
    for (let time = 0; time < 4; time++) {
      await globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
      await turn();
    }
    const { rss, heapUsed, external } = process.memoryUsage();
    return { resident: rss, heap: heapUsed, external };
  },
  /** Open sockets of the process, those to the database among them. */
  sockets(): number {
    return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
  },
};

export type Meter = typeof meter;
