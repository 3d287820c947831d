import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Wire } from '../http/live/wire.ts';
import { RECORD, TalkDesk } from './talkDesk.ts';

/* From a poor grade to a talk with a record: who decides and records it, and who sees it. Each test has a month of its own. */

let desk: TalkDesk;
const wires: Wire[] = [];
beforeAll(async () => {
  desk = await TalkDesk.found();
});
afterEach(async () => void (await Promise.all(wires.splice(0).map((wire) => wire.cut()))));
afterAll(() => desk.stop());

const NOBODYS = ['cadre1', 'reporter', 'leader', 'other'];

test('a poor leadership member has one proposed when the round is closed, once, however often the log is read and however often its reader dies', async () => {
  const { offices } = desk;
  const round = await offices.open('2026-01', {}, 'staff');
  // A poor organ, a poor reserve cadre and a leader who is not poor have none.
  await offices.grade(round, { 'XZ01-01': '60', 'XZ01-02': '60', XZ01: '60', 'XZ02-01': '80' }, 'staff');
  await offices.bring(round, 'IN_PUBLICITY', ['secretary', 'staff']);
  await desk.follow();
  expect(await desk.talks('staff', '2026-01')).toEqual([]);
  await desk.offices.server.database.orm.em.fork().execute(`update appraisal_round set publicity_ends_on = '2026-01-01'`);
  await offices.must('staff', 'closeAppraisalRound', { appraisalRound: round });
  for (const dies of [true, false]) await desk.follow(dies);
  expect(await desk.talks('staff', '2026-01')).toMatchObject([
    { state: 'PROPOSED', month: '2026-01', officer: { code: 'XZ01-01' }, appraisal: { version: 1, grade: 'POOR' }, reason: null, arrangedOn: null, records: { nodes: [] } },
  ]);
});

test('the officer knows of it from when it is arranged and reads the record once it is confirmed; nobody beyond the committee and them ever does', async () => {
  await desk.closed('2026-02', '60');
  await desk.follow();
  const { id: talk } = await desk.only('2026-02');
  desk.offices.on('2026-12-01');
  const seen = async () => (await desk.talks('chief01', '2026-02')).map(({ state, records }) => [state, records.nodes.length]);
  expect(await seen()).toEqual([]);
  expect(await desk.arrange('deputy', talk)).toEqual([]);
  expect(await seen()).toEqual([['ARRANGED', 0]]);
  desk.offices.on('2026-12-08');
  expect(await desk.record('staff', talk)).toEqual([]);
  expect(await seen()).toEqual([['HELD', 0]]);
  expect((await desk.only('2026-02')).records.nodes).toHaveLength(1);
  expect(await desk.act('secretary', 'confirmTalkRecord', { talk })).toEqual([]);
  expect(await seen()).toEqual([['RECORDED', 1]]);
  expect((await desk.talks('chief01', '2026-02'))[0]?.records.nodes).toEqual([{ heldOn: '2026-12-07', ...RECORD, confirmedAt: '2026-12-08T04:00:00.000Z' }]);
  expect(await desk.talks('officer05', '2026-02')).toEqual([]);
  const everything = `query ($id: ID!) { node(id: $id) { id } }`;
  for (const name of NOBODYS) {
    await expect(desk.talks(name, '2026-02')).rejects.toThrow('FORBIDDEN');
    const { data, errors } = await desk.offices.who(name).ask(everything, { id: talk });
    expect({ name, node: data?.node ?? null, codes: errors?.map(({ extensions }) => extensions.code) }).toEqual({ name, node: null, codes: ['FORBIDDEN'] });
  }
  // Who decided and wrote is the committee's to know.
  const { errors } = await desk.offices.who('chief01').ask('{ talks { nodes { decidedBy } } }');
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
});

