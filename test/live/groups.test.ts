import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { EventCursor } from '../../server/live/index.ts';
import { openStudio, RecordingOutlet, type Studio } from './outlets.ts';

let studio: Studio;
const left: (() => void)[] = [];
let number = 1_000;

beforeAll(async () => {
  studio = await openStudio();
});
afterEach(() => {
  for (const leave of left.splice(0)) leave();
  studio.executed.length = 0;
});
afterAll(() => studio.stop());

/** Numbers nobody has used. */
const fresh = (count: number) => Array.from({ length: count }, () => ++number);

async function joined(after: string | null = null, options: Parameters<Studio['join']>[2] = {}): Promise<RecordingOutlet> {
  const outlet = new RecordingOutlet();
  left.push(await studio.join(outlet, after, options));
  return outlet;
}

const hears = (count: number) => (outlet: RecordingOutlet) => outlet.heard.length >= count || outlet.errors.length > 0;

test('however many ask the same, in whatever words and from wherever, an event is executed once', async () => {
  const from = String(await studio.log.now());
  const outlets = [
    ...(await Promise.all(Array.from({ length: 20 }, () => joined()))),
    await joined(from),
    await joined(from, { query: 'subscription Other($a: EventCursor) { event(after: $a) { round, cursor } } # the same' }),
    await joined(null, { query: `subscription { event(after: "${from}") { round cursor } }` }),
  ];
  const [one, two] = fresh(2) as [number, number];
  await studio.commit(one);
  await studio.commit(two);
  for (const outlet of outlets) expect((await outlet.until(hears(2))).rounds).toEqual([one, two]);
  expect(studio.executed.map(({ round }) => round)).toEqual([one, two]);
  expect(studio.groups.size).toEqual({ groups: 1, members: outlets.length });
});

test('another variable, selection or permission class is another question, executed for itself', async () => {
  const query = 'subscription ($least: Int, $after: EventCursor) { event(after: $after, atLeast: $least) { round cursor } }';
  const [low, high] = fresh(2) as [number, number];
  const all = await joined();
  const some = await joined(null, { query, variables: { least: high } });
  const same = await joined(null, { query, variables: { unknown: 1, least: high } });
  const officers = await joined(null, { permissionClass: 'officer' });
  expect(studio.groups.size).toEqual({ groups: 3, members: 4 });
  await studio.commit(low, high);
  for (const outlet of [all, officers]) expect((await outlet.until(hears(2))).rounds).toEqual([low, high]);
  for (const outlet of [some, same]) expect((await outlet.until(hears(1))).rounds).toEqual([high]);
  expect(studio.executed.filter(({ permissionClass }) => permissionClass === 'officer').map(({ round }) => round)).toEqual([low, high]);
  expect(studio.executed.length).toBe(5);
});

test('a burst is executed in a few contexts, and every context is closed', async () => {
  const outlet = await joined();
  const before = studio.contexts.made;
  await studio.commit(...fresh(200));
  await outlet.until(hears(200));
  expect(studio.contexts.made - before).toBeLessThanOrEqual(4);
  expect(studio.executed.length).toBe(200);
  await new Promise(setImmediate);
  expect(studio.contexts.closed).toBe(studio.contexts.made);
});

test('groups go with their last member, also with one that leaves while it catches up', async () => {
  const from = String(await studio.log.now());
  await studio.commit(...fresh(300));
  const slow = new RecordingOutlet();
  slow.stop();
  const leaveSlow = await studio.join(slow, from);
  const leaveOther = await studio.join(new RecordingOutlet(), null, { permissionClass: 'officer' });
  expect(studio.groups.size).toEqual({ groups: 2, members: 2 });
  leaveOther();
  leaveSlow();
  leaveSlow();
  expect(studio.groups.size).toEqual({ groups: 0, members: 0 });
  slow.open();
  const next = await joined(from);
  await next.until(hears(300));
  expect(slow.heard).toEqual([]);
});

test('hundreds that come back at once, each from its own place, read the log once or twice and execute once', async () => {
  const from = await studio.log.now();
  const numbers = fresh(2_600);
  await studio.commit(...numbers);
  const teller = await joined(String(from));
  const { heard } = await teller.until(hears(numbers.length));
  // The first five hundred lie before what the tail keeps in memory.
  const places = heard.slice(0, 100).map(({ cursor }) => cursor);
  const reads = jest.spyOn(studio.log, 'read');
  const outlets = await Promise.all(places.map((place) => joined(place)));
  for (const [index, outlet] of outlets.entries()) {
    await outlet.until(hears(numbers.length - index - 1));
    expect(outlet.rounds).toEqual(numbers.slice(index + 1));
  }
  const replays = reads.mock.calls.filter(([{ tx, id }]) => EventCursor.at(studio.log.id, { tx, id }).toString() < (heard[550]?.cursor as string));
  reads.mockRestore();
  expect(replays.length).toBeLessThanOrEqual(3);
});

