import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Account, Role } from '../../schema/access/index.ts';
import type { AssignRolesInput, CreateAccountInput, RolesInput } from '../../schema/access/mutations.ts';
import { Officer, Unit } from '../../schema/organisation/index.ts';
import { refuse } from '../../schema/problemWording.ts';
import { keyIn } from '../answer.ts';
import type { Access } from './access.ts';
import type { Visit } from './identity.ts';
import { checkedName, nameOf } from './names.ts';
import { hashOf } from './secrets.ts';
import { cookieOf, endOtherSessions, openSession, refuseHaste, tryPassword } from './sessions.ts';
import type { Viewer } from './viewer.ts';

/** Characters. Long ones are kept from being a way to keep the server busy. */
const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 200;

/** Makes an account. Refuses NAME_TAKEN, VALUE_MISSING, VALUE_TOO_LONG, PASSWORD_TOO_SHORT, UNKNOWN_ID. */
export async function createAccount({ passwords }: Access, em: EntityManager, input: CreateAccountInput): Promise<Account> {
  const name = checkedName('name', nameOf(input.name));
  const displayName = checkedName('displayName', input.displayName);
  const passwordHash = input.password ? await passwords.hash(checkedPassword(input.password)) : null;
  return add(em, { name, displayName, passwordHash, ...(await bound(em, input)) });
}

/** By the link that the first start printed: the first administrator, signed in. Refuses LINK_SPENT, also where somebody else is an administrator already. */
export async function createFirstAdministrator(
  access: Access,
  em: EntityManager,
  visit: Visit,
  input: { secret: string; name: string; displayName: string; password: string },
): Promise<Viewer> {
  refuseHaste(access, visit);
  const cookie = cookieOf(visit);
  const name = checkedName('name', nameOf(input.name));
  const displayName = checkedName('displayName', input.displayName);
  const passwordHash = await access.passwords.hash(checkedPassword(input.password));
  const account = await em.transactional(async (tx) => {
    const [used] = await tx.execute<{ id: number }[]>(
      'update first_administrator_link set used_at = now() where hash = ? and used_at is null and expires_at > now() and not exists (select from account where not is_demo) returning id',
      [hashOf(input.secret)],
    );
    if (!used) refuse('LINK_SPENT', { field: 'secret' });
    return add(tx, { name, displayName, passwordHash, roles: [Role.ADMINISTRATOR], unit: null, officer: null, assignedUnits: [] });
  });
  return openSession(em, visit, cookie, account.id);
}

/** Gives an account other roles. Whoever is signed in with it is asked again who they are. Refuses LAST_ADMINISTRATOR. */
export async function assignRoles(em: EntityManager, input: AssignRolesInput): Promise<Account> {
  const key = keyIn('Account', 'account', input.account);
  return em.transactional(async (tx) => {
    const given = await bound(tx, input);
    if (!given.roles.includes(Role.ADMINISTRATOR)) await keepAnAdministrator(tx, key);
    return Object.assign(await found(tx, key), given);
  });
}

/** Nobody signs in with it any more, and whoever is signed in is not from now on. Refuses LAST_ADMINISTRATOR. */
export async function disableAccount(em: EntityManager, id: string): Promise<Account> {
  const key = keyIn('Account', 'account', id);
  return em.transactional(async (tx) => {
    await keepAnAdministrator(tx, key);
    const account = await found(tx, key);
    account.disabledAt ??= new Date();
    return account;
  });
}

/** For who has forgotten theirs; ends their sessions and unlocks the account. */
export async function setPassword({ passwords }: Access, em: EntityManager, visit: Visit, id: string, password: string): Promise<Account> {
  const passwordHash = await passwords.hash(checkedPassword(password));
  const account = await found(em, keyIn('Account', 'account', id));
  Object.assign(account, { passwordHash, failedTries: 0, lockedUntil: null });
  await em.flush();
  await endOtherSessions(em, account.id, visit);
  return account;
}

/** One's own; every other session of the account ends. Refuses PASSWORD_WRONG, which counts as a failed try. */
export async function changePassword(
  access: Access,
  em: EntityManager,
  visit: Visit,
  account: Account,
  { current, password }: { current: string; password: string },
): Promise<Account> {
  refuseHaste(access, visit);
  const passwordHash = await access.passwords.hash(checkedPassword(password));
  if ((await tryPassword(access, em, account.name, current)) === undefined) refuse('PASSWORD_WRONG', { field: 'current' });
  account.passwordHash = passwordHash;
  await em.flush();
  await endOtherSessions(em, account.id, visit);
  return account;
}

async function add(em: EntityManager, data: Pick<Account, 'name' | 'displayName' | 'passwordHash' | keyof Bound>): Promise<Account> {
  const account = em.create(Account, { ...data, isDemo: false, failedTries: 0, createdAt: new Date() });
  try {
    await em.flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) refuse('NAME_TAKEN', { field: 'name', found: data.name });
    throw error;
  }
  return account;
}

async function found(em: EntityManager, key: number): Promise<Account> {
  return (await em.findOne(Account, { id: key, isDemo: false })) ?? refuse('UNKNOWN_ID', { field: 'account', found: String(key) });
}

/** Until the transaction ends no other takes the same away. */
async function keepAnAdministrator(em: EntityManager, key: number): Promise<void> {
  const all = await em.execute<{ id: number }[]>(`select id from account where '${Role.ADMINISTRATOR}' = any(roles) and disabled_at is null and not is_demo for update`);
  if (all.length === 1 && all[0]?.id === key) refuse('LAST_ADMINISTRATOR', { field: 'account' });
}

type Bound = Pick<Account, 'roles' | 'unit' | 'officer' | 'assignedUnits'>;

async function bound(em: EntityManager, { roles, unit, officer, assignedUnits }: RolesInput): Promise<Bound> {
  if (!roles.length) refuse('VALUE_MISSING', { field: 'roles', expected: 'roles' });
  if (!unit && (roles.includes(Role.REPORTER) || roles.includes(Role.CADRE_OFFICE))) refuse('VALUE_MISSING', { field: 'unit', expected: 'unit' });
  if (!officer && roles.includes(Role.OFFICER)) refuse('VALUE_MISSING', { field: 'officer', expected: 'officer' });
  const units = await Promise.all(assignedUnits.map((id) => rowOf(em, Unit, 'assignedUnits', id)));
  return {
    roles: [...new Set(roles)],
    unit: unit ? await rowOf(em, Unit, 'unit', unit) : null,
    officer: officer ? await rowOf(em, Officer, 'officer', officer) : null,
    assignedUnits: units.map(({ id }) => id),
  };
}

async function rowOf<T extends Unit | Officer>(em: EntityManager, entity: new () => T, field: string, id: string): Promise<T> {
  const row = await em.findOne<Unit | Officer>(entity, { id: keyIn(entity.name, field, id) });
  return (row as T | null) ?? refuse('UNKNOWN_ID', { field, found: id });
}

function checkedPassword(password: string): string {
  if ([...password].length < SHORTEST_PASSWORD) refuse('PASSWORD_TOO_SHORT', { field: 'password', expected: String(SHORTEST_PASSWORD) });
  if (password.length > LONGEST_PASSWORD) refuse('VALUE_TOO_LONG', { field: 'password', expected: String(LONGEST_PASSWORD) });
  return password;
}
