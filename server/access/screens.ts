import { randomInt } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Account, Screen } from '../../schema/access/index.ts';
import { refuse } from '../../schema/problemWording.ts';
import { keyIn } from '../answer.ts';
import type { Access } from './access.ts';
import type { Visit } from './identity.ts';
import { checkedName } from './names.ts';
import { hashOf, newSecret } from './secrets.ts';
import { cookieOf, refuseHaste } from './sessions.ts';

/** Without what is easily taken for something else: 0 and O, 1, I and L. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 8;
/** How long a code is good for (seconds). */
const CODE_LASTS = 10 * 60;
/** A screen stays in until somebody revokes it; browsers keep no cookie longer (seconds). */
const COOKIE_LASTS = 400 * 24 * 60 * 60;

/** The screen's part: a code for it to show, and a secret that nobody else gets to know. Refuses TOO_MANY_ATTEMPTS. */
export async function beginScreenPairing(access: Access, em: EntityManager, visit: Visit): Promise<{ code: string; secret: string; expiresAt: Date }> {
  refuseHaste(access, visit);
  const signs = Array.from({ length: CODE_LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  const code = `${signs.slice(0, 4)}-${signs.slice(4)}`;
  const secret = newSecret('pairing');
  await em.execute("delete from screen_pairing where expires_at < now() - interval '1 day'");
  const [made] = await em.execute<{ expires_at: string }[]>(
    'insert into screen_pairing (code, hash, expires_at) values (?, ?, now() + make_interval(secs => ?)) returning expires_at',
    [code, hashOf(secret), CODE_LASTS],
  );
  return { code, secret, expiresAt: new Date(made?.expires_at ?? 0) };
}

/** The person's part, who stands before the screen: once. Refuses PAIRING_CODE_UNKNOWN, and TOO_MANY_ATTEMPTS for who guesses. */
export async function confirmScreenPairing(
  access: Access,
  em: EntityManager,
  visit: Visit,
  by: Account,
  { code, name }: { code: string; name: string },
): Promise<{ name: string }> {
  refuseHaste(access, visit);
  const named = checkedName('name', name);
  const [confirmed] = await em.execute<{ name: string }[]>(
    'update screen_pairing set name = ?, confirmed_by_id = ? where code = ? and confirmed_by_id is null and used_at is null and expires_at > now() returning name',
    [named, by.id, code.trim().toUpperCase()],
  );
  return confirmed ?? refuse('PAIRING_CODE_UNKNOWN', { field: 'code' });
}

/** The screen comes for its identity, which its cookie holds: once. Refuses PAIRING_NOT_CONFIRMED while it has to wait, PAIRING_SPENT when it waits in vain. */
export async function claimScreen(em: EntityManager, visit: Visit, secret: string): Promise<Screen> {
  const cookie = cookieOf(visit);
  const own = newSecret('screen');
  const screen = await em.transactional(async (tx) => {
    const [pairing] = await tx.execute<{ name: string | null; by: number | null }[]>(
      'select name, confirmed_by_id as "by" from screen_pairing where hash = ? and used_at is null and expires_at > now() for update',
      [hashOf(secret)],
    );
    if (!pairing) refuse('PAIRING_SPENT', { field: 'secret' });
    if (pairing.by === null || pairing.name === null) refuse('PAIRING_NOT_CONFIRMED', { field: 'secret' });
    await tx.execute('update screen_pairing set used_at = now() where hash = ?', [hashOf(secret)]);
    return tx.create(Screen, { name: pairing.name, hash: hashOf(own), pairedBy: pairing.by, pairedAt: new Date() });
  });
  cookie.set(own, { seconds: COOKIE_LASTS });
  return em.findOneOrFail(Screen, screen.id, { populate: ['pairedBy'] });
}

/** It is out at once, and shows nothing any more. */
export async function revokeScreen(em: EntityManager, id: string): Promise<Screen> {
  const screen = (await em.findOne(Screen, keyIn('Screen', 'screen', id), { populate: ['pairedBy'] })) ?? refuse('UNKNOWN_ID', { field: 'screen', found: id });
  screen.revokedAt ??= new Date();
  await em.flush();
  return screen;
}

/** Proof of display: up to where in the log the screen has shown what happened. */
export async function reportDisplayed(em: EntityManager, key: number, cursor: string): Promise<Screen> {
  const screen = await em.findOneOrFail(Screen, key, { populate: ['pairedBy'] });
  Object.assign(screen, { lastCursor: cursor, lastSeenAt: new Date() });
  await em.flush();
  return screen;
}
