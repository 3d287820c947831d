import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { registers, startTestServer, type TestServer } from '../testkit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.intake([...registers, '督查记录-2026-09.xlsx']);
  await server.ask('mutation { publishInspectionRound(month: "2026-09") { problems { code } } }');
});
afterAll(() => server.stop());

const readme = readFileSync('README.md', 'utf8');
const blocks = (language: string) => [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text as string);

test('the README’s question is answered as the README says', async () => {
  const { unitClassRanking } = await server.ask(blocks('graphql')[0] as string);
  expect(unitClassRanking[4]).toEqual(JSON.parse(blocks('json')[0] as string));
  expect(unitClassRanking).toHaveLength(9);
});

test('the README’s mutation is answered as the README says', async () => {
  expect(await server.graphql(blocks('graphql')[1] as string)).toEqual(JSON.parse(blocks('json')[1] as string));
});
