import { afterAll, afterEach, expect, test } from '@jest/globals';
import { stringifyDocument } from '@urql/core';
import { BoardSnapshotDocument } from '../../client/board/operations.ts';
import { ask, Programs } from '../server/program.ts';

const programs = new Programs();
afterEach(() => programs.stopAll());
afterAll(() => programs.removeDirectories());

const lines = (said: string) =>
  said
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

test.each([
  ['one process', []],
  ['several processes', ['--processes', '2']],
])('%s: the environment decides what is carried out, and the log goes to the standard error output', async (_, more) => {
  const environment = { DATA_DIR: programs.dataDirectory(), TRUSTED_DOCUMENTS: 'only', MAX_TOKENS: '1000', LOG_LEVEL: 'info' };
  const program = await programs.start(environment, ['.build/server/main.js', ...more]);
  expect(await ask(program.url, '{ __typename }')).toMatchObject({ errors: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] });
  expect(await ask(program.url, '{ a '.repeat(501))).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_TOKENS', limit: 1_000, found: 1_002 } }] });
  expect(await ask(program.url, stringifyDocument(BoardSnapshotDocument))).toMatchObject({ data: { board: { cursor: expect.any(String) } } });
  await program.says(/"operation":"BoardSnapshot"/);
  expect(lines(program.said()).map(({ path, operation }) => [path, operation])).toEqual([
    ['/graphql', undefined],
    ['/graphql', undefined],
    ['/graphql', 'BoardSnapshot'],
  ]);
});

test('a quiet log has no lines; what waits to be written is written when it ends', async () => {
  const quiet = await programs.start({ DATA_DIR: programs.dataDirectory(), LOG_LEVEL: 'error', INTROSPECTION: 'off' });
  expect(await ask(quiet.url, '{ __schema { __typename } }')).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
  quiet.child.kill('SIGINT');
  await quiet.gone;
  expect(lines(quiet.said())).toEqual([]);

  const loud = await programs.start({ DATA_DIR: programs.dataDirectory() });
  await ask(loud.url, 'query Last { __typename }');
  loud.child.kill('SIGINT');
  await loud.gone;
  expect(lines(loud.said())).toMatchObject([{ operation: 'Last', status: 200 }]);
});

test.each([
  ['MAX_DEPTH', 'deep', 'MAX_DEPTH must be a whole number from 1 to 1000, not "deep"'],
  ['TRUSTED_DOCUMENTS', 'yes', 'TRUSTED_DOCUMENTS must be optional or only, not "yes"'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be silent or fatal or error or warn or info or debug or trace, not "loud"'],
])('%s=%s is named as what it is not', async (name, value, said) => {
  const program = await programs.start({ DATA_DIR: programs.dataDirectory(), [name]: value });
  expect([program.url, program.said()]).toEqual([undefined, expect.stringContaining(said)]);
});
