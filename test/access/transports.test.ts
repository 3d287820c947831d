import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { EventStreamReader } from '../http/live/eventStream.ts';
import { Wire } from '../http/live/wire.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';

/* Nobody in particular, at a server that is not open to everyone: the public's part, over whatever transport. */

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ openToEveryone: false });
  await seed(server.database.orm).city(1).units({ TOWNSHIP: 1 }).ruleBook(2026).round('2026-01').inspected(1).write();
});
afterAll(() => server.stop());

const BOARD = 'subscription { board { cursor progress { findings } } }';

test('over HTTP the text of the rules is answered, and nothing of units', async () => {
  const { data } = await server.graphql('{ ruleBooks { nodes { title items { totalCount } } } }');
  expect(data.ruleBooks.nodes).toEqual([{ title: '2026年度考核细则', items: { totalCount: 7 } }]);
  const { errors } = await server.graphql('{ units { totalCount } }');
  expect(errors).toMatchObject([{ path: ['units'], message: '无权使用 Query.units。You may not use Query.units.', extensions: { code: 'FORBIDDEN' } }]);
  expect((await server.graphql('{ board { cursor } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await server.graphql('mutation { publishInspectionRound(month: "2026-01") { problems { code } } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('a subscription that may not be made is refused over a WebSocket, and nobody follows it', async () => {
  const wire = await Wire.open(server.socketUrl);
  wire.subscribe('1', BOARD);
  expect(await wire.refused('1')).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  await wire.close();
  expect(server.duban.live.groups).toBe(0);
});

test('the same over an event stream', async () => {
  const stream = await EventStreamReader.open(`${server.url}/graphql?${new URLSearchParams({ query: BOARD })}`);
  const events = await stream.toEnd();
  expect(JSON.stringify(events)).toContain('FORBIDDEN');
});

test('an export of what may not be seen is refused before a file begins', async () => {
  const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ units { nodes { code } } }', format: 'csv' }) };
  const response = await fetch(`${server.url}/export`, asked);
  expect([response.status, await response.json()]).toMatchObject([400, { errors: [{ extensions: { code: 'FORBIDDEN' } }] }]);
  const rules = await fetch(`${server.url}/export`, { ...asked, body: JSON.stringify({ query: '{ ruleItems { nodes { code } } }', format: 'csv' }) });
  expect((await rules.text()).trim().split('\r\n')).toHaveLength(8);
});

test('files are taken from nobody who may not hand them over', async () => {
  const form = new FormData();
  form.set('file', new Blob(['x']), 'a.csv');
  const response = await fetch(`${server.url}/intake`, { method: 'POST', body: form });
  expect([response.status, await response.json()]).toMatchObject([403, { errors: [{ extensions: { code: 'FORBIDDEN', requestId: expect.any(String) } }] }]);
});
