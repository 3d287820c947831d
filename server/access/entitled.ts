import type { EntityManager } from '@mikro-orm/postgresql';
import { GraphQLError } from 'graphql';
import { Account } from '../../schema/access/index.ts';
import { Role } from '../../schema/access/Role.ts';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import type { Viewer } from './viewer.ts';

/** The account of the person who does this, for the record. Only people let others in: FORBIDDEN for a program, whatever its roles. */
export async function accountOf(em: EntityManager, viewer: Viewer): Promise<Account> {
  if (viewer.kind !== 'person') throw notThis();
  if (viewer.id !== undefined) return em.findOneOrFail(Account, viewer.id);
  return demoAccount(em, viewer.roles[0] as Role);
}

/** The key of the screen that asks. FORBIDDEN for a person or a program with its role. */
export function screenOf({ kind, id }: Viewer): number {
  if (kind !== 'screen') throw notThis();
  return id as number;
}

function notThis(): GraphQLError {
  return new GraphQLError('只有本人或大屏本身能办理此事。Only a person, or the screen itself, may do this.', { extensions: { code: ErrorCode.FORBIDDEN } });
}

/** The sample city's account of a role, made when it is first wanted: with the first unit and officer where the role has one. */
export async function demoAccount(em: EntityManager, role: Role): Promise<Account> {
  const name = `demo-${role.toLowerCase()}`;
  const unit = role === Role.REPORTER ? 'select id from unit order by id limit 1' : role === Role.CADRE_OFFICE ? 'select unit_id from officer order by id limit 1' : 'null';
  const officer = role === Role.OFFICER ? 'select id from officer order by id limit 1' : 'null';
  const assigned = role === Role.INSPECTOR ? 'array(select id from unit order by id limit 10)' : `'{}'`;
  await em.execute(
    `insert into account (name, display_name, roles, unit_id, officer_id, assigned_units, is_demo) values (?, ?, array[?], (${unit}), (${officer}), ${assigned}, true) on conflict (name) do nothing`,
    [name, `演示 Demo ${role}`, role],
  );
  return em.findOneOrFail(Account, { name, isDemo: true });
}
