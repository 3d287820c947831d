import type { TestServer } from '../testkit/server.ts';

/** An entry as it stands in the table, without its place in the chain. */
export interface Entry {
  id: number;
  kind: string;
  actor_kind: string;
  actor: string | null;
  actor_name: string | null;
  actor_roles: string[];
  request_id: string | null;
  verb: string | null;
  subjects: string[];
  reason: string | null;
  act_id: number | null;
  outcome: string | null;
  codes: string[];
  operation: string | null;
  document: string | null;
  fields: string[];
  rows: string[];
  row_count: number | null;
  times: number;
}

/** What `work` leaves in the audit log. */
export async function entriesOf({ database }: Pick<TestServer, 'database'>, work: () => Promise<unknown>): Promise<Entry[]> {
  const run = (statement: string, values: unknown[] = []) => database.orm.em.fork().execute(statement, values);
  const [before] = (await run('select coalesce(max(id), 0) as id from audit_entry')) as [{ id: number }];
  await work();
  return (await run('select * from audit_entry where id > ? order by id', [before.id])) as Entry[];
}

/** Everything that stands in the log, as text. */
export async function wholeLog({ database }: Pick<TestServer, 'database'>): Promise<string> {
  const rows = (await database.orm.em.fork().execute('select e::text as entry from audit_entry as e')) as { entry: string }[];
  return rows.map(({ entry }) => entry).join('\n');
}
