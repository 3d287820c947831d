import { afterAll, afterEach, expect, test } from '@jest/globals';
import { ask, Programs } from '../server/program.ts';
import { PASSWORD, Visitor } from './visitors.ts';

const CREATE = `mutation ($secret: String!, $name: String!, $password: String!) {
  createFirstAdministrator(secret: $secret, name: $name, displayName: "关立新", password: $password) { viewer { roles } problems { code } }
}`;
const LINK = /(http:\S+)\/signin#first=(duban_f_[\w-]{43})/;

const programs = new Programs();
afterEach(() => programs.stopAll());
afterAll(() => programs.removeDirectories());

test('a start without an account prints a link: once, and no more when there is an account; no secret stands in what it says', async () => {
  const directory = programs.dataDirectory();
  const first = await programs.start({ DATA_DIR: directory, LOG_LEVEL: 'trace' });
  const [[, url, secret]] = (await first.says(LINK)) as unknown as [[string, string, string]];
  expect(url).toBe(first.url);
  const visitor = new Visitor({ url });
  const variables = { secret, name: 'guan', password: PASSWORD };
  expect((await visitor.do(CREATE, variables)).viewer).toEqual({ roles: ['ADMINISTRATOR'] });
  expect(await new Visitor({ url }).refused(CREATE, { ...variables, name: 'mallory' })).toEqual(['LINK_SPENT']);
  const token = await visitor.do('mutation { createApiToken(input: { name: "x", roles: [STAFF], validDays: 1 }) { secret problems { code } } }');
  const program = new Visitor({ url }, { authorization: `Bearer ${token.secret}` });
  expect((await program.who()).kind).toBe('PROGRAM');
  await new Visitor({ url }).triesToSignIn('guan', 'a wrong password that was typed');
  await fetch(`${url}/graphql?query=${encodeURIComponent(`mutation { signIn(name: "guan", password: "${PASSWORD}") { problems { code } } }`)}`);

  const said = first.said().replace(LINK, '');
  expect(said).toMatch(/"path":"\/graphql"/);
  for (const each of [secret, visitor.secret, token.secret, PASSWORD, encodeURIComponent(PASSWORD), 'a wrong password that was typed']) expect(said).not.toContain(each);

  first.child.kill('SIGINT');
  await first.gone;

  const second = await programs.start({ DATA_DIR: directory });
  expect((await ask(second.url, '{ viewer { kind } }')) as object).toEqual({ data: { viewer: { kind: 'NOBODY' } } });
  expect(second.said()).not.toMatch(LINK);
});

test('a link that is a day old, or that a later start has replaced, is good for nothing', async () => {
  const directory = programs.dataDirectory();
  const first = await programs.start({ DATA_DIR: directory });
  const [[, , old]] = (await first.says(LINK)) as unknown as [[string, string, string]];
  first.child.kill('SIGINT');
  await first.gone;
  const second = await programs.start({ DATA_DIR: directory });
  const [[, url, fresh]] = (await second.says(LINK)) as unknown as [[string, string, string]];
  expect(fresh).not.toBe(old);
  expect(await new Visitor({ url }).refused(CREATE, { secret: old, name: 'guan', password: PASSWORD })).toEqual(['LINK_SPENT']);
});
