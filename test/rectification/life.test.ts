import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { statementsOn } from '../../server/database/index.ts';
import { openDeadlines } from '../../server/rectification/index.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { openSession } from '../testkit/sessions.ts';
import { Desk, type Payload, type Verb } from './desk.ts';

let server: TestServer;
let desk: Desk;
/** A Monday before the holidays of October. */
const MONDAY = new Date('2026-09-28T01:00:00Z');
let now = MONDAY;
beforeAll(async () => {
  server = await startTestServer({ now: () => now });
  await seed(server.database.orm).city().units({ TOWNSHIP: 3 }).officers(4).ruleBook(2026).round('2026-01').round('2026-02').write();
  desk = new Desk(server);
});
beforeEach(() => {
  now = MONDAY;
});
afterAll(() => server.stop());

const codes = ({ problems }: Payload) => problems.map(({ code, field, found }) => ({ code, field, found }));
const refusedWith = async (verb: Verb, variables: Record<string, unknown>) => codes(await desk.do(verb, variables));
const officers = async (unit: string): Promise<{ id: string; code: string }[]> =>
  (await server.ask('query ($unit: String!) { officers(filter: { unit: { code: { eq: $unit } } }) { nodes { id code } } }', { unit })).officers.nodes;
const db = () => statementsOn(server.database.orm.em.fork().getKysely<object>());

test('a unit explains within five working days, plans, completes, submits, and is accepted; every step is kept', async () => {
  const opened = await desk.open('XZ01', '2026-01');
  // The 29th and 30th, seven days of holidays, the 8th, the 9th, and a Saturday that is worked.
  expect(opened).toMatchObject({ origin: 'HAND', state: 'OPENED', dueOn: '2026-10-10', officer: null, result: null });
  const explained = await desk.done('explainRectification', { rectification: opened.id, text: ' 值班制度没有落实 ' });
  expect(explained).toMatchObject({ state: 'EXPLAINED', dueOn: '2026-10-10', explanation: '值班制度没有落实' });

  const planned = await desk.done('planMeasures', {
    rectification: opened.id,
    measures: [
      { content: '补齐台账', dueOn: '2026-10-20' },
      { content: '夜间巡逻', dueOn: '2026-10-15' },
    ],
  });
  expect(planned).toMatchObject({ state: 'PLANNED', dueOn: '2026-10-15' });
  const [first, second] = planned.measures.nodes.map(({ id }) => id) as [string, string];
  expect(await refusedWith('submitRectification', { rectification: opened.id })).toEqual([{ code: 'MEASURES_INCOMPLETE', field: 'rectification', found: '1, 2' }]);
  expect(await desk.done('completeMeasure', { measure: second, evidence: '巡逻记录' })).toMatchObject({ state: 'PLANNED', dueOn: '2026-10-20' });
  expect(await refusedWith('completeMeasure', { measure: second, evidence: '巡逻记录' })).toEqual([{ code: 'MEASURE_ALREADY_COMPLETE', field: 'measure', found: '2' }]);
  // All are complete: it is to be submitted by the last day.
  expect(await desk.done('completeMeasure', { measure: first, evidence: '台账照片' })).toMatchObject({ dueOn: '2026-10-20' });
  expect(await desk.done('submitRectification', { rectification: opened.id })).toMatchObject({ state: 'SUBMITTED', dueOn: null });

  const closed = await desk.done('acceptRectification', { rectification: opened.id, opinion: '整改到位' });
  expect(closed).toMatchObject({ state: 'CLOSED', review: '整改到位', closedAt: MONDAY.toISOString(), dueOn: null });
  expect(closed.steps.nodes.map(({ kind, state, text, dueOn }) => [kind, state, text, dueOn])).toEqual([
    ['OPEN', 'OPENED', '信访量连续上升', '2026-10-10'],
    ['EXPLAIN', 'EXPLAINED', '值班制度没有落实', '2026-10-10'],
    ['PLAN', 'PLANNED', '1. 补齐台账 2026-10-20\n2. 夜间巡逻 2026-10-15', '2026-10-15'],
    ['COMPLETE', 'PLANNED', '巡逻记录', '2026-10-20'],
    ['COMPLETE', 'PLANNED', '台账照片', '2026-10-20'],
    ['SUBMIT', 'SUBMITTED', null, null],
    ['ACCEPT', 'CLOSED', '整改到位', null],
  ]);
});

