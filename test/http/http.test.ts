import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testkit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

async function post(body: string, headers: Record<string, string> = { 'content-type': 'application/json' }, path = '/graphql') {
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

const codesIn = (text: string) => JSON.parse(text).errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code);
const stillAnswers = async () => expect(await server.ask('{ units { totalCount } }')).toEqual({ units: { totalCount: 0 } });

describe('a body', () => {
  test('of up to 1 MB is read, and one byte more is refused with 413 BODY_TOO_LARGE; the server goes on', async () => {
    const frame = JSON.stringify({ query: '{ __typename }', pad: '' });
    const ofSize = (bytes: number) => JSON.stringify({ query: '{ __typename }', pad: ' '.repeat(bytes - frame.length) });
    expect((await post(ofSize(1024 * 1024))).status).toBe(200);
    const { status, text } = await post(ofSize(1024 * 1024 + 1));
    expect(status).toBe(413);
    expect(codesIn(text)).toEqual(['BODY_TOO_LARGE']);
    await stillAnswers();
  });

  test('that is no JSON is refused with 400 BAD_REQUEST', async () => {
    for (const body of ['{"query": ', 'nonsense', '']) {
      const { status, text } = await post(body);
      expect([status, codesIn(text)]).toEqual([400, ['BAD_REQUEST']]);
    }
  });

  test('of a content type nobody reads is refused with 415', async () => {
    const { status, text } = await post('<query/>', { 'content-type': 'application/xml' });
    expect([status, codesIn(text)]).toEqual([415, ['BAD_REQUEST']]);
  });

  test('that is JSON but no question is refused with 400 and a code', async () => {
    for (const body of ['{}', '[]', '"{ __typename }"', 'null', '{"query": 7}', '{"query": "{ __typename }", "variables": "x"}']) {
      const { status, text } = await post(body);
      expect({ body, status }).toEqual({ body, status: 400 });
      expect(codesIn(text)).toEqual([expect.stringMatching(/^(BAD_REQUEST|INVALID_REQUEST|GRAPHQL_[A-Z_]+)$/)]);
    }
  });

  test('nested beyond any question is refused, and the server goes on', async () => {
    const { text } = await post(JSON.stringify({ query: `${'{a'.repeat(100_000)}${'}'.repeat(100_000)}` }));
    expect(codesIn(text)).toEqual(['TOO_MANY_TOKENS']);
    await stillAnswers();
  });
});

describe('an address', () => {
  test.each([
    ['GET', '/nowhere'],
    ['POST', '/nowhere'],
    ['DELETE', '/graphql'],
    ['GET', '/graphql/deeper'],
  ])('%s %s that leads nowhere is a typed 404', async (method, path) => {
    const response = await fetch(`${server.url}${path}`, { method });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(await response.json()).toEqual({
      errors: [{ message: expect.stringContaining(path), extensions: { code: 'NOT_FOUND', requestId: response.headers.get('x-request-id') } }],
    });
  });

  test('/health says ok', async () => {
    expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: 'ok' });
  });
});

describe('across sites', () => {
  const mutation = JSON.stringify({ query: 'mutation { openInspectionRound(month: "2026-01") { problems { code } } }' });

  test('a form’s POST, which needs no preflight, is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const sent = await post(mutation, { 'content-type': type, origin: 'https://elsewhere.example' });
      expect([sent.status, codesIn(sent.text)]).toEqual([403, ['FOREIGN_ORIGIN']]);
      // Nor where an old browser says nothing of whose page it is.
      const { status, text } = await post(mutation, { 'content-type': type });
      expect({ type, status }).toEqual({ type, status: type === 'text/plain' ? 400 : 415 });
      expect(codesIn(text)).toEqual(['BAD_REQUEST']);
    }
  });

  test('no answer allows another origin to read it', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('a plain link’s GET is refused, and one with a preflight header is answered', async () => {
    const url = `${server.url}/graphql?query=${encodeURIComponent('{ units { totalCount } }')}`;
    expect((await fetch(url)).status).toBe(400);
    const response = await fetch(url, { headers: { 'apollo-require-preflight': 'true' } });
    expect(await response.json()).toEqual({ data: { units: { totalCount: 0 } } });
  });

  test('a GET changes nothing', async () => {
    const url = `${server.url}/graphql?query=${encodeURIComponent('mutation { openInspectionRound(month: "2026-01") { problems { code } } }')}`;
    expect((await fetch(url, { headers: { 'apollo-require-preflight': 'true' } })).status).toBe(405);
  });
});

describe('a question', () => {
  test.each([
    ['that does not parse', 'GRAPHQL_PARSE_FAILED', '{ units {'],
    ['for a field there is not', 'GRAPHQL_VALIDATION_FAILED', '{ units { secret } }'],
    ['with a literal of the wrong form', 'GRAPHQL_VALIDATION_FAILED', '{ inspectionRound(month: "2026-13") { id } }'],
    ['without an argument it needs', 'GRAPHQL_VALIDATION_FAILED', '{ unit { id } }'],
  ])('%s is refused as %s', async (_, code, query) => {
    const { status, text } = await post(JSON.stringify({ query }));
    // As GraphQL over HTTP has it: to who accepts plain JSON the request itself went well.
    expect([status, codesIn(text)]).toEqual([200, [code]]);
    const stricter = await post(JSON.stringify({ query }), { 'content-type': 'application/json', accept: 'application/graphql-response+json' });
    expect([stricter.status, codesIn(stricter.text)]).toEqual([400, [code]]);
  });

  test('with a variable of the wrong form is refused with BAD_USER_INPUT', async () => {
    const { text } = await post(JSON.stringify({ query: 'query ($month: YearMonth!) { inspectionRound(month: $month) { id } }', variables: { month: '2026-1' } }));
    expect(codesIn(text)).toEqual(['BAD_USER_INPUT']);
  });

  test('with a character that no database text holds is refused with BAD_USER_INPUT', async () => {
    const { text } = await post(JSON.stringify({ query: 'query ($code: String!) { unit(code: $code) { id } }', variables: { code: 'XZ\u000001' } }));
    expect(codesIn(text)).toEqual(['BAD_USER_INPUT']);
  });
});

test('an internal error says to the client that it happened and nothing else, to the log everything; the server goes on', async () => {
  await server.database.orm.em.fork().execute('drop table officer cascade');
  const { status, text } = await post(JSON.stringify({ query: '{ officers { nodes { id } } }' }));
  expect(status).toBe(200);
  expect(JSON.parse(text)).toEqual({
    data: null,
    errors: [
      {
        message: '服务器内部错误，已记录。Something went wrong on the server; it was logged.',
        path: ['officers'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
      },
    ],
  });
  expect(text).not.toMatch(/officer"|select|relation|stack|node_modules/i);
  expect(server.reported.map(String)).toEqual([expect.stringContaining('relation "officer" does not exist')]);
  await stillAnswers();
});