test('one that does not read is told to resume from its cursor, and nobody else waits for it', async () => {
  const [slow, quick] = [await joined(), await joined()];
  const [first, second, third] = fresh(3) as [number, number, number];
  await studio.commit(first);
  await slow.until(hears(1));
  slow.backlog = 2 * 1024 * 1024;
  await studio.commit(second);
  await slow.until(({ errors }) => errors.length > 0);
  expect(slow.errors).toMatchObject([{ extensions: { code: 'FELL_BEHIND', cursor: slow.heard[0]?.cursor } }]);
  expect((await quick.until(hears(2))).rounds).toEqual([first, second]);

  const again = await joined(slow.errors[0]?.extensions.cursor as string);
  await studio.commit(third);
  expect((await again.until(hears(2))).rounds).toEqual([second, third]);
});

test('one that catches up over a slow network goes at its own pace, and the others do not notice', async () => {
  const from = String(await studio.log.now());
  const numbers = fresh(250);
  await studio.commit(...numbers);
  await (await joined(from)).until(hears(250));
  const slow = new RecordingOutlet();
  slow.stop();
  left.push(await studio.join(slow, from));
  const quick = await joined(from);
  const [last] = fresh(1) as [number];
  await studio.commit(last);
  expect((await quick.until(hears(251))).rounds).toEqual([...numbers, last]);
  expect(slow.heard).toEqual([]);
  slow.open();
  expect((await slow.until(hears(251))).rounds).toEqual([...numbers, last]);
});

test('an event that cannot be answered is not skipped: those before it are told, then everybody is broken off', async () => {
  const outlets = [await joined(), await joined()];
  const [good, bad, next] = fresh(3) as [number, number, number];
  studio.broken.add(bad);
  await studio.commit(good, bad, next);
  for (const outlet of outlets) {
    await outlet.until(({ errors }) => errors.length > 0);
    expect(outlet.rounds).toEqual([good]);
  }
  expect(studio.groups.size).toEqual({ groups: 0, members: 0 });
  studio.broken.clear();
  const resumed = await joined(outlets[0]?.heard[0]?.cursor);
  expect((await resumed.until(hears(2))).rounds).toEqual([bad, next]);
});

test('a cursor before the horizon meets a GAP that names the oldest cursor, also in the middle of a replay', async () => {
  const from = String(await studio.log.now());
  const numbers = fresh(3_000);
  await studio.commit(...numbers);
  const teller = await joined(from);
  const { heard } = await teller.until(hears(numbers.length));

  const replaying = new RecordingOutlet();
  replaying.stop();
  left.push(await studio.join(replaying, from));
  const surgeon = await studio.session();
  const horizon = await surgeon.query('select tx::text, id::text from event order by event.tx desc, event.id desc offset 99 limit 1');
  const { tx, id } = horizon.rows[0];
  await surgeon.query('update event_log_identity set horizon_tx = $1, horizon_id = $2', [tx, id]);
  await surgeon.query('delete from event where (tx, id) <= ($1::xid8, $2::bigint)', [tx, id]);
  replaying.open();
  await replaying.until(({ errors }) => errors.length > 0);
  expect(replaying.rounds).toEqual(numbers.slice(0, replaying.heard.length));

  const late = await joined(from);
  await late.until(({ errors }) => errors.length > 0);
  const oldest = heard.at(-100)?.cursor;
  for (const { errors } of [replaying, late]) expect(errors).toMatchObject([{ extensions: { code: 'GAP', oldest } }]);
  const resumed = await joined(oldest);
  expect((await resumed.until(hears(99))).rounds).toEqual(numbers.slice(-99));
});

test('a cursor from the future of the database is refused: the database was put back', async () => {
  const future = EventCursor.at(studio.log.id, { tx: 10n ** 12n, id: 1n }).toString();
  await expect(studio.join(new RecordingOutlet(), future)).rejects.toMatchObject({ extensions: { code: 'FOREIGN_CURSOR' } });
  expect(studio.groups.size.members).toBe(0);
});

test('the default of the cursor’s variable is a cursor like any other, and one that must be given is asked for', async () => {
  const from = String(await studio.log.now());
  const [one] = fresh(1) as [number];
  await studio.commit(one);
  const text = (type: string) => `subscription ($from: ${type}) { event(after: $from) { round cursor } }`;
  const outlet = await joined(null, { query: text(`EventCursor = "${from}"`) });
  expect((await outlet.until(hears(1))).rounds).toEqual([one]);
  await expect(joined(null, { query: text('EventCursor!') })).rejects.toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
  await expect(joined(null, { query: text('EventCursor!'), variables: { from: 5 } })).rejects.toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
});
