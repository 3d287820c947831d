import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../../testkit/server.ts';
import { boardOfBytes, eventWriter } from './events.ts';
import { Wire } from './wire.ts';

/** Far more than the network takes in unread and the server lets wait. */
const [EVENTS, BYTES] = [3_000, 8_000];

let server: TestServer;
let write: (count: number) => Promise<void>;
beforeAll(async () => {
  server = await startTestServer();
  write = await eventWriter(server);
});
afterAll(() => server.stop());

const cursorsOf = (payloads: { data: { board: { cursor: string } } }[]) => payloads.map(({ data }) => data.board.cursor);

test('one that does not read is told where to resume from, loses and repeats nothing, and holds up nobody', async () => {
  const [slow, quick] = [await Wire.open(server.socketUrl), await Wire.open(server.socketUrl)];
  const query = boardOfBytes(BYTES);
  await slow.listen('slow', query);
  await quick.listen('quick', query);
  slow.pause();
  for (let written = 0; written < EVENTS; written += 100) {
    await write(100);
    await quick.heard('quick', written + 100);
    // It reads nothing, but lives: however long this takes, it is not one to be cut for dead.
    slow.send({ type: 'pong' });
  }
  expect(server.duban.live).toEqual({ connections: 2, groups: 1, members: 1 });

  slow.resume();
  const [error] = await slow.refused('slow');
  const told = slow.told('slow');
  expect(error).toMatchObject({ extensions: { code: 'FELL_BEHIND', cursor: told.at(-1).data.board.cursor } });
  expect(told.length * BYTES).toBeGreaterThan(1024 * 1024);
  expect(told.length).toBeLessThan(EVENTS);

  // The same socket goes on, and catches up however far it is behind.
  await slow.listen('again', query, { after: error.extensions.cursor });
  await write(1);
  const rest = await slow.heard('again', EVENTS + 1 - told.length);
  const all = await quick.heard('quick', EVENTS + 1);
  expect(cursorsOf([...told, ...rest])).toEqual(cursorsOf(all));
  expect([...told, ...rest].map(({ extensions }) => extensions.after)).toEqual(all.map(({ extensions }) => extensions.after));
  await Promise.all([slow.close(), quick.close()]);
});

test('one that catches up is sent no more than its network takes, and is never told that it fell behind', async () => {
  const quick = await Wire.open(server.socketUrl);
  const query = boardOfBytes(BYTES);
  const { board } = await server.ask('{ board { cursor } }');
  await quick.listen('quick', query, { after: board.cursor });
  for (let written = 0; written < EVENTS; written += 100) {
    await write(100);
    await quick.heard('quick', written + 100);
  }
  const slow = await Wire.open(server.socketUrl);
  slow.pause();
  slow.subscribe('slow', query, { after: board.cursor });
  await write(1);
  const all = await quick.heard('quick', EVENTS + 1);
  slow.resume();
  expect(cursorsOf(await slow.heard('slow', EVENTS + 1))).toEqual(cursorsOf(all));
  expect(slow.of('slow', 'error')).toEqual([]);
  await Promise.all([slow.close(), quick.close()]);
});
