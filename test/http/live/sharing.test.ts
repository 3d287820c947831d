import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { statementsOf } from '../../read/statements.ts';
import { startTestServer, type TestServer } from '../../testkit/server.ts';
import { EventStreamReader } from './eventStream.ts';
import { eventWriter } from './events.ts';
import { eventually } from './eventually.ts';
import { Wire } from './wire.ts';

const BOARD = 'subscription Wall($after: EventCursor) { board(after: $after) { __typename cursor round { month } progress { units inspected } } }';
const NOTHING = { connections: 0, groups: 0, members: 0 };

let server: TestServer;
let write: (count: number) => Promise<void>;
beforeEach(async () => {
  server = await startTestServer();
  write = await eventWriter(server);
});
afterEach(() => server.stop());

test('ten who ask the same over either transport are one group, and cost the database what one costs', async () => {
  const { board } = await server.ask('{ board { cursor } }');
  const wires = await Promise.all(Array.from({ length: 8 }, () => Wire.open(server.socketUrl)));
  const sizes: number[] = [];
  const asked = async (listeners: Wire[]) => {
    const statements = await statementsOf(async () => {
      const before = listeners.map((wire) => wire.told('board').length);
      await write(5);
      await Promise.all(listeners.map((wire, index) => wire.heard('board', (before[index] as number) + 5)));
    });
    // The writing itself is no reading.
    return statements.filter((text) => !/insert into event|^(begin|commit)/i.test(text));
  };
  const [first, ...others] = wires as [Wire, ...Wire[]];
  await first.listen('board', BOARD, { after: board.cursor });
  sizes.push((await asked([first])).length);
  // In other words, and from other places; and over the other transport.
  await Promise.all(others.map((wire, index) => wire.listen('board', BOARD.replace('Wall', `Wall${index}`), index % 2 ? { after: board.cursor } : {})));
  await Promise.all(others.map((wire, index) => (index % 2 ? wire.heard('board', 5) : undefined)));
  const streams = await Promise.all(
    ['', first.told('board').at(-1).data.board.cursor].map((last) =>
      EventStreamReader.open(`${server.url}/graphql?query=${encodeURIComponent(BOARD)}`, { headers: { 'last-event-id': last } }),
    ),
  );
  await eventually(() => server.duban.live.members === 10);
  expect(server.duban.live).toEqual({ connections: 10, groups: 1, members: 10 });
  sizes.push((await asked(wires)).length);
  expect(sizes[0]).toBeGreaterThan(0);
  expect(sizes[1]).toBe(sizes[0]);
  const told = first.told('board').slice(-5);
  for (const wire of others) expect(wire.told('board').slice(-5)).toEqual(told);
  for (const stream of streams) expect((await stream.heard(5)).map(({ data }) => JSON.parse(data as string))).toEqual(told);

  for (const stream of streams) stream.cut();
  await Promise.all(wires.map((wire) => wire.close()));
  await eventually(() => server.duban.live.connections === 0);
  expect(server.duban.live).toEqual(NOTHING);
});

test('completing an operation leaves its group and nothing else', async () => {
  const wire = await Wire.open(server.socketUrl);
  await wire.listen('one', BOARD);
  await wire.listen('two', BOARD);
  wire.send({ id: 'one', type: 'complete' });
  await wire.ask('{ __typename }');
  expect(server.duban.live).toEqual({ connections: 1, groups: 1, members: 1 });
  await write(1);
  await wire.heard('two', 1);
  expect(wire.of('one')).toEqual([]);
  await wire.listen('one', BOARD);
  await write(1);
  expect((await wire.heard('one', 1))[0]).toEqual((await wire.heard('two', 2))[1]);
  await wire.close();
});

test('an id that is completed and asked for again in one breath leaves nothing behind', async () => {
  const { board } = await server.ask('{ board { cursor } }');
  for (const after of [null, board.cursor]) {
    const wire = await Wire.open(server.socketUrl);
    for (let n = 0; n < 5; n++) {
      wire.subscribe('same', BOARD, { after });
      wire.send({ id: 'same', type: 'complete' });
    }
    wire.subscribe('same', BOARD, { after });
    await wire.ask('{ board { cursor } }');
    await wire.cut();
    await eventually(() => server.duban.live.connections === 0);
    expect(server.duban.live).toEqual(NOTHING);
  }
});

test('hundreds that come and go, however they go, leave nothing behind', async () => {
  const { board } = await server.ask('{ board { cursor } }');
  for (let wave = 0; wave < 6; wave++) {
    const wires = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const wire = await Wire.open(server.socketUrl);
        for (let n = 0; n <= index % 3; n++) wire.subscribe(randomUUID(), BOARD, index % 2 ? { after: board.cursor } : {});
        // Every fourth leaves while it is still asking.
        if (index % 4) await wire.ask('{ board { cursor } }');
        return wire;
      }),
    );
    const streams = await Promise.all(Array.from({ length: 10 }, () => EventStreamReader.open(`${server.url}/graphql?query=${encodeURIComponent(BOARD)}`)));
    const events = write(20);
    await Promise.all(wires.map((wire, index) => (index % 2 ? wire.cut() : wire.close())));
    for (const stream of streams) stream.cut();
    await events;
  }
  await eventually(() => server.duban.live.connections === 0);
  // Whoever was still being joined has been answered after this.
  await server.ask('{ board { cursor } }');
  expect(server.duban.live).toEqual(NOTHING);
  expect(server.reported).toEqual([]);
});
