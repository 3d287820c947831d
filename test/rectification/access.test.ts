import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../server/access/policy.ts';
import { reactions } from '../../server/reactions.ts';
import { asking } from '../access/asking.ts';
import { administrator, person, type Visitor } from '../access/visitors.ts';
import { Wire } from '../http/live/wire.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { mutationOf, type Verb } from './desk.ts';

/* Who opens, works off, reviews and sees what: by role and by person. */

type Person = Visitor & { account: string };

let server: TestServer;
let secretary: Person;
let staff: Person;
/** Staff, and the reporter of the first unit, as in a small office. */
let both: Person;
let reporter: Person;
let neighbour: Person;
let cadreOffice: Person;
let officer: Person;
let colleague: Person;
/** A secretary who is an officer of the first unit. */
let deputy: Person;
let leader: Person;
let inspector: Person;
/** Of the first unit the first three, of the second one, of the third three; by id. */
let roll: { id: string; code: string }[];
const sockets: Wire[] = [];

beforeAll(async () => {
  server = await startTestServer({ trustProxy: true, openToEveryone: false, reactions, now: () => new Date('2026-09-28T01:00:00Z') });
  const city = await seed(server.database.orm).city().units({ TOWNSHIP: 3 }).officers(4).ruleBook(2026).round('2026-01').round('2026-02').round('2026-03').write();
  const admin = await administrator(server);
  const officers = (await admin.ask('{ officers(first: 100) { nodes { id code } } units { nodes { id code } } }')).data;
  roll = officers.officers.nodes;
  const unit = Object.fromEntries(officers.units.nodes.map(({ id, code }: { id: string; code: string }) => [code, id])) as Record<string, string>;
  expect(city.seededUnits.length).toBe(3);
  secretary = await person(server, admin, 'zhao', ['SECRETARY']);
  staff = await person(server, admin, 'qian', ['STAFF']);
  both = await person(server, admin, 'sun', ['STAFF', 'REPORTER'], { unit: unit.XZ01 });
  reporter = await person(server, admin, 'li', ['REPORTER'], { unit: unit.XZ01 });
  neighbour = await person(server, admin, 'zhou', ['REPORTER'], { unit: unit.XZ02 });
  cadreOffice = await person(server, admin, 'wu', ['CADRE_OFFICE'], { unit: unit.XZ01 });
  officer = await person(server, admin, 'zheng', ['OFFICER'], { officer: roll[0]?.id });
  colleague = await person(server, admin, 'wang', ['OFFICER'], { officer: roll[1]?.id });
  deputy = await person(server, admin, 'feng', ['SECRETARY', 'OFFICER'], { officer: roll[2]?.id });
  leader = await person(server, admin, 'chen', ['LEADER']);
  inspector = await person(server, admin, 'chu', ['INSPECTOR'], { assignedUnits: [unit.XZ01] });
});
afterEach(async () => {
  await Promise.all(sockets.splice(0).map((wire) => wire.cut()));
});
afterAll(() => server.stop());

/** Only what everybody who sees one may read. */
const BARE = '{ id state month measures(first: 9) { nodes { id } } }';

async function does(who: Visitor, verb: Verb, variables: Record<string, unknown>) {
  return (await who.do(mutationOf(verb, BARE), variables)).rectification as { id: string; measures: { nodes: { id: string }[] } };
}

async function refused(who: Visitor, verb: Verb, variables: Record<string, unknown>): Promise<{ code: string; found?: string }[]> {
  const { data, errors } = await who.ask(mutationOf(verb, BARE), variables);
  return errors
    ? errors.map(({ extensions }) => ({ code: String(extensions.code) }))
    : data[verb].problems.map(({ code, found }: { code: string; found: string }) => ({ code, found }));
}

const FORBIDDEN = [{ code: 'FORBIDDEN' }];
const ofUnit = (by: Visitor, month: string, unitCode = 'XZ01') => does(by, 'openRectification', { input: { month, unitCode, reason: '信访量上升' } });
const ofOfficer = (by: Visitor, month: string, who: number) => does(by, 'openRectification', { input: { month, officer: roll[who]?.id, reason: '考核为差' } });
const helpers = (...who: number[]) => who.map((at, n) => ({ kind: ['LEADER', 'DISCIPLINE', 'PROFESSIONAL'][n], officer: roll[at]?.id }));
const MEASURES = [{ content: '补齐台账', dueOn: '2026-10-12' }];
const REWORK = { reason: '再查', dueOn: '2026-10-20' };

const seenBy = async (who: Pick<Visitor, 'ask'>, fields = 'id'): Promise<{ data: { id: string }[]; codes: unknown[] }> => {
  const { data, errors } = await who.ask(`{ rectifications(first: 100) { nodes { ${fields} } } }`);
  return { data: data?.rectifications?.nodes, codes: (errors ?? []).map(({ extensions }) => extensions.code) };
};

