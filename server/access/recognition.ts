import { GraphQLError } from 'graphql';
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Role } from '../../schema/access/Role.ts';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import type { Database } from '../database/index.ts';
import type { DemoSignIn } from './demoSignIn.ts';
import type { Credential, Identity, Shown } from './identity.ts';
import { newcomer } from './newcomer.ts';
import { hashOf, isSecret } from './secrets.ts';
import type { TokenLimits } from './tokenLimits.ts';

/** A session ends so long after its last renewal, and so long after its beginning in any case (seconds). */
const SESSION_IDLE = 30 * 60;
export const SESSION_LONGEST = 12 * 60 * 60;
/** Use is written down this often at most (seconds). */
const NOTED_EVERY = 60;
/** Who was recognised need not be looked up again for so long (milliseconds). A change in the database is heard at once; this is for when it cannot be heard. */
const REMEMBERED_FOR = 1_000;
const REMEMBERED = 20_000;

interface Row {
  id: number;
  hash: string;
  account: number | null;
  name: string;
  roles: Role[];
  unit: number | null;
  officer: number | null;
  assignedUnits: number[] | null;
  isDemo: boolean;
  endsAt: number | null;
  /** Whether its use should be written down. */
  stale: boolean;
}

interface Remembered {
  identity: Identity;
  /** Whether its use should be written down. */
  stale: boolean;
}

/** Finds out who somebody is from what they show. What is kept of secrets, here as in the database, are hashes. */
export class Recognition {
  readonly #db: Database;
  readonly #demo: DemoSignIn;
  readonly #limits: TokenLimits;
  readonly #remembered = new LRUCache<string, Remembered>({ max: REMEMBERED, ttl: REMEMBERED_FOR });
  #changes = 0;

  constructor(db: Database, demo: DemoSignIn, limits: TokenLimits) {
    this.#db = db;
    this.#demo = demo;
    this.#limits = limits;
  }

  /** How often rights have changed: what was read before the latest change may be out of date. */
  get changes(): number {
    return this.#changes;
  }

