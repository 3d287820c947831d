import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../http/live/eventually.ts';
import { Wire } from '../http/live/wire.ts';
import type { TestServer } from '../testkit/server.ts';
import { openSession } from '../testkit/sessions.ts';
import { anotherAsks, startCity, whileOthersAsk } from './others.ts';

/** As large as an answer may be without being refused: some hundred kilobytes. */
const LARGE = '{ findings(first: 500) { nodes { id evidence occurrences inspectedOn inspector recordedAt item { code content basis } inspection { id unit { name } } } } }';

let server: TestServer;
const sockets: Socket[] = [];
beforeAll(async () => {
  server = await startCity();
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => server.stop());

async function open(): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  // It may be hung up on: that is one of the ways not to be harmed.
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

const request = (query: string) => {
  const body = JSON.stringify({ query });
  return { head: `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`, body };
};

/** What a socket is told, until the text holds `end` or the other side hangs up. */
async function read(socket: Socket, end: string): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (part) => (text += part));
  await new Promise<void>((resolve) => {
    const look = () => text.includes(end) && resolve();
    socket.on('data', look).once('close', resolve);
  });
  return text;
}

/** Nothing of ours goes on in the database: no statement, no transaction, no lock waited for. */
async function databaseIsQuiet(): Promise<void> {
  const session = await openSession(server.database.url);
  try {
    const busy = async () =>
      (
        await session.query(
          `select query from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and backend_type = 'client backend'`,
        )
      ).rows;
    while ((await busy()).length) await session.query('select pg_sleep(0.01)');
  } finally {
    await session.end();
  }
}

test('who asks for much and reads nothing holds nobody up, and what was begun for him ends', async () => {
  const { head, body } = request(LARGE);
  const readers = await Promise.all(Array.from({ length: 5 }, open));
  await whileOthersAsk(server, async () => {
    for (const reader of readers) {
      reader.pause();
      reader.write((head + body).repeat(10));
    }
    // Others are answered while all of that waits.
    for (let asked = 0; asked < 20; asked++) await anotherAsks(server);
  });
  for (const reader of readers) reader.destroy();
  await databaseIsQuiet();
});

test('who reads a WebSocket no more is told so or cut, and holds nobody up', async () => {
  const wires = await Promise.all(Array.from({ length: 3 }, () => Wire.open(server.socketUrl)));
  await whileOthersAsk(server, async () => {
    for (const wire of wires) {
      wire.pause();
      for (let n = 0; n < 10; n++) wire.subscribe(String(n), LARGE);
    }
    for (let asked = 0; asked < 20; asked++) await anotherAsks(server);
  });
  for (const wire of wires) await wire.cut();
  await databaseIsQuiet();
  await eventually(() => server.duban.live.connections === 0);
});

test('who sends a question byte by byte is answered when it is whole, and holds nobody up meanwhile', async () => {
  const { head, body } = request('{ units(first: 1) { nodes { code } } }');
  const writers = await Promise.all(Array.from({ length: 50 }, open));
  const answers = writers.map((writer) => read(writer, '}}'));
  await whileOthersAsk(server, async () => {
    for (const byte of head + body) {
      for (const writer of writers) writer.write(byte);
      await anotherAsks(server);
    }
  });
  for (const answer of await Promise.all(answers)) expect(answer).toContain('{"data":{"units":{"nodes":[{"code":"XZ01"}]}}}');
});

test('who never ends a head, a line or a body holds nobody up', async () => {
  const { head } = request('{ __typename }');
  await whileOthersAsk(server, async () => {
    for (const beginning of [
      'POST /graphql HTTP/1.1\r\nx-a: ',
      'GET /',
      head,
      `${head}{"query":"`,
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"que',
    ])
      for (let n = 0; n < 20; n++) (await open()).write(beginning);
    for (let asked = 0; asked < 20; asked++) await anotherAsks(server);
  });
});

test.each([
  ['a head that does not end', `GET /graphql HTTP/1.1\r\nx-a: ${'a'.repeat(1024 * 1024)}`],
  ['ten thousand headers', `GET /graphql HTTP/1.1\r\n${Array.from({ length: 10_000 }, (_, n) => `x-${n}: ${n}`).join('\r\n')}\r\n\r\n`],
  ['an address of a megabyte', `GET /graphql?query=${'a'.repeat(1024 * 1024)} HTTP/1.1\r\nhost: x\r\n\r\n`],
  ['two lengths', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 50\r\n\r\n{"a":'],
  ['a length and pieces', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['a piece of no size', 'POST /graphql HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n'],
  ['no HTTP', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'],
])('%s is refused and hung up on', async (_, bytes) => {
  const told = await whileOthersAsk(server, async () => {
    const socket = await open();
    const ended = read(socket, '\u0000never');
    socket.write(bytes);
    return ended;
  });
  expect(told).toMatch(/^HTTP\/1\.1 4\d\d |^$/);
});

test('two hundred at once, each with a connection of its own, are all answered', async () => {
  const { head, body } = request('{ units(first: 20) { nodes { code officers(first: 5) { nodes { name } } } } }');
  await whileOthersAsk(server, async () => {
    const askers = await Promise.all(Array.from({ length: 200 }, open));
    const answers = await Promise.all(
      askers.map((asker) => {
        const answer = read(asker, '}}}');
        asker.write(head + body);
        return answer;
      }),
    );
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });
});

test('a thousand that connect and say nothing hold nobody up', async () => {
  await whileOthersAsk(server, async () => {
    await Promise.all(Array.from({ length: 1_000 }, open));
    for (let asked = 0; asked < 10; asked++) await anotherAsks(server);
  });
});