test('a unit’s is worked off by its reporter, and by nobody else', async () => {
  const { id: rectification } = await ofUnit(staff, '2026-01');
  const explanation = { rectification, text: '说明' };
  for (const who of [neighbour, cadreOffice, officer, leader, inspector, staff, secretary]) expect(await refused(who, 'explainRectification', explanation)).toEqual(FORBIDDEN);
  await does(reporter, 'explainRectification', explanation);
  for (const who of [neighbour, staff]) expect(await refused(who, 'planMeasures', { rectification, measures: MEASURES })).toEqual(FORBIDDEN);
  const { measures } = await does(reporter, 'planMeasures', { rectification, measures: MEASURES });
  const completion = { measure: measures.nodes[0]?.id, evidence: '照片' };
  for (const who of [neighbour, staff]) expect(await refused(who, 'completeMeasure', completion)).toEqual(FORBIDDEN);
  await does(reporter, 'completeMeasure', completion);
  await does(reporter, 'submitRectification', { rectification });
  for (const who of [reporter, neighbour, leader]) expect(await refused(who, 'acceptRectification', { rectification, opinion: null })).toEqual(FORBIDDEN);
  // Who opened it may review it.
  await does(staff, 'acceptRectification', { rectification, opinion: '到位' });
});

test('who did any of the work does not review it, also after it was sent back, whatever roles they have', async () => {
  const { id: rectification } = await ofUnit(both, '2026-02');
  await does(both, 'explainRectification', { rectification, text: '说明' });
  const { measures } = await does(reporter, 'planMeasures', { rectification, measures: MEASURES });
  await does(reporter, 'completeMeasure', { measure: measures.nodes[0]?.id, evidence: '照片' });
  await does(reporter, 'submitRectification', { rectification });
  const own = [{ code: 'DUTY_NOT_SEPARATED', found: 'EXPLAIN' }];
  expect(await refused(both, 'acceptRectification', { rectification, opinion: null })).toEqual(own);
  expect(await refused(both, 'sendBackRectification', { rectification, ...REWORK })).toEqual(own);
  expect(await refused(both, 'withdrawRectification', { rectification, reason: '立错' })).toEqual(own);
  await does(staff, 'sendBackRectification', { rectification, ...REWORK });
  const again = await does(both, 'planMeasures', { rectification, measures: MEASURES });
  await does(reporter, 'completeMeasure', { measure: again.measures.nodes[1]?.id, evidence: '照片' });
  await does(reporter, 'submitRectification', { rectification });
  expect(await refused(both, 'acceptRectification', { rectification, opinion: null })).toEqual([{ code: 'DUTY_NOT_SEPARATED', found: 'EXPLAIN, PLAN' }]);
  await does(secretary, 'acceptRectification', { rectification, opinion: null });
  expect(await refused(both, 'reopenRectification', { rectification, ...REWORK })).toEqual([{ code: 'DUTY_NOT_SEPARATED', found: 'EXPLAIN, PLAN' }]);
});

test('a person’s is worked off by themselves, or filed by their organ’s cadre office; nobody judges their own, nor helps in what they opened', async () => {
  const { id: rectification } = await ofOfficer(deputy, '2026-01', 0);
  for (const who of [reporter, colleague, both]) expect(await refused(who, 'explainRectification', { rectification, text: '说明' })).toEqual(FORBIDDEN);
  await does(officer, 'explainRectification', { rectification, text: '本人说明' });
  expect(await refused(cadreOffice, 'assignHelpers', { rectification, helpers: helpers(1, 3, 4) })).toEqual(FORBIDDEN);
  expect(await refused(staff, 'assignHelpers', { rectification, helpers: helpers(1, 2, 4) })).toEqual([{ code: 'HELPER_IS_JUDGE', found: roll[2]?.code }]);
  await does(staff, 'assignHelpers', { rectification, helpers: helpers(1, 3, 4) });
  const { measures } = await does(cadreOffice, 'planMeasures', { rectification, measures: MEASURES });
  await does(officer, 'completeMeasure', { measure: measures.nodes[0]?.id, evidence: '学习笔记' });
  await does(officer, 'submitRectification', { rectification });
  await does(deputy, 'acceptRectification', { rectification, opinion: null });

  const { id: own } = await ofOfficer(staff, '2026-01', 2);
  const subject = [{ code: 'DUTY_NOT_SEPARATED', found: roll[2]?.code }];
  expect(await refused(deputy, 'assignHelpers', { rectification: own, helpers: helpers(1, 3, 4) })).toEqual(subject);
  expect(await refused(deputy, 'withdrawRectification', { rectification: own, reason: '不该立' })).toEqual(subject);
});