test('what was sent back, and what was closed and taken up again, gets further measures, and loses nothing', async () => {
  const { id } = await desk.submitted(await desk.planned(await desk.open('XZ02', '2026-01'), ['2026-10-01']));
  const back = await desk.done('sendBackRectification', { rectification: id, reason: '佐证不足', dueOn: '2026-10-12' });
  expect(back).toMatchObject({ state: 'REOPENED', dueOn: '2026-10-12', reopenings: 1, review: '佐证不足', explanation: '值班制度没有落实' });
  const again = await desk.done('planMeasures', { rectification: id, measures: [{ content: '重新走访', dueOn: '2026-10-14' }] });
  expect(again.measures.nodes.map(({ position, completedAt }) => [position, completedAt !== null])).toEqual([
    [1, true],
    [2, false],
  ]);
  await desk.submitted(again);
  await desk.done('acceptRectification', { rectification: id });
  const reopened = await desk.done('reopenRectification', { rectification: id, reason: '问题反弹', dueOn: '2026-10-30' });
  expect(reopened).toMatchObject({ state: 'REOPENED', dueOn: '2026-10-30', reopenings: 2, closedAt: null });
  expect(reopened.steps.nodes.map(({ kind }) => kind).slice(-5)).toEqual(['PLAN', 'COMPLETE', 'SUBMIT', 'ACCEPT', 'REOPEN']);
  expect(reopened.steps.nodes.map(({ text }) => text)).toEqual(expect.arrayContaining(['佐证不足', '现场照片三张', '问题反弹']));
});

test('each step that is not legal is refused, naming those that are', async () => {
  const opened = await desk.open('XZ03', '2026-01');
  const { id } = opened;
  const rework = { rectification: id, reason: '再查', dueOn: '2026-10-20' };
  const verbs: [Verb, Record<string, unknown>][] = [
    ['explainRectification', { rectification: id, text: '说明' }],
    ['planMeasures', { rectification: id, measures: [{ content: '措施', dueOn: '2026-10-20' }] }],
    ['submitRectification', { rectification: id }],
    ['acceptRectification', { rectification: id }],
    ['sendBackRectification', rework],
    ['reopenRectification', rework],
    ['assignHelpers', { rectification: id, helpers: [] }],
  ];
  /** Each verb but these is refused, and says that these can be taken. */
  const only = async (state: string, legal: string[]) => {
    for (const [verb, variables] of verbs.filter(([each]) => !legal.includes(each))) {
      const { problems } = await desk.do(verb, variables);
      expect({ verb, problems }).toMatchObject({
        verb,
        problems: [{ code: 'RECTIFICATION_STEP_ILLEGAL', message: `整改状态为 ${state}，只能办理：${legal.join(', ') || '无 nothing'}` }],
      });
    }
  };
  await only('OPENED', ['explainRectification', 'withdrawRectification']);
  await desk.done('explainRectification', { rectification: id, text: '说明' });
  await only('EXPLAINED', ['planMeasures', 'withdrawRectification']);
  const planned = await desk.done('planMeasures', { rectification: id, measures: [{ content: '措施', dueOn: '2026-10-20' }] });
  await only('PLANNED', ['planMeasures', 'completeMeasure', 'submitRectification', 'withdrawRectification']);
  await desk.submitted(planned);
  await only('SUBMITTED', ['acceptRectification', 'sendBackRectification', 'withdrawRectification']);
  const measure = planned.measures.nodes[0]?.id;
  expect(await desk.do('completeMeasure', { measure, evidence: '补' })).toMatchObject({ problems: [{ code: 'RECTIFICATION_STEP_ILLEGAL', found: 'SUBMITTED' }] });
  await desk.done('sendBackRectification', rework);
  await only('REOPENED', ['planMeasures', 'withdrawRectification']);
  await desk.done('withdrawRectification', { rectification: id, reason: '立错单位' });
  await only('WITHDRAWN', []);
  // Who was withdrawn can be opened anew; who stands cannot.
  await desk.open('XZ03', '2026-01');
  expect(await refusedWith('openRectification', { input: { month: '2026-01', unitCode: 'XZ03', reason: '再立' } })).toEqual([
    { code: 'RECTIFICATION_ALREADY_OPEN', field: 'month', found: 'XZ03 2026-01' },
  ]);
});

