import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AuditKind } from '../../schema/audit/index.ts';
import { entryOf } from '../../server/audit/entry.ts';
import { AuditLog } from '../../server/audit/log.ts';
import { runCommand } from '../testkit/command.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { openSession } from '../testkit/sessions.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  const log = new AuditLog(database.url, () => undefined);
  const nobody = { viewer: { kind: 'nobody' as const, roles: [] }, requestId: 'r', address: '::1' };
  for (const verb of ['one', 'two', 'three']) await log.write(entryOf(AuditKind.ACT, nobody, { verb }));
  await log.close();
});
afterAll(() => database.drop());

const verify = (...args: string[]) => runCommand('auditCommand.js', database.url, ...args);

test('it says how many entries hold and where they end, ends with 1 at what does not, and with 2 when it is asked wrongly', async () => {
  const whole = await verify();
  expect(whole).toEqual({ status: 0, output: expect.stringMatching(/^3 条完好 \/ 3 entries hold\n3:[0-9a-f]{64}\n$/) });
  const head = whole.output.split('\n')[1] as string;
  expect((await verify('--expect', head)).status).toBe(0);
  expect((await verify('--expect', '3')).status).toBe(2);
  const session = await openSession(database.url);
  await session.query("set session_replication_role = replica; delete from audit_entry where id = 3; update audit_entry set reason = 'x' where id = 2");
  expect(await verify()).toEqual({ status: 1, output: expect.stringMatching(/^1 条完好 .*\n1:[0-9a-f]{64}\n第 2 条起不可信 \/ broken at 2: 内容被改动/) });
  await session.query('set session_replication_role = replica; update audit_entry set reason = null where id = 2');
  await session.end();
  expect(await verify()).toMatchObject({ status: 0 });
  expect(await verify('--expect', head)).toEqual({ status: 1, output: expect.stringContaining('broken at 3') });
});
