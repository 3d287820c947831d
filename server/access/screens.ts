import { randomInt } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { GraphQLError } from 'graphql';
import { type Account, Screen } from '../../schema/access/index.ts';
import { refuse } from '../../schema/problemWording.ts';
import { keyIn } from '../answer.ts';
import { EventCursor, type EventLog, isAfter } from '../live/index.ts';
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

/** As it is shown and kept, `7KQ2-M4XP`, however it was typed: in lower case or full width, with spaces, without its dash. */
function codeOf(typed: string): string {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  return `${signs.slice(0, CODE_LENGTH / 2)}-${signs.slice(CODE_LENGTH / 2)}`;
}

/** The screen's part: a code for it to show, and a secret that nobody else gets to know. Refuses TOO_MANY_ATTEMPTS. */
export async function beginScreenPairing(access: Access, em: EntityManager, visit: Visit): Promise<{ code: string; secret: string; expiresAt: Date }> {
  refuseHaste(access, visit);
  const code = codeOf(Array.from({ length: CODE_LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join(''));
  const secret = newSecret('pairing');
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
    [named, by.id, codeOf(code)],
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

/**
 * Proof of display: up to where in the log the screen has shown what happened. What it said before stays if that was later: two tabs, or a page that begins anew,
 * take nothing back. Refuses BAD_CURSOR, and FOREIGN_CURSOR for a place that this log has not reached.
 */
export async function reportDisplayed(em: EntityManager, log: EventLog, key: number, cursor: string): Promise<Screen> {
  const place = placeIn(log, cursor);
  const now = await log.now();
  if (isAfter(place, now) || place.end > now.end) refuse('FOREIGN_CURSOR', { field: 'cursor' });
  // Of two places in one log the later is the greater text; after its head and its log's name, that is.
  await em.execute(
    `update screen set last_seen_at = now(),
      last_cursor = case when split_part(last_cursor, '-', 2) = split_part(?, '-', 2) then greatest(last_cursor collate "C", ?) else ? end
    where id = ?`,
    [cursor, cursor, cursor, key],
  );
  return em.findOneOrFail(Screen, key, { populate: ['pairedBy'], refresh: true });
}

function placeIn({ id }: EventLog, cursor: string): EventCursor {
  try {
    return EventCursor.parse(cursor, id);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refuse(error.extensions.code === 'BAD_CURSOR' ? 'BAD_CURSOR' : 'FOREIGN_CURSOR', { field: 'cursor' });
  }
}
