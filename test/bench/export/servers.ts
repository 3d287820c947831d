import type { Meter } from '../meter.ts';

/** What an export took of its server, from one look to the next. */
export interface Took {
  /** The most memory the process held, and the most its JavaScript objects took, garbage included (bytes). */
  peakResident: number;
  peakHeap: number;
  /** CPU of the process, all its threads (microseconds). */
  cpu: number;
  /** How long other requests would have waited for their turn: the 99th of 100, and the longest (milliseconds). */
  turnP99: number;
  turnLongest: number;
}

export interface ExportServer extends Meter {
  serve(databaseUrl: string): Promise<{ url: string }>;
  /** Begins to look. */
  watch(): void;
  /** What was seen since. */
  watched(): Took;
}
