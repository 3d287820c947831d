import type { Database } from '../database/index.ts';
import { Attempts } from './attempts.ts';
import type { DemoSignIn } from './demoSignIn.ts';
import { LiveAccess } from './liveAccess.ts';
import { Passwords } from './passwords.ts';
import { Recognition } from './recognition.ts';
import { TokenLimits } from './tokenLimits.ts';

/** Attempts to sign in, and to confirm a screen's code, that an address has in a minute. */
const ATTEMPTS_A_MINUTE = 20;

export interface AccessOptions {
  db: Database;
  databaseUrl: string;
  /** Whether who shows nothing may try the sample city. */
  demo: DemoSignIn;
  /** Requests that each token may make in a minute at this process. */
  tokenRequestsPerMinute: number;
  report(error: unknown): void;
}

/** Everything about coming in that a process keeps. */
export class Access {
  readonly recognition: Recognition;
  readonly live: LiveAccess;
  readonly passwords = new Passwords();
  readonly attempts = new Attempts(ATTEMPTS_A_MINUTE);
  readonly demo: DemoSignIn;

  private constructor(recognition: Recognition, live: LiveAccess, demo: DemoSignIn) {
    this.recognition = recognition;
    this.live = live;
    this.demo = demo;
  }

  static async start({ db, databaseUrl, demo, tokenRequestsPerMinute, report }: AccessOptions): Promise<Access> {
    const recognition = new Recognition(db, demo, new TokenLimits(tokenRequestsPerMinute));
    return new Access(recognition, await LiveAccess.start(databaseUrl, recognition, report), demo);
  }

  stop(): Promise<void> {
    return this.live.stop();
  }
}
