import type { Viewer } from './viewer.ts';

/** What somebody proved with who they are: a row, never the secret itself. */
export interface Credential {
  kind: 'session' | 'token' | 'screen';
  /** Key of the row. */
  id: number;
  /** SHA-256 of the secret, hexadecimal: what the row is found by. */
  hash: string;
  /** The account behind a session; of a token its maker's, who saw the secret and answers for what is done with it. */
  account?: number;
}

export interface Identity {
  viewer: Viewer;
  /** How often rights had changed when they were recognised, see Recognition. */
  asOf: number;
  /** Undefined for who showed nothing, or nothing that is good any more. */
  credential?: Credential | undefined;
}

/** What a request or a handshake shows. */
export interface Shown {
  /** The session's cookie. */
  cookie?: string | undefined;
  /** `Bearer <token>` */
  authorization?: string | undefined;
  /** As it was asked for: `127.0.0.1:4000`. */
  host?: string | undefined;
  /** Of the client. */
  address: string;
}

/** Where the secret of a session or a screen is kept: only an answer over HTTP can say so. */
export interface SessionCookie {
  set(secret: string, lifetime: { seconds: number }): void;
  clear(): void;
}

/** How somebody came. */
export interface Visit {
  address: string;
  /** As it was asked for: `127.0.0.1:4000`. */
  host?: string | undefined;
  credential?: Credential | undefined;
  /** How often rights had changed when they were recognised. */
  asOf: number;
  userAgent?: string | undefined;
  /** Undefined where no cookie can be set, as over a WebSocket. */
  cookie?: SessionCookie | undefined;
}

/** Key of the account of the person who answers for what is done; null where nobody does: who has not signed in, and who tries the demo without a role of it. */
export function personBehind({ credential }: Visit): number | null {
  return credential?.account ?? null;
}

/** Of what is carried out for many at once. */
export const NO_VISIT: Visit = { address: '', asOf: 0 };