  /** Rights have changed, or may have: nothing that was known counts. */
  forget(): void {
    this.#changes++;
    // Announced row by row; to empty so much room takes a while, and it is empty after the first.
    if (this.#remembered.size) this.#remembered.clear();
  }

  /**
   * Who shows this. A cookie that is good for nothing shows nothing; a token that is good for nothing is refused: UNAUTHENTICATED, or TOO_MANY_ATTEMPTS where an
   * address has shown many. A token is counted each time it is shown: TOO_MANY_REQUESTS. What is no use, as a page that listens by itself, renews no session.
   */
  async recognise({ cookie, authorization, host, address }: Shown, isUse = true): Promise<Identity> {
    if (authorization !== undefined) return this.#recogniseToken(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '', address);
    const kind = cookie && (['session', 'screen'] as const).find((each) => isSecret(each, cookie));
    const identity = cookie && kind ? await this.#known(kind, hashOf(cookie), isUse) : undefined;
    return identity ?? { viewer: newcomer(this.#demo, host), asOf: this.#changes };
  }

  async #recogniseToken(token: string, address: string): Promise<Identity> {
    const hash = hashOf(token);
    if (!isSecret('token', token)) this.#limits.countWrong(address);
    else {
      const identity = this.#remembered.get(hash)?.identity ?? (await this.#limits.lookUp(hash, address, () => this.#known('token', hash)));
      if (identity) {
        this.#limits.countRequest(hash);
        return identity;
      }
    }
    throw unauthenticated();
  }

  /** Counts an operation of somebody who was recognised before, as a request of their token if that is what they have: TOO_MANY_REQUESTS. */
  countRequest({ kind, hash }: Credential): void {
    if (kind === 'token') this.#limits.countRequest(hash);
  }

  /** Writes down that a credential was used just now, which renews a session. Who that is now; undefined if it is good for nothing any more. */
  used({ kind, hash }: Credential): Promise<Identity | undefined> {
    return this.#known(kind, hash);
  }

  /** Who they are now, from the database, in the same order; undefined whose credential is good for nothing any more. */
  async again(credentials: readonly Credential[]): Promise<(Identity | undefined)[]> {
    const found = new Map<string, Identity>();
    const { changes } = this;
    for (const kind of ['session', 'token', 'screen'] as const) {
      const hashes = [...new Set(credentials.filter((credential) => credential.kind === kind).map(({ hash }) => hash))];
      for (const row of hashes.length ? await this.#rows(kind, hashes) : []) found.set(row.hash, identityOf(kind, row, changes));
    }
    return credentials.map(({ hash }) => found.get(hash));
  }

  async #known(kind: Credential['kind'], hash: string, isUse = true): Promise<Identity | undefined> {
    const remembered = this.#remembered.get(hash);
    if (remembered && !(isUse && remembered.stale)) return remembered.identity;
    const { changes } = this;
    const [row] = await this.#rows(kind, [hash]);
    if (!row) return undefined;
    // Of programs and screens it is only written down that they were there.
    const noted = row.stale && (isUse || kind !== 'session');
    if (noted) row.endsAt = (await this.#note(kind, row.id)) ?? row.endsAt;
    const identity = identityOf(kind, row, changes);
    if (changes === this.changes) this.#remembered.set(hash, { identity, stale: row.stale && !noted });
    return identity;
  }

  async #rows(kind: Credential['kind'], hashes: readonly string[]): Promise<Row[]> {
    const { rows } = await STATEMENTS[kind](hashes, this.#demo !== 'off').execute(this.#db);
    return rows;
  }

  /** When a session ends, now that it was used. */
  async #note(kind: Credential['kind'], id: number): Promise<number | undefined> {
    const { rows } = await NOTES[kind](id).execute(this.#db);
    return rows[0]?.endsAt;
  }
}

const SESSION_END = sql`least(s.expires_at, s.renewed_at + make_interval(secs => ${SESSION_IDLE}))`;
const SESSION_ENDS = sql<number>`(extract(epoch from ${SESSION_END}) * 1000)::float8`;
/** Whether the session `s` still goes on. */
export const SESSION_LIVES = sql<boolean>`(s.revoked_at is null and ${SESSION_END} > now())`;

const STATEMENTS = {
  session: (hashes: readonly string[], demo: boolean) => sql<Row>`
    select s.id, s.hash, a.id as account, a.display_name as name, a.roles, a.unit_id as unit, a.officer_id as officer, a.assigned_units as "assignedUnits", a.is_demo as "isDemo",
      ${SESSION_ENDS} as "endsAt", s.renewed_at < now() - make_interval(secs => ${NOTED_EVERY}) as stale
    from session as s join account as a on a.id = s.account_id
    where s.hash = any(${hashes}) and ${SESSION_LIVES} and a.disabled_at is null and (${demo} or not a.is_demo)`,
  // Whoever made it saw it: it ends with them.
  token: (hashes: readonly string[], demo: boolean) => sql<Row>`
    select t.id, t.hash, a.id as account, t.name, t.roles, null as unit, null as officer, null as "assignedUnits", false as "isDemo",
      (extract(epoch from t.expires_at) * 1000)::float8 as "endsAt", coalesce(t.last_used_at < now() - make_interval(secs => ${NOTED_EVERY}), true) as stale
    from api_token as t join account as a on a.id = t.created_by_id
    where t.hash = any(${hashes}) and t.revoked_at is null and t.expires_at > now() and a.disabled_at is null and (${demo} or not a.is_demo)`,
  screen: (hashes: readonly string[]) => sql<Row>`
    select id, hash, null as account, name, array['SCREEN'] as roles, null as unit, null as officer, null as "assignedUnits", false as "isDemo", null as "endsAt",
      coalesce(last_seen_at < now() - make_interval(secs => ${NOTED_EVERY}), true) as stale
    from screen where hash = any(${hashes}) and revoked_at is null`,
};

const NOTES = {
  // Again with its conditions: it may have ended meanwhile, and what has ended is not renewed.
  session: (id: number) => sql<{ endsAt: number }>`
    update session as s set renewed_at = now() where id = ${id} and ${SESSION_LIVES}
    returning ${SESSION_ENDS} as "endsAt"`,
  token: (id: number) => sql<{ endsAt: number }>`update api_token set last_used_at = now() where id = ${id}`,
  screen: (id: number) => sql<{ endsAt: number }>`update screen set last_seen_at = now() where id = ${id}`,
};

function identityOf(kind: Credential['kind'], { id, hash, account, name, roles, unit, officer, assignedUnits, isDemo, endsAt }: Row, asOf: number): Identity {
  return {
    viewer: {
      kind: kind === 'session' ? 'person' : kind === 'token' ? 'program' : 'screen',
      id: kind === 'session' ? (account as number) : id,
      name,
      roles,
      ...(unit === null ? {} : { unit }),
      ...(officer === null ? {} : { officer }),
      ...(assignedUnits ? { assignedUnits } : {}),
      ...(endsAt === null ? {} : { expiresAt: endsAt }),
      ...(isDemo ? { isDemo } : {}),
    },
    asOf,
    credential: { kind, id, hash, ...(account === null ? {} : { account }) },
  };
}

function unauthenticated(): GraphQLError {
  return new GraphQLError('令牌无效、已到期或已撤销。The token is unknown, past its time or revoked.', { extensions: { code: ErrorCode.UNAUTHENTICATED } });
}
