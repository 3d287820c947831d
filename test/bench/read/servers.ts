import type { Answered } from './statements.ts';

/** Where a server takes questions. */
export interface Address {
  url: string;
}

/** What every measured server answers, in a process of its own. */
export interface Server {
  serve(databaseUrl: string): Promise<Address>;
}

/** Ours; it can also tell the SQL it sends. */
export interface DubanServer extends Server {
  /** From here on statements are noted. */
  note(): void;
  /** The statements since {@link note}; none is noted any more. */
  noted(): Answered[];
}
