import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../server/access/policy.ts';
import type { Viewer } from '../../server/access/viewer.ts';
import { dataOf, EventStreamReader } from '../http/live/eventStream.ts';
import { Wire } from '../http/live/wire.ts';
import { Office } from '../inspection/office.ts';
import { statementsOf } from '../read/statements.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { signedIn } from './signedIn.ts';

/* Of what happens each is told what concerns the rows they may see, and for the rest it is as if it had not happened. */

const BOARD = `subscription ($after: EventCursor) { board(after: $after) { __typename cursor round { month } progress { units inspected findings vetoProposals }
  ... on UnitInspected { inspection { unit { code } } } ... on FindingRecorded { finding { inspection { unit { code } } } } ... on FindingRetracted { finding { inspection { unit { code } } } }
  ... on ResultPublished { result { unit { code } } } } }`;
const RESULTS = 'subscription ($after: EventCursor) { inspectionResultPublished(after: $after) { cursor result { version unit { code unitClass } } } }';

let server: TestServer;
let units: Map<string, number>;
let month = 0;
const open: Wire[] = [];
const sql = (text: string, values: unknown[] = []) => server.database.orm.em.fork().execute(text, values) as Promise<Record<string, never>[]>;
beforeAll(async () => {
  server = await startTestServer();
  const { seededUnits } = await seed(server.database.orm).city(2).units({ TOWNSHIP: 4, CITY: 2 }).officers(1).ruleBook(2026).write();
  units = new Map(seededUnits.map(({ code, id }) => [code, id]));
});
afterEach(async () => void (await Promise.all(open.splice(0).map((wire) => wire.cut()))));
afterAll(() => server.stop());

const key = (code: string) => units.get(code) as number;

async function socketOf(viewer: Omit<Viewer, 'kind'>): Promise<Wire> {
  const { cookie } = await signedIn(server, viewer);
  const wire = await Wire.open(server.socketUrl, { headers: { cookie } });
  open.push(wire);
  return wire;
}

/** `RoundOpened`, `FindingRecorded XZ01` */
function wordsOf({ data: { board } }: { data: { board: Record<string, never> } }): string {
  const { inspection, finding, result } = board as unknown as Record<string, { unit?: { code: string }; inspection?: { unit: { code: string } } } | undefined>;
  const { code } = inspection?.unit ?? finding?.inspection?.unit ?? result?.unit ?? { code: '' };
  return `${board.__typename} ${code}`.trim();
}

/** A month of its own, in which XZ01, XZ02 and SZ01 are inspected, something is found and taken back at each, and results are published. */
async function aMonth(): Promise<Office> {
  const office = new Office(server, `2026-${String(++month).padStart(2, '0')}`);
  await office.open();
  for (const code of ['XZ01', 'XZ02', 'SZ01']) {
    await office.recorded(code);
    await office.retract(await office.recorded(code));
  }
  await office.publish();
  return office;
}

const EVERYTHING = ['XZ01', 'XZ02', 'SZ01'].flatMap((code) => [`UnitInspected ${code}`, `FindingRecorded ${code}`, `FindingRecorded ${code}`, `FindingRetracted ${code}`]);
/** In the order of publication. */
const PUBLISHED = async (office: Office) => {
  const rows = await sql(
    `select u.code from event e join inspection_result r on r.id = (e.data ->> 'result')::int join inspection_round o on o.id = r.round_id join unit u on u.id = r.unit_id where e.kind = 'RESULT_PUBLISHED' and o.month = ? order by e.tx, e.id`,
    [office.month],
  );
  return rows.map(({ code }) => `ResultPublished ${code}`);
};

test('on the board an inspector is told of the units assigned, a reporter of the own unit and of its class’s results, a leader of results', async () => {
  const [committee, inspector, reporter, leader] = await Promise.all([
    socketOf({ roles: [Role.STAFF] }),
    socketOf({ roles: [Role.INSPECTOR], assignedUnits: [key('XZ02'), key('SZ01')] }),
    socketOf({ roles: [Role.REPORTER], unit: key('XZ01') }),
    socketOf({ roles: [Role.LEADER] }),
  ]);
  for (const wire of [committee, inspector, reporter, leader]) await wire.listen('board', BOARD);
  const office = await aMonth();
  const published = await PUBLISHED(office);
  const all = ['RoundOpened', ...EVERYTHING, ...published, 'RoundPublished'];
  const of = (...codes: string[]) => all.filter((words) => !words.includes(' ') || codes.some((code) => words.endsWith(code)));
  const expected: [Wire, string[]][] = [
    [committee, all],
    [inspector, of('XZ02', 'SZ01').filter((words) => !words.startsWith('Result'))],
    [reporter, all.filter((words) => of('XZ01').includes(words) || words === 'ResultPublished XZ02')],
    [leader, all.filter((words) => /^(Round|Result)/.test(words))],
  ];
  // The last of a month is for everybody: what came before it has come.
  for (const [wire, words] of expected) expect((await wire.heard('board', words.length)).map(wordsOf)).toEqual(words);
});

