import { hashOf, newSecret } from '../../server/access/secrets.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import type { TestServer } from '../testkit/server.ts';

let people = 0;

/** Somebody signed in, without the ceremony: the cookie they show, and the keys of their account and session. */
export interface SignedIn {
  cookie: string;
  account: number;
  session: number;
}

/** Makes an account with these rights and a session of it. */
export async function signedIn({ database }: Pick<TestServer, 'database'>, { roles, unit, officer, assignedUnits = [] }: Omit<Viewer, 'kind'>): Promise<SignedIn> {
  const em = database.orm.em.fork();
  const secret = newSecret('session');
  const [account] = await em.execute<{ id: number }[]>(
    `insert into account (name, display_name, roles, unit_id, officer_id, assigned_units) values (?, ?, ?::text[], ?, ?, ?::int[]) returning id`,
    [`person ${++people}`, '某人', `{${roles.join(',')}}`, unit ?? null, officer ?? null, `{${assignedUnits.join(',')}}`],
  );
  const [session] = await em.execute<{ id: number }[]>(`insert into session (hash, account_id, expires_at) values (?, ?, now() + interval '12 hours') returning id`, [
    hashOf(secret),
    account?.id,
  ]);
  return { cookie: `duban_session=${secret}`, account: account?.id as number, session: session?.id as number };
}