test('what is missing, too long, too early or too late is named, all of it at once, and nothing is changed', async () => {
  const { id } = await desk.open('XZ01', '2026-02');
  expect(await refusedWith('explainRectification', { rectification: id, text: '  ' })).toEqual([{ code: 'VALUE_MISSING', field: 'text', found: null }]);
  expect(await refusedWith('explainRectification', { rectification: id, text: '长'.repeat(2001) })).toMatchObject([{ code: 'VALUE_TOO_LONG' }]);
  await desk.done('explainRectification', { rectification: id, text: '说明' });
  expect(await refusedWith('planMeasures', { rectification: id, measures: [] })).toEqual([{ code: 'VALUE_MISSING', field: 'measures', found: null }]);
  const dated = (...days: string[]) => ({ rectification: id, measures: days.map((dueOn) => ({ content: '措施', dueOn })) });
  expect(await refusedWith('planMeasures', dated('2026-09-27', '2026-09-28', '2027-03-27', '2027-03-28'))).toEqual([
    { code: 'DEADLINE_OUT_OF_RANGE', field: 'dueOn', found: '2026-09-27' },
    { code: 'DEADLINE_OUT_OF_RANGE', field: 'dueOn', found: '2027-03-28' },
  ]);
  // It is the 29th in China already, though not in Greenwich.
  now = new Date('2026-09-28T17:00:00Z');
  expect(await refusedWith('planMeasures', dated('2026-09-28'))).toMatchObject([{ code: 'DEADLINE_OUT_OF_RANGE' }]);
  expect(await refusedWith('planMeasures', dated(...Array.from({ length: 51 }, () => '2026-10-08')))).toMatchObject([{ code: 'NUMBER_OUT_OF_RANGE', found: '51' }]);
  expect((await desk.of('XZ01', '2026-02'))[0]).toMatchObject({ state: 'EXPLAINED', measures: { nodes: [] }, dueOn: '2026-10-10' });
});

test('one is opened of a unit or of a person, not of both, of such as there are', async () => {
  const [person] = await officers('XZ01');
  const input = { month: '2026-01', reason: '理由' };
  expect(await refusedWith('openRectification', { input })).toMatchObject([{ code: 'RECTIFICATION_OF_ONE' }]);
  expect(await refusedWith('openRectification', { input: { ...input, unitCode: 'XZ01', officer: person?.id } })).toMatchObject([{ code: 'RECTIFICATION_OF_ONE' }]);
  expect(await refusedWith('openRectification', { input: { ...input, unitCode: 'XZ99' } })).toMatchObject([{ code: 'UNKNOWN_UNIT' }]);
  expect(await refusedWith('openRectification', { input: { ...input, unitCode: 'XZ01', month: '2026-09' } })).toMatchObject([{ code: 'ROUND_MISSING' }]);
  expect(await refusedWith('openRectification', { input: { ...input, officer: 'nobody' } })).toMatchObject([{ code: 'UNKNOWN_ID', field: 'officer' }]);
  expect(await refusedWith('openRectification', { input: { ...input, unitCode: 'XZ01', reason: ' ' } })).toMatchObject([{ code: 'VALUE_MISSING', field: 'reason' }]);
});

test('a person has exactly three helpers before measures are planned: one of each kind, all different, none of them the person', async () => {
  const [subject, one, two, three] = (await officers('XZ02')) as { id: string; code: string }[];
  const [other] = await officers('XZ03');
  const opened = await desk.done('openRectification', { input: { month: '2026-03', officer: subject?.id, reason: '考核为差' } });
  expect(opened).toMatchObject({ unit: { code: 'XZ02' }, officer: { code: subject?.code }, state: 'OPENED' });
  const rectification = opened.id;
  await desk.done('explainRectification', { rectification, text: '本人说明' });
  const measures = [{ content: '参加学习', dueOn: '2026-10-20' }];
  expect(await refusedWith('planMeasures', { rectification, measures })).toEqual([{ code: 'HELPERS_INCOMPLETE', field: 'helpers', found: '无 none' }]);

  const three_ = (...who: (typeof subject)[]) => who.map((officer, at) => ({ kind: ['LEADER', 'DISCIPLINE', 'PROFESSIONAL'][at], officer: officer?.id }));
  const assign = async (helpers: unknown) => refusedWith('assignHelpers', { rectification, helpers });
  expect(await assign(three_(one, two))).toEqual([{ code: 'HELPERS_INCOMPLETE', field: 'helpers', found: 'LEADER, DISCIPLINE' }]);
  expect(await assign([...three_(one, two), { kind: 'LEADER', officer: three?.id }])).toMatchObject([{ code: 'HELPERS_INCOMPLETE', found: 'LEADER, DISCIPLINE, LEADER' }]);
  expect(await assign([...three_(one, two, three), { kind: 'LEADER', officer: other?.id }])).toMatchObject([{ code: 'HELPERS_INCOMPLETE' }]);
  expect(await assign(three_(one, two, one))).toEqual([{ code: 'HELPER_TWICE', field: 'helpers', found: one?.code }]);
  expect(await assign(three_(one, subject, subject))).toEqual([
    { code: 'HELPER_IS_SUBJECT', field: 'helpers', found: subject?.code },
    { code: 'HELPER_TWICE', field: 'helpers', found: subject?.code },
  ]);
  expect(await assign(three_(one, two, { id: 'nobody', code: '' }))).toMatchObject([{ code: 'UNKNOWN_ID', field: 'helpers' }]);
  expect((await desk.of('XZ02', '2026-03'))[0]?.helpers.nodes).toEqual([]);

  await desk.done('assignHelpers', { rectification, helpers: three_(one, two, other) });
  // Others in their place, two of whom only change it; who they were is kept.
  const changed = await desk.done('assignHelpers', { rectification, helpers: three_(two, one, three) });
  expect(changed.helpers.nodes.map(({ kind, officerName }) => `${kind} ${officerName}`).sort()).toEqual([
    `DISCIPLINE 干警${one?.code}`,
    `LEADER 干警${two?.code}`,
    `PROFESSIONAL 干警${three?.code}`,
  ]);
  expect(changed.steps.nodes.map(({ text }) => text)).toContain(
    `LEADER 干警${one?.code} ${one?.code}\nDISCIPLINE 干警${two?.code} ${two?.code}\nPROFESSIONAL 干警${other?.code} ${other?.code}`,
  );
  expect(await desk.done('planMeasures', { rectification, measures })).toMatchObject({ state: 'PLANNED' });
});

