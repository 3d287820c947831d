import type { EntityManager } from '@mikro-orm/postgresql';
import { type Account, ApiToken, Session } from '../../schema/access/index.ts';
import type { CreateApiTokenInput } from '../../schema/access/mutations.ts';
import { refuse } from '../../schema/problemWording.ts';
import { keyIn } from '../answer.ts';
import { checkedName } from './names.ts';
import { hashOf, newSecret } from './secrets.ts';

const MOST_DAYS = 366;
const DAY = 24 * 60 * 60 * 1_000;

/** Makes a token; its secret is in the answer and nowhere else. Refuses VALUE_MISSING, VALUE_TOO_LONG, NUMBER_OUT_OF_RANGE. */
export async function createApiToken(em: EntityManager, by: Account, { name, roles, validDays }: CreateApiTokenInput): Promise<{ token: ApiToken; secret: string }> {
  const named = checkedName('name', name);
  if (!roles.length) refuse('VALUE_MISSING', { field: 'roles', expected: 'roles' });
  if (validDays < 1 || validDays > MOST_DAYS) refuse('NUMBER_OUT_OF_RANGE', { field: 'validDays', found: String(validDays), expected: `1–${MOST_DAYS}` });
  const secret = newSecret('token');
  const now = new Date();
  const token = em.create(ApiToken, {
    name: named,
    hash: hashOf(secret),
    roles: [...new Set(roles)],
    createdBy: by,
    createdAt: now,
    expiresAt: new Date(now.getTime() + validDays * DAY),
  });
  await em.flush();
  return { token, secret };
}

/** From now on it is good for nothing; live connections that came with it end. */
export async function revokeApiToken(em: EntityManager, id: string): Promise<ApiToken> {
  const token = (await em.findOne(ApiToken, keyIn('ApiToken', 'token', id), { populate: ['createdBy'] })) ?? refuse('UNKNOWN_ID', { field: 'token', found: id });
  token.revokedAt ??= new Date();
  await em.flush();
  return token;
}

/** Ends somebody's session, and the live connections that came with it. `own`: only of this account; of another it is as if there were none. */
export async function revokeSession(em: EntityManager, id: string, own?: number): Promise<Session> {
  const session = await em.findOne(Session, { id: keyIn('Session', 'session', id), ...(own === undefined ? {} : { account: own }) }, { populate: ['account'] });
  if (!session) refuse('UNKNOWN_ID', { field: 'session', found: id });
  session.revokedAt ??= new Date();
  await em.flush();
  return session;
}
