import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Duban, serveDuban } from '../../server/duban.ts';
import { officerFileConsumer } from '../../server/officerFile/index.ts';
import type { Offices } from '../appraisal/offices.ts';
import { Wire } from '../http/live/wire.ts';
import { handOver } from '../testkit/handOver.ts';
import { liveThrough } from './months.ts';

/* An officer hears of what enters their file. Of another's nobody is told anything by an event, since events are answered under nobody's name. */

const ADDED = 'subscription ($after: EventCursor) { officerFileEntryAdded(after: $after) { cursor entry { kind month officer { code } } } }';
const ROUNDABOUT =
  'subscription ($after: EventCursor) { rectificationChanged(after: $after) { step rectification { month officer { code fileEntries { totalCount nodes { id } aggregates { count } } } } } }';

let offices: Offices;
const sockets: Wire[] = [];
const servers: Duban[] = [];
beforeAll(async () => {
  offices = await liveThrough();
  await handOver(offices.server.database.orm, officerFileConsumer);
}, 120_000);
afterEach(async () => {
  await Promise.all(sockets.splice(0).map((wire) => wire.cut()));
  await Promise.all(servers.splice(0).map((each) => each.close()));
});
afterAll(() => offices.stop());

async function follow(by: string | undefined, id: string, query: string, url = offices.server.socketUrl): Promise<Wire> {
  const wire = await Wire.open(url, by ? { headers: { cookie: offices.who(by).cookie as string } } : {});
  sockets.push(wire);
  // From here on: what the log had not told yet, held back by other databases of the machine, is of before.
  const { data } = await offices.who('staff').ask('{ board { cursor } }');
  await wire.listen(id, query, { after: data.board.cursor });
  return wire;
}

/** Opens one of each officer's month, and has it entered. */
async function open(month: string, ...codes: string[]): Promise<void> {
  for (const code of codes) {
    const input = { month, reason: '考核为差', officer: await offices.idOf(code) };
    await offices.who('staff').do('mutation ($input: OpenRectificationInput!) { openRectification(input: $input) { problems { code } } }', { input });
  }
  await handOver(offices.server.database.orm, officerFileConsumer);
}
const readings = async () => (await offices.server.database.orm.em.fork().execute<{ count: number }[]>('select count(*)::int as count from officer_file_reading'))[0]?.count;
const added = (wire: Wire) => wire.told('added').map(({ data }) => data.officerFileEntryAdded.entry);
const of = (code: string, month: string) => ({ kind: 'RECTIFICATION_OPENED', month, officer: { code } });

test('an officer hears of each entry of their own once, and of nobody else’s, whatever other roles they have; who has no file may not listen', async () => {
  const before = await readings();
  const officer = await follow('officer05', 'added', ADDED);
  const both = await follow('both', 'added', ADDED);
  const staff = await follow('staff', 'added', ADDED);
  expect(await staff.refused('added')).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  await open('2026-04', 'XZ01-05', 'XZ01-06', 'XZ01-07');
  await open('2026-03', 'XZ01-06', 'XZ01-05', 'XZ01-07');
  await Promise.all([officer.heard('added', 2), both.heard('added', 2)]);
  expect(added(officer)).toEqual([of('XZ01-05', '2026-04'), of('XZ01-05', '2026-03')]);
  expect(added(both)).toEqual([of('XZ01-07', '2026-04'), of('XZ01-07', '2026-03')]);
  // Handed over again it is no news; and who was away is told afterwards.
  await handOver(offices.server.database.orm, officerFileConsumer);
  const [first] = officer.told('added');
  officer.subscribe('later', ADDED, { after: first?.data.officerFileEntryAdded.cursor });
  expect((await officer.heard('later', 1)).map(({ data }) => data.officerFileEntryAdded.entry)).toEqual([of('XZ01-05', '2026-03')]);
  expect(added(officer)).toHaveLength(2);
  expect(await readings()).toBe(before);
});

test('an event that leads to somebody’s file shows it to themselves, and to anybody else as empty', async () => {
  const before = await readings();
  const [staff, cadre, both, officer] = await Promise.all(['staff', 'cadre1', 'both', 'officer05'].map((by) => follow(by, 'changed', ROUNDABOUT)));
  await open('2026-02', 'XZ01-05', 'XZ01-07');
  const told = async (wire: Wire | undefined, count: number) =>
    ((await wire?.heard('changed', count)) ?? []).map(({ data }) => {
      const { code, fileEntries } = data.rectificationChanged.rectification.officer;
      expect(fileEntries.nodes).toHaveLength(fileEntries.totalCount);
      expect(fileEntries.aggregates).toEqual([{ count: fileEntries.totalCount }]);
      return [code, fileEntries.totalCount > 0];
    });
  for (const wire of [staff, cadre]) {
    expect(await told(wire, 2)).toEqual([
      ['XZ01-05', false],
      ['XZ01-07', false],
    ]);
  }
  expect(await told(both, 2)).toEqual([
    ['XZ01-05', false],
    ['XZ01-07', true],
  ]);
  expect(await told(officer, 1)).toEqual([['XZ01-05', true]]);
  expect(await readings()).toBe(before);
});

test('where a server is open to everyone nobody in particular is read as such, and told nothing of a file by events', async () => {
  const { orm, url: databaseUrl } = offices.server.database;
  const everybodys = await serveDuban({ orm, databaseUrl, host: '127.0.0.1', port: 0, openToEveryone: true, report: (error) => offices.server.reported.push(error) });
  servers.push(everybodys);
  const wire = await follow(undefined, 'changed', ROUNDABOUT, `${everybodys.url.replace('http', 'ws')}/graphql`);
  const before = await readings();
  await open('2026-01', 'XZ01-05');
  expect((await wire.heard('changed', 1))[0]?.data.rectificationChanged.rectification.officer.fileEntries.totalCount).toBe(0);
  expect(await readings()).toBe(before);
  expect((await wire.ask('{ officerFileEntries(filter: { officer: { code: { eq: "XZ01-05" } } }) { totalCount } }')).data.officerFileEntries.totalCount).toBeGreaterThan(0);
  const [newest] = await orm.em.fork().execute('select reader_kind, reader_name, summed from officer_file_reading order by id desc limit 1');
  expect(newest).toEqual({ reader_kind: 'NOBODY', reader_name: null, summed: true });
});
