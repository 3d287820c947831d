import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { serveDuban } from '../../server/duban.ts';
import { Wire } from '../http/live/wire.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { administrator, person, Visitor } from './visitors.ts';

/* A token ends with whoever made it: they saw it. */

const DISABLE = 'mutation ($account: ID!) { disableAccount(account: $account) { problems { code } } }';

let server: TestServer;
let admin: Visitor;
const open: Wire[] = [];
beforeAll(async () => {
  server = await startTestServer({ trustProxy: true });
  admin = await administrator(server);
});
afterEach(async () => void (await Promise.all(open.splice(0).map((wire) => wire.cut()))));
afterAll(() => server.stop());

const tokenOf = async (maker: Visitor): Promise<string> =>
  (await maker.do('mutation { createApiToken(input: { name: "程序", roles: [STAFF], validDays: 1 }) { secret problems { code } } }')).secret;

async function socketWith(secret: string, url = server.socketUrl): Promise<Wire> {
  const wire = await Wire.open(url, { init: false });
  open.push(wire);
  wire.send({ type: 'connection_init', payload: { authorization: `Bearer ${secret}` } });
  await wire.until(() => wire.acknowledgement !== undefined);
  return wire;
}

test('a token whose maker is disabled is good for nothing, and its sockets are closed, on every server process; another maker’s go on', async () => {
  const maker = await person(server, admin, 'zhao', ['ADMINISTRATOR']);
  const [secret, others] = [await tokenOf(maker), await tokenOf(admin)];
  const program = new Visitor(server, { authorization: `Bearer ${secret}` });
  expect((await program.who()).kind).toBe('PROGRAM');
  const second = await serveDuban({ orm: server.database.orm, databaseUrl: server.database.url, host: '127.0.0.1', port: 0, report: (error) => server.reported.push(error) });
  try {
    const [here, there] = [await socketWith(secret), await socketWith(secret, `${second.url.replace('http', 'ws')}/graphql`)];
    const staying = await socketWith(others);
    await admin.do(DISABLE, { account: maker.account });
    expect([(await here.closed).code, (await there.closed).code]).toEqual([4401, 4401]);
    expect(await program.refused('{ viewer { kind } }')).toEqual(['UNAUTHENTICATED']);
    expect((await staying.ask('{ viewer { kind } }')).data.viewer).toEqual({ kind: 'PROGRAM' });
  } finally {
    await second.close();
  }
});

test('other roles of its maker change nothing of a token', async () => {
  const maker = await person(server, admin, 'qian', ['ADMINISTRATOR']);
  const secret = await tokenOf(maker);
  const wire = await socketWith(secret);
  await admin.do('mutation ($account: ID!) { assignRoles(input: { account: $account, roles: [LEADER] }) { problems { code } } }', { account: maker.account });
  expect((await wire.ask('{ viewer { kind roles } }')).data.viewer).toEqual({ kind: 'PROGRAM', roles: ['STAFF'] });
});

test('a token that somebody made who tried the sample city is good only where it can be tried', async () => {
  const demo = await startTestServer({ demoSignIn: 'loopback' });
  const visitor = new Visitor(demo);
  await visitor.do('mutation { demoTryRole(role: ADMINISTRATOR) { problems { code } } }');
  const secret = await tokenOf(visitor);
  expect((await new Visitor(demo, { authorization: `Bearer ${secret}` }).who()).kind).toBe('PROGRAM');
  const without = await serveDuban({ orm: demo.database.orm, databaseUrl: demo.database.url, host: '127.0.0.1', port: 0, report: () => undefined });
  try {
    expect(await new Visitor(without, { authorization: `Bearer ${secret}` }).refused('{ viewer { kind } }')).toEqual(['UNAUTHENTICATED']);
  } finally {
    await without.close();
    await demo.stop();
  }
});