test('progress counts for each what they see, in the snapshot as in every event', async () => {
  const [inspector, reporter] = await Promise.all([
    socketOf({ roles: [Role.INSPECTOR], assignedUnits: [key('XZ02'), key('SZ01'), key('XZ04')] }),
    socketOf({ roles: [Role.REPORTER], unit: key('XZ01') }),
  ]);
  for (const wire of [inspector, reporter]) await wire.listen('board', BOARD);
  const office = await aMonth();
  const counts = { vetoProposals: 0 };
  expect((await inspector.heard('board', 10)).at(-1).data.board.progress).toEqual({ units: 3, inspected: 2, findings: 2, ...counts });
  expect((await reporter.heard('board', 8)).at(-1).data.board.progress).toEqual({ units: 1, inspected: 1, findings: 1, ...counts });
  const snapshot = await inspector.ask(`{ board(month: "${office.month}") { progress { units inspected findings vetoProposals } recent { __typename } } }`);
  expect(snapshot.data.board).toMatchObject({ progress: { units: 3, inspected: 2, findings: 2, ...counts }, recent: { length: 10 } });
});

test('the ticker of the snapshot begins with events that the viewer may see, as many as anybody’s', async () => {
  await aMonth();
  await aMonth();
  const cookies = await Promise.all([
    signedIn(server, { roles: [Role.REPORTER], unit: key('SZ02') }),
    signedIn(server, { roles: [Role.INSPECTOR], assignedUnits: [key('XZ01')] }),
    signedIn(server, { roles: [Role.LEADER] }),
  ]);
  const recent = async ({ cookie }: { cookie: string }) => {
    const query = BOARD.replace(/^.*?\{ board\(after: \$after\)/s, '{ board { recent').replace(/\}$/, '} }');
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify({ query }) });
    const { data, errors } = (await response.json()) as { data: { board: { recent: Record<string, never>[] } }; errors?: unknown };
    expect(errors).toBeUndefined();
    return data.board.recent.map((board) => wordsOf({ data: { board } }));
  };
  const [reporter, inspector, leader] = await Promise.all(cookies.map(recent));
  expect(reporter?.filter((words) => words.includes(' ') && words !== 'ResultPublished SZ01')).toEqual([]);
  expect(reporter?.length).toBeGreaterThan(5);
  expect(inspector?.slice(0, 6)).toEqual(['RoundPublished', 'FindingRetracted XZ01', 'FindingRecorded XZ01', 'FindingRecorded XZ01', 'UnitInspected XZ01', 'RoundOpened']);
  expect(leader?.filter((words) => !/^(Round|Result)/.test(words))).toEqual([]);
});

test('results reach a reporter of the class and a cadre office of the unit, over either transport, live and replayed', async () => {
  const office = new Office(server, `2026-${String(++month).padStart(2, '0')}`);
  const { board } = await server.ask('{ board { cursor } }');
  const [reporter, cadreOffice] = [
    { roles: [Role.REPORTER], unit: key('XZ02') },
    { roles: [Role.CADRE_OFFICE], unit: key('XZ01') },
  ];
  const live = await Promise.all([reporter, cadreOffice].map(socketOf));
  // After the cursor: "from now on" may begin before what was published just now, where the server has not heard of that yet.
  for (const wire of live) await wire.listen('results', RESULTS, { after: board.cursor });
  await office.open();
  for (const code of ['SZ01', 'XZ01', 'XZ02', 'SZ02', 'XZ03']) await office.recorded(code);
  await office.publish();
  const told = async (wire: Wire, count: number) => (await wire.heard('results', count)).map(({ data }) => data.inspectionResultPublished.result.unit.code).sort();
  expect(await told(live[0] as Wire, 3)).toEqual(['XZ01', 'XZ02', 'XZ03']);
  expect(await told(live[1] as Wire, 1)).toEqual(['XZ01']);

  const { cookie } = await signedIn(server, cadreOffice);
  const replayed = await EventStreamReader.open(`${server.url}/graphql?query=${encodeURIComponent(RESULTS)}`, { headers: { cookie, 'last-event-id': board.cursor } });
  expect((await replayed.heard(1)).map((event) => dataOf(event).data.inspectionResultPublished.result.unit.code)).toEqual(['XZ01']);
  // A correction of another unit's comes first, the own one's after it.
  for (const code of ['SZ01', 'XZ01']) await office.correct((await office.resultOf(code)).id, { record: [office.finding({ itemCode: 'A4' })] });
  const [, corrected] = await replayed.heard(2);
  expect(dataOf(corrected).data.inspectionResultPublished.result).toMatchObject({ version: 2, unit: { code: 'XZ01' } });
  replayed.cut();
});