test('what is not legal is refused with what is, and a confirmed record changes no more', async () => {
  await desk.closed('2026-03', '60');
  await desk.follow();
  const { id: talk } = await desk.only('2026-03');
  desk.offices.on('2026-12-01');
  expect(await desk.record('staff', talk)).toEqual(['TALK_STEP_ILLEGAL talk PROPOSED arrangeTalk, declineTalk']);
  expect(await desk.act('secretary', 'confirmTalkRecord', { talk })).toEqual(['TALK_STEP_ILLEGAL talk PROPOSED arrangeTalk, declineTalk']);
  expect(await desk.arrange('deputy', talk)).toEqual([]);
  expect(await desk.arrange('secretary', talk, { arrangedOn: '2026-12-09' })).toEqual([]);
  expect((await desk.only('2026-03')).arrangedOn).toBe('2026-12-09');
  desk.offices.on('2026-12-10');
  expect(await desk.record('staff', talk)).toEqual([]);
  expect(await desk.act('secretary', 'declineTalk', { talk, reason: '已谈' })).toEqual(['TALK_STEP_ILLEGAL talk HELD recordTalk, confirmTalkRecord']);
  expect(await desk.record('staff2', talk, { said: '改写' })).toEqual([]);
  expect(await desk.act('secretary', 'confirmTalkRecord', { talk })).toEqual([]);
  for (const again of [desk.record('staff', talk), desk.act('deputy', 'confirmTalkRecord', { talk }), desk.arrange('deputy', talk, { arrangedOn: '2026-12-20' })]) {
    expect(await again).toEqual(['TALK_STEP_ILLEGAL talk RECORDED 无 nothing']);
  }
  expect((await desk.only('2026-03')).records.nodes[0].said).toBe('改写');
});

test('only the secretary decides and confirms, only staff record', async () => {
  const { id: talk } = await desk.only('2026-01');
  desk.offices.on('2026-12-01');
  for (const name of ['staff', 'chief01', ...NOBODYS]) {
    expect(await desk.arrange(name, talk)).toEqual(['FORBIDDEN']);
    expect(await desk.act(name, 'declineTalk', { talk, reason: '不必' })).toEqual(['FORBIDDEN']);
    expect(await desk.act(name, 'confirmTalkRecord', { talk })).toEqual(['FORBIDDEN']);
  }
  for (const name of ['secretary', 'chief01', ...NOBODYS]) expect(await desk.record(name, talk)).toEqual(['FORBIDDEN']);
});

test('by person: who graded the officer decides nothing and confirms nothing, who wrote the record does not confirm it, and nobody does anything about themselves', async () => {
  const round = await desk.closed('2026-04', '60');
  await desk.follow();
  const { id: talk } = await desk.only('2026-04');
  await desk.correct(round, '62', 'deputy');
  await desk.follow();
  desk.offices.on('2026-12-01');
  expect(await desk.arrange('deputy', talk)).toEqual(['DUTY_NOT_SEPARATED talk XZ01-01']);
  expect(await desk.act('deputy', 'declineTalk', { talk, reason: '不必' })).toEqual(['DUTY_NOT_SEPARATED talk XZ01-01']);
  const be = (name: string, officer: string | null) =>
    desk.offices.server.database.orm.em.fork().execute('update account set officer_id = (select id from officer where code = ?) where name = ?', [officer, name]);
  await be('clerk', 'XZ01-01');
  expect(await desk.arrange('clerk', talk)).toEqual(['DUTY_NOT_SEPARATED talk XZ01-01']);
  expect(await desk.arrange('secretary', talk)).toEqual([]);
  desk.offices.on('2026-12-08');
  expect(await desk.record('clerk', talk)).toEqual(['DUTY_NOT_SEPARATED talk XZ01-01']);
  await be('clerk', null);
  expect(await desk.record('clerk', talk)).toEqual([]);
  // Also where another has written it anew.
  expect(await desk.record('staff', talk)).toEqual([]);
  expect(await desk.act('clerk', 'confirmTalkRecord', { talk })).toEqual(['DUTY_NOT_SEPARATED talk 谈话记录 the record']);
  expect(await desk.act('deputy', 'confirmTalkRecord', { talk })).toEqual(['DUTY_NOT_SEPARATED talk XZ01-01']);
  expect(await desk.act('secretary', 'confirmTalkRecord', { talk })).toEqual([]);
});