test('everybody sees theirs: a wall and leaders never a person’s, a reporter the unit’s, an officer their own, a cadre office its organ’s officers’', async () => {
  await ofUnit(staff, '2026-03', 'XZ02');
  const colleagues = await ofOfficer(staff, '2026-02', 1);
  const strangers = await ofOfficer(staff, '2026-02', 5);
  const all = (await seenBy(staff, 'id unit { code } officer { id }')).data as unknown as { id: string; unit: { code: string }; officer: { id: string } | null }[];
  const which = (fits: (one: (typeof all)[number]) => boolean) => all.filter(fits).map(({ id }) => id);
  const ids = async (who: Pick<Visitor, 'ask'>) => (await seenBy(who)).data.map(({ id }) => id);

  const ofUnits = which((one) => !one.officer);
  expect(await ids(reporter)).toEqual(which((one) => !one.officer && one.unit.code === 'XZ01'));
  expect(await ids(neighbour)).toEqual(which((one) => !one.officer && one.unit.code === 'XZ02'));
  expect(await ids(officer)).toEqual(which((one) => one.officer?.id === roll[0]?.id));
  expect(await ids(colleague)).toEqual([colleagues.id]);
  expect(await ids(cadreOffice)).toEqual(which((one) => one.officer !== null && one.unit.code === 'XZ01'));
  expect(await ids(cadreOffice)).not.toContain(strangers.id);
  expect(await ids(leader)).toEqual(ofUnits);
  expect((await seenBy(inspector)).codes).toEqual(['FORBIDDEN']);

  // A screen sends nothing but the board's own documents: asked as one would be answered.
  const asks = await asking(server);
  const screen = {
    ask: async (...asked: [string, Record<string, unknown>?]) => (await asks.ask({ kind: 'screen', roles: [Role.SCREEN] }, ...asked)) as Awaited<ReturnType<Visitor['ask']>>,
  };
  expect(await ids(screen)).toEqual(ofUnits);
  expect((await screen.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [strangers.id] })).data.nodes).toEqual([null]);
  expect((await screen.ask('{ correctiveMeasures { nodes { rectification { id } position dueOn completedAt } } }')).data.correctiveMeasures.nodes).not.toContainEqual(
    expect.objectContaining({ rectification: { id: strangers.id } }),
  );
  for (const who of [screen, leader]) {
    expect((await seenBy(who, 'state dueOn reopenings closedAt')).codes).toEqual([]);
    for (const text of ['reason', 'explanation', 'explainedBy', 'review', 'reviewedBy', 'openedBy', 'withdrawalReason', 'steps { totalCount }', 'helpers { totalCount }']) {
      expect((await seenBy(who, text)).codes.length).toBeGreaterThan(0);
    }
    expect((await who.ask('{ correctiveMeasures { nodes { content } } }')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await who.ask('{ rectifications(filter: { reason: { contains: "考核" } }) { totalCount } }')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
  // Those who are helped know by whom, though they see nobody else on the roll.
  const { data } = await officer.ask('{ rectificationHelpers { nodes { kind officerName officer { code } } } }');
  expect(data.rectificationHelpers.nodes).toContainEqual({ kind: 'LEADER', officerName: `干警${roll[1]?.code}`, officer: null });
  await asks.stop();
});

test('each is told of the steps of what they see, as they are taken', async () => {
  const STEPS = 'subscription ($after: EventCursor) { rectificationChanged(after: $after) { step rectification { month unit { code } } } }';
  const now = await staff.ask('{ board { cursor } }');
  const follow = async ({ cookie }: Visitor) => {
    const wire = await Wire.open(server.socketUrl, { headers: { cookie: cookie ?? '' } });
    sockets.push(wire);
    await wire.listen('steps', STEPS, { after: now.data.board.cursor });
    return wire;
  };
  const [committee, own, person_, wall] = await Promise.all([follow(staff), follow(reporter), follow(colleague), follow(leader)]);
  const unit = await ofUnit(staff, '2026-03');
  const { id } = await ofOfficer(staff, '2026-04', 1);
  await does(colleague, 'explainRectification', { rectification: id, text: '说明' });
  await does(reporter, 'explainRectification', { rectification: unit.id, text: '说明' });
  const heard = async (wire: Wire, count: number) =>
    (await wire.heard('steps', count)).map(({ data }) => `${data.rectificationChanged.step} ${data.rectificationChanged.rectification.month}`);
  expect(await heard(committee, 4)).toEqual(['OPEN 2026-03', 'OPEN 2026-04', 'EXPLAIN 2026-04', 'EXPLAIN 2026-03']);
  expect(await heard(person_, 2)).toEqual(['OPEN 2026-04', 'EXPLAIN 2026-04']);
  for (const wire of [own, wall]) expect(await heard(wire, 2)).toEqual(['OPEN 2026-03', 'EXPLAIN 2026-03']);
});
