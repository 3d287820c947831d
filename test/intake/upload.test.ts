import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { serveUploads } from '../../server/intake/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { census, FAULTY, intakeOf, REGISTERS, sample } from './officeFiles.ts';

let database: TestDatabase;
let app: FastifyInstance;
let url: string;
beforeEach(async () => {
  database = await freshDatabase();
  app = Fastify();
  await app.register(serveUploads(intakeOf(database.orm)));
  url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/intake`;
});
afterEach(async () => {
  await app.close();
  await database.drop();
});

interface Answer {
  status: number;
  body: { dryRun?: boolean; files?: { file: string; outcome: string; mistakeCount: number }[]; problems?: { code: string; found: string; message: string }[] };
}

async function upload(files: { name: string; bytes: Buffer }[], query = ''): Promise<Answer> {
  const form = new FormData();
  for (const { name, bytes } of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
  return post(form, {}, query);
}

async function post(body: BodyInit, headers: Record<string, string>, query = ''): Promise<Answer> {
  const response = await fetch(url + query, { method: 'POST', body, headers });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

test('several files in one request are taken in, with their Chinese names', async () => {
  const { status, body } = await upload(REGISTERS.toReversed().map((name) => sample(name)));
  expect({ status, dryRun: body.dryRun, files: body.files?.map(({ file, outcome }) => [file, outcome]) }).toEqual({
    status: 200,
    dryRun: false,
    files: REGISTERS.map((name) => [name, 'TAKEN']),
  });
});

test('a dry run over HTTP leaves nothing', async () => {
  const { status, body } = await upload([sample('行政区划.csv')], '?dryRun=true');
  expect({ status, dryRun: body.dryRun, outcome: body.files?.[0]?.outcome }).toEqual({ status: 200, dryRun: true, outcome: 'DRY_RUN' });
  expect((await census(database.orm)).region).toBe(0);
});

test('a refused file answers 422 with its mistakes', async () => {
  await upload(REGISTERS.map((name) => sample(name)));
  const { status, body } = await upload([sample(FAULTY)]);
  expect({ status, mistakes: body.files?.[0]?.mistakeCount }).toEqual({ status: 422, mistakes: 9 });
});

test('a file of 50 MB is refused cleanly, the good file beside it is not taken in, and the server goes on answering', async () => {
  const { status, body } = await upload([sample('行政区划.csv'), { name: '巨大.csv', bytes: Buffer.alloc(50 * 1024 * 1024, 'a') }]);
  expect({ status, problem: body.problems?.[0] }).toMatchObject({ status: 413, problem: { code: 'FILE_TOO_LARGE', found: '巨大.csv' } });
  expect((await census(database.orm)).region).toBe(0);
  expect((await upload([sample('行政区划.csv')])).status).toBe(200);
});

test('many files that are too large together are refused before they fill the memory', async () => {
  const bytes = Buffer.alloc(19 * 1024 * 1024, 'a');
  const { status, body } = await upload(['1', '2', '3', '4', '5'].map((name) => ({ name, bytes })));
  expect([status, body.problems?.[0]?.code]).toEqual([413, 'FILE_TOO_LARGE']);
});

test('a body without end is cut off', async () => {
  const sending = request(url, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' } });
  const ended = new Promise<string>((resolve) => {
    sending.on('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)));
    sending.on('response', (response) => resolve(String(response.statusCode)));
  });
  sending.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n');
  const chunk = Buffer.alloc(1024 * 1024, 'a');
  const pour = () => {
    while (!sending.destroyed && sending.write(chunk));
  };
  sending.on('drain', pour);
  pour();
  expect(await ended).toMatch(/ECONNRESET|EPIPE|4\d\d/);
  sending.destroy();
  expect((await upload([sample('行政区划.csv')])).status).toBe(200);
});

test.each([
  ['JSON', '{}', 'application/json', 415, 'FILE_UNREADABLE'],
  ['a bare CSV', '代码,名称', 'text/csv', 415, 'FILE_UNREADABLE'],
  ['a form without a file', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n', 'multipart/form-data; boundary=x', 400, 'VALUE_MISSING'],
  ['a form that breaks off', '--x\r\ncontent-disposition: form-data; name="a"; filename="a.csv"\r\n\r\nb', 'multipart/form-data; boundary=x', 400, 'FILE_UNREADABLE'],
  ['a form without a boundary', 'abc', 'multipart/form-data', 400, 'FILE_UNREADABLE'],
  [
    'a field that would reach a prototype',
    '--x\r\ncontent-disposition: form-data; name="__proto__"; filename="a.csv"\r\n\r\nb\r\n--x--\r\n',
    'multipart/form-data; boundary=x',
    400,
    'FILE_UNREADABLE',
  ],
])('%s is refused with a typed problem', async (_what, body, type, status, code) => {
  const answer = await post(body, { 'content-type': type });
  expect([answer.status, answer.body.problems?.[0]?.code]).toEqual([status, code]);
});
