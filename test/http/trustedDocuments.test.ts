import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { stringifyDocument } from '@urql/core';
import { getIntrospectionQuery } from 'graphql';
import { BoardEventsDocument, BoardSnapshotDocument } from '../../client/board/operations.ts';
import { type DocumentManifest, readManifest } from '../../server/http/trustedDocuments.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { askedEverywhere, post } from './everywhere.ts';
import { dataOf, EventStreamReader } from './live/eventStream.ts';
import { eventWriter } from './live/events.ts';
import { Wire } from './live/wire.ts';

const UNITS = 'query Units($code: String!) { unit(code: $code) { code name } }';
const TWO = 'query One { __typename } query Two { units { totalCount } }';
const DANGLING = 'query Old { fieldOfLastYear }';
const idOf = (text: string) => `sha256:${hash('sha256', text)}`;
const bare = (text: string) => hash('sha256', text);

let manifest: DocumentManifest;
let boardId: string;
beforeAll(async () => {
  const board = await readManifest(resolve('client/generated/persisted-documents.json'));
  boardId = Object.keys(board).find((id) => board[id]?.includes('query BoardSnapshot')) as string;
  manifest = { ...board, ...Object.fromEntries([UNITS, TWO, DANGLING].map((text) => [idOf(text), text])) };
});

const codes = (answers: { errors?: { extensions: { code: string } }[] }[]) => answers.map(({ errors }) => errors?.map(({ extensions }) => extensions.code));
const everywhere = <T>(each: T): T[] => [each, each, each];

describe('a document that is known', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ documents: manifest });
    await server.intake(['行政区划.csv', '单位名录.xlsx']);
  });
  afterAll(async () => {
    expect(server.reported).toEqual([]);
    await server.stop();
  });

  test('is answered for its hash alone, in every transport and however the hash is written', async () => {
    const variables = { code: 'XZ01' };
    const answer = { data: { unit: { code: 'XZ01', name: expect.any(String) } } };
    for (const named of [{ documentId: idOf(UNITS) }, { documentId: bare(UNITS) }, { extensions: { persistedQuery: { version: 1, sha256Hash: bare(UNITS) } } }]) {
      expect(await askedEverywhere(server, { ...named, variables })).toEqual(everywhere(answer));
    }
    expect(await askedEverywhere(server, { documentId: boardId })).toEqual(everywhere({ data: { board: expect.objectContaining({ cursor: expect.any(String) }) } }));
    expect(await askedEverywhere(server, { documentId: idOf(TWO), operationName: 'Two' })).toEqual(everywhere({ data: { units: { totalCount: 64 } } }));
  });

  test('is got by an address as short as its hash', async () => {
    const headers = { 'apollo-require-preflight': 'true' };
    const variables = encodeURIComponent('{"code":"XZ01"}');
    const persisted = encodeURIComponent(JSON.stringify({ persistedQuery: { version: 1, sha256Hash: bare(UNITS) } }));
    for (const named of [`documentId=${encodeURIComponent(idOf(UNITS))}`, `extensions=${persisted}`]) {
      for (const accept of ['application/json', 'text/event-stream']) {
        const response = await fetch(`${server.url}/graphql?${named}&variables=${variables}`, { headers: { ...headers, accept } });
        expect(await response.text()).toContain('{"data":{"unit":{"code":"XZ01"');
      }
    }
  });

  test('is checked against the schema as any other', async () => {
    expect(codes(await askedEverywhere(server, { documentId: idOf(DANGLING) }))).toEqual(everywhere(['GRAPHQL_VALIDATION_FAILED']));
  });

  test('may come with its text, which must be the one that is meant', async () => {
    const named = [{ documentId: bare('{ __typename }') }, { extensions: { persistedQuery: { version: 1, sha256Hash: bare('{ __typename }') } } }];
    for (const each of named) {
      expect(await askedEverywhere(server, { ...each, query: '{ __typename }' })).toEqual(everywhere({ data: { __typename: 'Query' } }));
      expect(codes(await askedEverywhere(server, { ...each, query: '{  __typename }' }))).toEqual(everywhere(['BAD_REQUEST']));
      expect((await post(server, { ...each, query: '{  __typename }' })).response.status).toBe(400);
    }
  });

  test('is not added by a client: what it sent once with the hash is not known by the hash alone', async () => {
    const query = '{ units(first: 1) { totalCount } }';
    const named = { extensions: { persistedQuery: { version: 1, sha256Hash: bare(query) } } };
    expect(codes(await askedEverywhere(server, named))).toEqual(everywhere(['PERSISTED_QUERY_NOT_FOUND']));
    expect(codes(await askedEverywhere(server, { ...named, query }))).toEqual(everywhere(undefined));
    expect(codes(await askedEverywhere(server, named))).toEqual(everywhere(['PERSISTED_QUERY_NOT_FOUND']));
  });

  test('is named by a text', async () => {
    for (const id of [7, {}, [], true]) {
      expect(codes(await askedEverywhere(server, { documentId: id }))).toEqual(everywhere(['BAD_REQUEST']));
      expect(codes(await askedEverywhere(server, { extensions: { persistedQuery: { sha256Hash: id } } }))).toEqual(everywhere(['BAD_REQUEST']));
    }
    for (const id of ['', 'constructor', '__proto__'])
      expect((await post(server, { documentId: id })).answer.errors[0].extensions.code).toMatch(/^(PERSISTED_QUERY_NOT_FOUND|BAD_REQUEST)$/);
  });
});

