import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../schema/access/index.ts';
import { refuse } from '../schema/problemWording.ts';
import { personBehind } from './access/identity.ts';
import type { Context } from './context.ts';

/** Who does something, and when. */
export interface Act {
  now: Date;
  /** Key of the account of the person who answers for it, and what they are called; null where no person does, or has not said who they are. */
  account: number | null;
  name: string | null;
}

export function actOf({ now, visit, viewer }: Pick<Context, 'now' | 'visit' | 'viewer'>): Act {
  return { now: now(), account: personBehind(visit), name: viewer.name ?? null };
}

/** Nobody decides about themselves (docs/decisions/0024): refuses DUTY_NOT_SEPARATED to whoever is one of these officers, by their keys. */
export async function refuseOneself(em: EntityManager, account: number | null, officers: readonly number[], field: string): Promise<void> {
  if (account === null) return;
  const { officer } = await em.findOneOrFail(Account, account, { populate: ['officer'] });
  if (officer && officers.includes(officer.id)) refuse('DUTY_NOT_SEPARATED', { field, found: officer.code });
}