test('a grade that is poor no longer withdraws what was not held, and is said of what was; poor again, another is proposed', async () => {
  const round = await desk.closed('2026-05', '60');
  await desk.follow();
  await desk.correct(round, '65');
  // Before the system has heard of it, and still poor: nobody is hindered.
  const { id: first } = await desk.only('2026-05');
  for (let n = 0; n < 2; n++) await desk.follow();
  expect(await desk.only('2026-05')).toMatchObject({ state: 'PROPOSED', appraisal: { version: 2 } });
  await desk.correct(round, '80');
  desk.offices.on('2026-12-01');
  expect(await desk.arrange('secretary', first)).toEqual(['TALK_STEP_ILLEGAL talk WITHDRAWN 无 nothing']);
  for (const dies of [true, false]) await desk.follow(dies);
  expect(await desk.only('2026-05')).toMatchObject({ state: 'WITHDRAWN', causeFellAt: expect.any(String) });
  await desk.correct(round, '60');
  for (const dies of [true, false]) await desk.follow(dies);
  expect(await desk.talks('staff', '2026-05')).toMatchObject([{ id: first, state: 'WITHDRAWN' }, { state: 'PROPOSED' }]);
  const second = (await desk.talks('staff', '2026-05'))[1]?.id as string;
  expect(await desk.arrange('secretary', second)).toEqual([]);
  desk.offices.on('2026-12-08');
  expect(await desk.record('staff', second)).toEqual([]);
  expect(await desk.act('secretary', 'confirmTalkRecord', { talk: second })).toEqual([]);
  await desk.correct(round, '80');
  for (const dies of [true, false]) await desk.follow(dies);
  expect((await desk.talks('chief01', '2026-05')).at(-1)).toMatchObject({ state: 'RECORDED', causeFellAt: expect.any(String), records: { nodes: [{ heldOn: '2026-12-07' }] } });
  await desk.correct(round, '60');
  await desk.follow();
  expect((await desk.talks('staff', '2026-05')).map(({ state }) => state)).toEqual(['WITHDRAWN', 'RECORDED', 'PROPOSED']);
});

test('a talk held before its cause fell away is recorded also after it was withdrawn, of no later day', async () => {
  const round = await desk.closed('2026-06', '60');
  await desk.follow();
  const { id: talk } = await desk.only('2026-06');
  desk.offices.on('2026-12-01');
  expect(await desk.arrange('secretary', talk)).toEqual([]);
  desk.offices.on('2026-12-08');
  await desk.correct(round, '80');
  await desk.follow();
  expect(await desk.only('2026-06')).toMatchObject({ state: 'WITHDRAWN' });
  desk.offices.on('2026-12-10');
  expect(await desk.record('staff', talk, { heldOn: '2026-12-09' })).toEqual(['DATE_OUT_OF_RANGE heldOn 2026-12-09']);
  expect(await desk.record('staff', talk)).toEqual([]);
  expect(await desk.act('secretary', 'confirmTalkRecord', { talk })).toEqual([]);
  await desk.follow();
  expect(await desk.talks('staff', '2026-06')).toMatchObject([{ state: 'RECORDED', causeFellAt: expect.any(String) }]);
  // Of what nobody arranged there is nothing to record.
  const [withdrawn] = await desk.talks('staff', '2026-05');
  expect(await desk.record('staff', withdrawn?.id as string)).toEqual(['TALK_STEP_ILLEGAL talk WITHDRAWN 无 nothing']);
});

test('days and texts must make sense, and ids be of talks', async () => {
  const { id: talk } = await desk.only('2026-01');
  desk.offices.on('2026-12-01');
  expect(await desk.arrange('secretary', talk, { arrangedOn: '2026-11-30' })).toEqual(['DATE_OUT_OF_RANGE arrangedOn 2026-11-30']);
  expect(await desk.arrange('secretary', talk, { arrangedOn: '2027-05-31' })).toEqual(['DATE_OUT_OF_RANGE arrangedOn 2027-05-31']);
  expect(await desk.arrange('secretary', talk, { arrangedOn: '2026-13-01' })).toEqual(['BAD_USER_INPUT']);
  expect(await desk.arrange('secretary', talk, { reason: ' ' })).toEqual(['VALUE_MISSING reason']);
  expect(await desk.arrange('secretary', talk, { reason: '由'.repeat(501) })).toEqual(['VALUE_TOO_LONG reason']);
  expect(await desk.arrange('secretary', talk, { place: '室'.repeat(101) })).toEqual(['VALUE_TOO_LONG place']);
  expect(await desk.act('secretary', 'declineTalk', { talk, reason: '' })).toEqual(['VALUE_MISSING reason']);
  const { officer } = await desk.only('2026-01');
  for (const id of ['nothing', await desk.offices.idOf(officer.code)]) expect(await desk.arrange('secretary', id)).toEqual([`UNKNOWN_ID talk ${id}`]);
  expect(await desk.arrange('secretary', talk)).toEqual([]);
  desk.offices.on('2026-12-03');
  expect(await desk.record('staff', talk, { heldOn: '2026-11-30' })).toEqual(['DATE_OUT_OF_RANGE heldOn 2026-11-30']);
  expect(await desk.record('staff', talk, { heldOn: '2026-12-04' })).toEqual(['DATE_OUT_OF_RANGE heldOn 2026-12-04']);
  for (const field of ['place', 'attendees', 'said', 'help', 'response']) {
    expect(await desk.record('staff', talk, { heldOn: '2026-12-03', [field]: '\n' })).toEqual([`VALUE_MISSING ${field}`]);
    expect(await desk.record('staff', talk, { heldOn: '2026-12-03', [field]: '字'.repeat(20_001) })).toEqual([`VALUE_TOO_LONG ${field}`]);
  }
  expect((await desk.only('2026-01')).state).toBe('ARRANGED');
});

