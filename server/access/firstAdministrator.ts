import type { EntityManager } from '@mikro-orm/postgresql';
import { hashOf, newSecret } from './secrets.ts';

const LASTS_HOURS = 24;

/**
 * What stands after `#` in the link by which the first administrator makes their account: once, within a day. Undefined once there is an account. Every
 * start makes a new one, and the one before is good for nothing.
 */
export async function firstAdministratorFragment(em: EntityManager): Promise<string | undefined> {
  const [known] = await em.execute('select from account where not is_demo limit 1');
  if (known) return undefined;
  const secret = newSecret('first');
  await em.transactional(async (tx) => {
    await tx.execute('delete from first_administrator_link where used_at is null');
    await tx.execute('insert into first_administrator_link (hash, expires_at) values (?, now() + make_interval(hours => ?))', [hashOf(secret), LASTS_HOURS]);
  });
  return `first=${secret}`;
}
