import type { EntityManager } from '@mikro-orm/postgresql';
import { type Account, Session } from '../../schema/access/index.ts';
import { refuse } from '../../schema/problemWording.ts';
import type { Access } from './access.ts';
import type { SessionCookie, Visit } from './identity.ts';
import { nameOf } from './names.ts';
import { SESSION_LONGEST } from './recognition.ts';
import { hashOf, newSecret } from './secrets.ts';
import { NOBODY, type Viewer } from './viewer.ts';

/** Failed tries in a row that lock an account, for a minute; each one after doubles that, up to a day. */
const TRIES = 5;

/** The cookie to be set; refuses NEEDS_HTTP where none can be. */
export function cookieOf({ cookie }: Visit): SessionCookie {
  if (!cookie) refuse('NEEDS_HTTP');
  return cookie;
}

/** Refuses TOO_MANY_ATTEMPTS for an address that tries too often. */
export function refuseHaste({ attempts }: Access, { address }: Visit): void {
  if (!attempts.take(address)) refuse('TOO_MANY_ATTEMPTS');
}

/**
 * Signs a person in, in a new session whatever was shown before. The same refusal, SIGN_IN_REFUSED, after the same work for a wrong password, a name that
 * there is not and an account that is disabled or locked.
 */
export async function signIn(access: Access, em: EntityManager, visit: Visit, { name, password }: { name: string; password: string }): Promise<Viewer> {
  refuseHaste(access, visit);
  const cookie = cookieOf(visit);
  const account = await tryPassword(access, em, nameOf(name), password);
  if (account === undefined) refuse('SIGN_IN_REFUSED');
  access.attempts.forgive(visit.address);
  return openSession(em, visit, cookie, account);
}

/** The key of the account, if it is its password and the account may be tried. Counted before it is compared: many tries at once are as many tries. */
export async function tryPassword({ passwords }: Pick<Access, 'passwords'>, em: EntityManager, name: string, password: string): Promise<number | undefined> {
  const [tried] = await em.execute<{ id: number; password_hash: string | null }[]>(
    `update account set failed_tries = failed_tries + 1,
      locked_until = case when failed_tries + 1 >= ${TRIES} then now() + least(interval '1 minute' * power(2, least(failed_tries + 1 - ${TRIES}, 11)), interval '1 day') end
    where name = ? and disabled_at is null and not is_demo and (locked_until is null or locked_until <= now()) returning id, password_hash`,
    [name],
  );
  if (!(await passwords.matches(tried?.password_hash, password)) || !tried) return undefined;
  await em.execute('update account set failed_tries = 0, locked_until = null where id = ?', [tried.id]);
  return tried.id;
}

/** Begins a session and ends the one the visit came with, if any: what somebody planted in a browser never becomes anybody's. */
export async function openSession(em: EntityManager, visit: Visit, cookie: SessionCookie, account: number): Promise<Viewer> {
  const secret = newSecret('session');
  await em.transactional(async (tx) => {
    await endSession(tx, visit);
    await tx.execute('insert into session (hash, account_id, expires_at, user_agent) values (?, ?, now() + make_interval(secs => ?), ?)', [
      hashOf(secret),
      account,
      SESSION_LONGEST,
      visit.userAgent ?? null,
    ]);
  });
  const opened = await em.findOneOrFail(Session, { hash: hashOf(secret) }, { populate: ['account'] });
  cookie.set(secret, { seconds: SESSION_LONGEST });
  return viewerOf(opened.account);
}

export async function signOut(em: EntityManager, visit: Visit): Promise<Viewer> {
  const cookie = cookieOf(visit);
  await endSession(em, visit);
  cookie.clear();
  return NOBODY;
}

/** Every session of an account, but the one of this visit. */
export async function endOtherSessions(em: EntityManager, account: number, { credential }: Visit): Promise<void> {
  await em.execute('update session set revoked_at = now() where account_id = ? and revoked_at is null and id <> ?', [account, credential?.kind === 'session' ? credential.id : 0]);
}

async function endSession(em: EntityManager, { credential }: Visit): Promise<void> {
  if (credential?.kind === 'session') await em.execute('update session set revoked_at = now() where id = ? and revoked_at is null', [credential.id]);
}

function viewerOf({ id, displayName, roles, unit, officer, isDemo }: Account): Viewer {
  return { kind: 'person', id, name: displayName, roles, ...(unit ? { unit: unit.id } : {}), ...(officer ? { officer: officer.id } : {}), ...(isDemo ? { isDemo } : {}) };
}