test('of two at once the second waits, and is refused', async () => {
  const { id } = await desk.open('XZ02', '2026-02');
  const holder = await openSession(server.database.url);
  await holder.query('begin');
  await holder.query('select from rectification where id = (select max(id) from rectification) for update');
  const waiting = async (count: number) => {
    const query = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while ((await holder.query(query)).rowCount !== count);
  };
  const explaining = ['甲', '乙'].map((text) => desk.do('explainRectification', { rectification: id, text }));
  await waiting(2);
  await holder.query('commit');
  await holder.end();
  const answers = await Promise.all(explaining);
  expect(answers.map(({ problems }) => problems.map(({ code }) => code)).sort()).toEqual([[], ['RECTIFICATION_STEP_ILLEGAL']]);
  const [after] = await desk.of('XZ02', '2026-02');
  expect(after?.steps.nodes.map(({ kind }) => kind)).toEqual(['OPEN', 'EXPLAIN']);
  expect(after?.explanation).toBe(answers.find(({ rectification }) => rectification)?.rectification?.explanation);
});

test('of two who open the same at once one is refused', async () => {
  const input = { month: '2026-02', unitCode: 'XZ03', reason: '理由' };
  const answers = await Promise.all([1, 2, 3].map(() => desk.do('openRectification', { input })));
  expect(answers.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['RECTIFICATION_ALREADY_OPEN', 'RECTIFICATION_ALREADY_OPEN']);
  expect((await desk.of('XZ03', '2026-02')).length).toBe(1);
});

test('whatever is awaited is named with its day, and by another name when something else is awaited, or the same again', async () => {
  const [person] = await officers('XZ03');
  const { id } = await desk.done('openRectification', { input: { month: '2026-05', officer: person?.id, reason: '考核为差' } });
  const key = Number(atob(id).split(':')[1]);
  const awaited = async () => (await openDeadlines(db())).filter(({ rectification }) => rectification === key);
  expect(await awaited()).toEqual([
    { of: 'RECTIFICATION', key: `${key}-PLAN-1`, unit: 3, code: 'XZ03', month: '2026-05', round: null, dueOn: '2026-10-10', rectification: key, ofOfficer: true },
  ]);
  const helpers = (await officers('XZ01')).slice(0, 3).map((officer, at) => ({ kind: ['LEADER', 'DISCIPLINE', 'PROFESSIONAL'][at], officer: officer.id }));
  await desk.done('assignHelpers', { rectification: id, helpers });
  const planned = await desk.planned({ id } as never, ['2026-10-13', '2026-10-12']);
  const names = async () => (await awaited()).map(({ key: name, dueOn }) => `${name} ${dueOn}`);
  expect(await names()).toEqual([`${key}-MEASURES-1-2026-10-12 2026-10-12`]);
  await desk.done('completeMeasure', { measure: planned.measures.nodes[1]?.id, evidence: '笔记' });
  expect(await names()).toEqual([`${key}-MEASURES-1-2026-10-13 2026-10-13`]);
  await desk.done('completeMeasure', { measure: planned.measures.nodes[0]?.id, evidence: '笔记' });
  expect(await names()).toEqual([`${key}-SUBMIT-1 2026-10-13`]);
  await desk.done('submitRectification', { rectification: id });
  expect(await awaited()).toEqual([]);
  await desk.done('sendBackRectification', { rectification: id, reason: '再学', dueOn: '2026-10-12' });
  expect(await names()).toEqual([`${key}-PLAN-2 2026-10-12`]);
});