test('of two who decide at once, one to hold it and one not, the second is refused or has the last word; of two who confirm one does', async () => {
  await desk.closed('2026-07', '60');
  await desk.follow();
  const { id: talk } = await desk.only('2026-07');
  desk.offices.on('2026-12-01');
  const declined = await Promise.all(['secretary', 'deputy'].map((name) => desk.act(name, 'declineTalk', { talk, reason: '已约谈' })));
  expect(declined.sort()).toEqual([[], ['TALK_STEP_ILLEGAL talk DECLINED 无 nothing']]);
  const { id: other } = await (async () => {
    await desk.closed('2026-08', '60');
    await desk.follow();
    return desk.only('2026-08');
  })();
  desk.offices.on('2026-12-01');
  expect(await desk.arrange('secretary', other)).toEqual([]);
  desk.offices.on('2026-12-08');
  expect(await Promise.all([desk.record('staff', other, { said: '甲' }), desk.record('staff2', other, { said: '乙' })])).toEqual([[], []]);
  const confirmed = await Promise.all(['secretary', 'deputy'].map((name) => desk.act(name, 'confirmTalkRecord', { talk: other })));
  expect(confirmed.sort()).toEqual([[], ['TALK_STEP_ILLEGAL talk RECORDED 无 nothing']]);
  expect((await desk.only('2026-08')).records.nodes).toHaveLength(1);
});

test('each step is told once and in order, to the officer from when it is arranged, and to nobody else', async () => {
  const QUERY = 'subscription ($after: EventCursor) { talkChanged(after: $after) { step talk { month } } }';
  const { data } = await desk.offices.who('staff').ask('{ board { cursor } }');
  const wireOf = async (name: string) => {
    const wire = await Wire.open(desk.offices.server.socketUrl, { headers: { cookie: desk.offices.who(name).cookie as string } });
    wires.push(wire);
    return wire;
  };
  const [staff, chief, cadre] = [await wireOf('staff'), await wireOf('chief01'), await wireOf('cadre1')];
  for (const wire of [staff, chief]) await wire.listen('talks', QUERY, { after: data.board.cursor });
  cadre.subscribe('talks', QUERY);
  expect((await cadre.refused('talks'))[0].extensions.code).toBe('FORBIDDEN');
  await desk.closed('2026-09', '60');
  await desk.follow();
  const steps = async (wire: Wire, count: number) => (await wire.heard('talks', count)).map(({ data: { talkChanged } }) => `${talkChanged.talk.month} ${talkChanged.step}`);
  const { id: talk } = await desk.only('2026-09');
  // Of what is never arranged they never hear.
  await desk.closed('2026-10', '60');
  await desk.follow();
  await desk.act('secretary', 'declineTalk', { talk: (await desk.only('2026-10')).id, reason: '已约谈' });
  desk.offices.on('2026-12-01');
  await desk.arrange('deputy', talk);
  desk.offices.on('2026-12-08');
  await desk.record('staff', talk);
  await desk.act('secretary', 'confirmTalkRecord', { talk });
  const own = ['ARRANGE', 'RECORD', 'CONFIRM'].map((step) => `2026-09 ${step}`);
  expect(await steps(staff, 6)).toEqual(['2026-09 PROPOSE', '2026-10 PROPOSE', '2026-10 DECLINE', ...own]);
  await chief.until(() => chief.told('talks').some(({ data: { talkChanged } }) => talkChanged.step === 'CONFIRM'));
  // That it was proposed is told, too, to whoever has come no further when it is arranged.
  expect((await steps(chief, 3)).filter((each) => each !== '2026-09 PROPOSE')).toEqual(own);
});