test('no cursor that is told is that of an event which is not', async () => {
  const inspector = await socketOf({ roles: [Role.INSPECTOR], assignedUnits: [key('XZ02')] });
  const [staff, other] = await Promise.all([socketOf({ roles: [Role.STAFF] }), socketOf({ roles: [Role.INSPECTOR], assignedUnits: [key('XZ02')] })]);
  const { board } = await server.ask('{ board { cursor } }');
  for (const wire of [inspector, staff]) await wire.listen('board', BOARD, { after: board.cursor });
  await aMonth();
  await other.listen('board', BOARD, { after: board.cursor });
  const all = await staff.heard('board', 17);
  for (const wire of [inspector, other]) {
    const told = await wire.heard('board', 6);
    const cursors = told.map(({ data }) => data.board.cursor);
    expect(told.map(({ extensions }) => extensions.after)).toEqual([board.cursor, ...cursors.slice(0, -1)]);
  }
  expect(all.map(({ extensions }) => extensions.after)).toEqual([board.cursor, ...all.slice(0, -1).map(({ data }) => data.board.cursor)]);
});

test('whether a row may be seen is asked when its event is told: of a unit that has changed its class nothing more is replayed to the old one', async () => {
  const { board } = await server.ask('{ board { cursor } }');
  await aMonth();
  const township = { roles: [Role.REPORTER], unit: key('XZ03') };
  const [before, after] = await Promise.all([socketOf(township), socketOf(township)]);
  const told = async (wire: Wire, count: number) => (await wire.heard('results', count)).map(({ data }) => data.inspectionResultPublished.result.unit.code).sort();
  await before.listen('results', RESULTS, { after: board.cursor });
  expect(await told(before, 2)).toEqual(['XZ01', 'XZ02']);
  await sql(`update unit set unit_class = 'CITY' where code = 'XZ01'`);
  // The answer is not kept for who asks the same.
  await after.listen('results', RESULTS, { after: board.cursor });
  expect(await told(after, 1)).toEqual(['XZ02']);
  await sql(`update unit set unit_class = 'TOWNSHIP' where code = 'XZ01'`);
  await aMonth();
  expect(await told(after, 3)).toEqual(['XZ01', 'XZ02', 'XZ02']);
});

test('what is shown of an event is asked for each time, too: nothing is kept of a class that has come to see less', async () => {
  const query = 'subscription ($after: EventCursor) { inspectionResultPublished(after: $after) { cursor result { unit { code region { units { nodes { code } } } } } } }';
  const { board } = await server.ask('{ board { cursor } }');
  await aMonth();
  const reporter = { roles: [Role.REPORTER], unit: key('XZ01') };
  const [before, after] = await Promise.all([socketOf(reporter), socketOf(reporter)]);
  const neighbours = async (wire: Wire) => {
    await wire.listen('results', query, { after: board.cursor });
    const own = (await wire.heard('results', 2)).find(({ data }) => data.inspectionResultPublished.result.unit.code === 'XZ01');
    return own.data.inspectionResultPublished.result.unit.region.units.nodes.map(({ code }: { code: string }) => code);
  };
  expect(await neighbours(before)).toEqual(['XZ01', 'XZ03']);
  await sql(`update unit set unit_class = 'LINE' where code = 'XZ03'`);
  expect(await neighbours(after)).toEqual(['XZ01']);
  await sql(`update unit set unit_class = 'TOWNSHIP' where code = 'XZ03'`);
});

test('one statement a class says which events of a burst are told, however many follow; and none where every row may be seen, or no row', async () => {
  await aMonth();
  const [inspection] = await sql(`select i.id, i.round_id from inspection i join unit u on u.id = i.unit_id where u.code = 'XZ01' order by i.id desc limit 1`);
  const burst = () =>
    sql(
      `insert into event (kind, data) select k.kind, jsonb_build_object('round', ?::int, 'inspection', ?::int, 'finding', f.id) from finding f, (values ('UNIT_INSPECTED'), ('FINDING_RECORDED')) as k (kind) where f.inspection_id = ? order by f.id`,
      [inspection?.round_id, inspection?.id, inspection?.id],
    );
  const CURSORS = BOARD.replace(/progress.*/s, '__typename } }');
  const asked = async (viewer: Omit<Viewer, 'kind'>, events: number) => {
    const wires = await Promise.all([1, 2, 3].map(() => socketOf(viewer)));
    for (const wire of wires) await wire.listen('board', CURSORS);
    const statements = await statementsOf(async () => {
      await burst();
      // The last of a burst that a leader is told of.
      await sql(`insert into event (kind, data) values ('ROUND_OPENED', jsonb_build_object('round', ?::int))`, [inspection?.round_id]);
      await Promise.all(wires.map((wire) => wire.heard('board', events)));
    });
    await Promise.all(wires.map((wire) => wire.cut()));
    return statements.filter((text) => /select t\.id from/.test(text)).map((text) => /"(inspection|finding|inspection_result|inspection_round)" as "t"/.exec(text)?.[1]);
  };
  expect(await asked({ roles: [Role.STAFF] }, 5)).toEqual([]);
  expect(await asked({ roles: [Role.LEADER] }, 1)).toEqual([]);
  expect((await asked({ roles: [Role.INSPECTOR], assignedUnits: [key('XZ01')] }, 5)).sort()).toEqual(['finding', 'inspection']);
});
