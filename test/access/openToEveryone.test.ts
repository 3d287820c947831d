import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../server/access/policy.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { administrator, person, Visitor } from './visitors.ts';

/* OPEN_TO_EVERYONE=on: nobody in particular sees and does everything, but lets nobody in. */

let server: TestServer;
let admin: Visitor;
beforeAll(async () => {
  server = await startTestServer({ openToEveryone: true, trustProxy: true });
  admin = await administrator(server);
});
afterAll(() => server.stop());

const FORBIDDEN = [
  '{ accounts { name } }',
  '{ sessions { id } }',
  '{ apiTokens { name } }',
  '{ screens { name } }',
  'mutation { createAccount(input: { name: "x", displayName: "x", roles: [ADMINISTRATOR] }) { problems { code } } }',
  'mutation { assignRoles(input: { account: "x", roles: [STAFF] }) { problems { code } } }',
  'mutation { disableAccount(account: "x") { problems { code } } }',
  'mutation { setPassword(account: "x", password: "x") { problems { code } } }',
  'mutation { changePassword(current: "x", password: "x") { problems { code } } }',
  'mutation { revokeSession(session: "x") { problems { code } } }',
  'mutation { createApiToken(input: { name: "x", roles: [STAFF], validDays: 1 }) { problems { code } } }',
  'mutation { revokeApiToken(token: "x") { problems { code } } }',
  'mutation { confirmScreenPairing(code: "x", name: "x") { problems { code } } }',
  'mutation { revokeScreen(screen: "x") { problems { code } } }',
  'mutation { reportDisplayed(cursor: "x") { problems { code } } }',
];

test('who has not signed in sees everything', async () => {
  expect((await new Visitor(server).ask('{ units { totalCount } officers { totalCount } board { cursor } }')).errors).toBeUndefined();
});

test.each(FORBIDDEN)('but not who may come in: %s', async (question) => {
  expect(await new Visitor(server).refused(question)).toEqual(['FORBIDDEN']);
  expect(await new Visitor(server).refused(question.replace(/^(mutation )?\{/, '$1{ more: __typename '))).toEqual(['FORBIDDEN']);
});

test('and may come in, as anywhere', async () => {
  expect((await new Visitor(server).do('mutation { beginScreenPairing { code problems { code } } }')).code).toBeDefined();
  expect(await new Visitor(server).triesToSignIn('nobody', 'wrong')).toEqual(['SIGN_IN_REFUSED']);
  await new Visitor(server).signIn('guan');
});

test('who has signed in is held to their roles', async () => {
  const leader = await person(server, admin, 'zhao', [Role.LEADER]);
  expect(await leader.refused('{ officers { totalCount } }')).toEqual(['FORBIDDEN']);
});