describe('where only known documents are carried out', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ documents: manifest, trustedOnly: true });
  });
  afterAll(async () => {
    expect(server.reported).toEqual([]);
    await server.stop();
  });

  test('nothing else is, in any transport', async () => {
    for (const query of [
      '{ __typename }',
      getIntrospectionQuery(),
      `${UNITS} query More { __typename }`,
      UNITS.replace('name', 'code'),
      UNITS.replace('$code: String!', '$code: String! = "XZ01"'),
      '{ nowhere }',
    ]) {
      expect(codes(await askedEverywhere(server, { query, variables: { code: 'XZ01' }, operationName: query.startsWith('query') ? 'Units' : null }))).toEqual(
        everywhere(['DOCUMENT_NOT_TRUSTED']),
      );
    }
    for (const query of ['subscription { board { cursor } }', 'mutation { openInspectionRound(month: "2026-01") { problems { code } } }']) {
      expect(codes(await askedEverywhere(server, { query }))).toEqual(everywhere(['DOCUMENT_NOT_TRUSTED']));
    }
    const { response } = await post(server, { query: '{ __typename }' }, { accept: 'application/graphql-response+json' });
    expect(response.status).toBe(400);
  });

  test('a known one is, by its hash and by a text that says the same', async () => {
    const texts = [UNITS, '# Units\nquery Units ( $code : String! ) {\n  unit(code: $code)\n  { name, code }\n}'];
    for (const question of [...texts.map((query) => ({ query })), { documentId: idOf(UNITS) }])
      expect(await askedEverywhere(server, { ...question, variables: { code: 'XZ01' } })).toEqual(everywhere({ data: { unit: null } }));
  });

  test('the board works: its snapshot and its events are as its page sends them', async () => {
    const { answer } = await post(server, { query: stringifyDocument(BoardSnapshotDocument), operationName: 'BoardSnapshot' });
    expect(answer).toEqual({ data: { board: expect.objectContaining({ cursor: expect.any(String), recent: [] }) } });
    const write = await eventWriter(server);
    const wire = await Wire.open(server.socketUrl);
    wire.subscribe('board', stringifyDocument(BoardEventsDocument), { after: answer.data.board.cursor });
    await write(1);
    expect(await wire.heard('board', 1)).toMatchObject([{ data: { board: { __typename: expect.any(String) } } }]);
    const address = new URLSearchParams({ query: stringifyDocument(BoardEventsDocument), variables: JSON.stringify({ after: answer.data.board.cursor }) });
    const stream = await EventStreamReader.open(`${server.url}/graphql?${address}`);
    expect(dataOf((await stream.heard(1))[0])).toMatchObject({ data: { board: { __typename: expect.any(String) } } });
    stream.cut();
    await wire.close();
  });
});

test('a manifest that is not there is named, with what makes it', async () => {
  await expect(readManifest('/nowhere/persisted-documents.json')).rejects.toThrow(/\/nowhere\/persisted-documents\.json.*npm run schema/);
});
