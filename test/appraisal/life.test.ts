import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { LIFE } from '../../server/appraisal/life.ts';
import { openSession } from '../testkit/sessions.ts';
import { Offices, six } from './offices.ts';

let offices: Offices;
beforeAll(async () => {
  offices = await Offices.found();
});
beforeEach(() => offices.on('2026-10-09'));
afterAll(() => offices.stop());

test('a month of an organ: graded, explained, approved by another, publicised, closed, filed in time', async () => {
  const appraisalRound = await offices.open('2026-09');
  await offices.grade(appraisalRound, { 'XZ01-05': '95', 'XZ01-06': '80', 'XZ01-07': '60' });
  // Friday 9 October: Saturday the 10th is worked.
  expect((await offices.must('cadre1', 'openAppraisalExplanation', { appraisalRound })).appraisalRound).toMatchObject({ state: 'IN_EXPLANATION', explainBy: '2026-10-15' });
  offices.on('2026-10-15');
  expect(await offices.problems('cadre2', 'approveAppraisalRound', { appraisalRound })).toMatchObject([
    { code: 'APPRAISAL_TOO_EARLY', message: '今日 2026-10-15，须待 2026-10-15 过后' },
  ]);
  offices.on('2026-10-16');
  expect((await offices.must('cadre2', 'approveAppraisalRound', { appraisalRound })).appraisalRound.state).toBe('APPROVED');
  expect((await offices.must('cadre1', 'publiciseAppraisalRound', { appraisalRound })).appraisalRound).toMatchObject({ state: 'IN_PUBLICITY', publicityEndsOn: '2026-10-23' });
  expect(await offices.problems('cadre1', 'closeAppraisalRound', { appraisalRound })).toMatchObject([{ code: 'APPRAISAL_TOO_EARLY' }]);
  offices.on('2026-10-24');
  expect((await offices.must('cadre1', 'closeAppraisalRound', { appraisalRound })).appraisalRound).toMatchObject({
    state: 'CLOSED',
    fileBy: '2026-10-13',
    filedAt: null,
    filedLate: null,
  });
  expect((await offices.must('cadre1', 'fileAppraisalRound', { appraisalRound })).appraisalRound).toMatchObject({ filedAt: '2026-10-24T04:00:00.000Z', filedLate: true });
  expect(await offices.appraisals('staff', appraisalRound, 'grade score peers')).toMatchObject({
    'XZ01-05': { grade: 'GOOD', score: '95.00', peers: 3 },
    'XZ01-06': { grade: 'MEDIUM', score: '80.00' },
    'XZ01-07': { grade: 'POOR', score: '60.00' },
  });
});

test('a round that is filed on the last day is in time', async () => {
  offices.on('2026-10-12');
  const appraisalRound = await offices.open('2026-10');
  await offices.grade(appraisalRound, { 'XZ01-05': '95' });
  await offices.bring(appraisalRound, 'CLOSED');
  offices.on('2026-11-06');
  expect((await offices.must('cadre1', 'fileAppraisalRound', { appraisalRound })).appraisalRound).toMatchObject({ fileBy: '2026-11-06', filedLate: false });
});

test('approval needs not wait once everybody who is poor has explained, and none where nobody is', async () => {
  const appraisalRound = await offices.open('2026-08');
  await offices.grade(appraisalRound, { 'XZ01-05': '60', 'XZ01-06': '50' });
  await offices.must('cadre1', 'openAppraisalExplanation', { appraisalRound });
  const [one, other] = Object.values(await offices.appraisals('cadre1', appraisalRound));
  await offices.must('officer05', 'explainAppraisal', { appraisal: one.id, text: '当月住院' });
  expect(await offices.problems('cadre2', 'approveAppraisalRound', { appraisalRound })).toMatchObject([{ code: 'APPRAISAL_TOO_EARLY' }]);
  await offices.must('officer06', 'explainAppraisal', { appraisal: other.id, text: '已补交' });
  await offices.must('cadre2', 'approveAppraisalRound', { appraisalRound });

  const nobody = await offices.open('2026-07');
  await offices.grade(nobody, { 'XZ01-05': '80' });
  await offices.must('cadre1', 'openAppraisalExplanation', { appraisalRound: nobody });
  await offices.must('cadre2', 'approveAppraisalRound', { appraisalRound: nobody });
});

test('each step out of turn is refused and names the verbs that are legal', async () => {
  const appraisalRound = await offices.open('2026-06');
  await offices.grade(appraisalRound, { 'XZ01-05': '80', 'XZ01-06': '60' });
  const appraisal = (await offices.appraisals('cadre1', appraisalRound))['XZ01-06'].id;
  const grades = [{ subject: await offices.idOf('XZ01-05'), dimensions: six('80') }];
  const inTurn: Record<string, [by: string, args: Record<string, unknown>]> = {
    gradeAppraisals: ['cadre1', { appraisalRound, grades }],
    openAppraisalExplanation: ['cadre1', { appraisalRound }],
    explainAppraisal: ['officer06', { appraisal, text: '说明' }],
    approveAppraisalRound: ['cadre2', { appraisalRound }],
    publiciseAppraisalRound: ['cadre1', { appraisalRound }],
    objectToAppraisal: ['officer06', { appraisal, text: '异议' }],
    closeAppraisalRound: ['cadre1', { appraisalRound }],
    fileAppraisalRound: ['cadre1', { appraisalRound }],
  };
  const refused = async (...legal: string[]) => {
    for (const [verb, [by, args]] of Object.entries(inTurn)) {
      if (legal.includes(verb)) continue;
      const payload = await offices.call(by, verb, args);
      // Of a draft its subjects know nothing.
      if (payload.forbidden) expect(by).toBe('officer06');
      else
        expect({ verb, problems: payload.problems }).toMatchObject({
          verb,
          problems: [{ code: 'APPRAISAL_STEP_ILLEGAL', message: expect.stringContaining(`只能办理：${legal.join(', ') || '无 nothing'}`) }],
        });
    }
  };
  await refused('gradeAppraisals', 'openAppraisalExplanation');
  await offices.must(...of('openAppraisalExplanation'));
  await refused('explainAppraisal', 'approveAppraisalRound');
  await offices.must(...of('explainAppraisal'));
  await offices.must(...of('approveAppraisalRound'));
  await refused('publiciseAppraisalRound');
  await offices.must(...of('publiciseAppraisalRound'));
  await refused('objectToAppraisal', 'upholdAppraisalObjection', 'dismissAppraisalObjection', 'closeAppraisalRound');
  const objection = (await offices.must(...of('objectToAppraisal'))).objection.id;
  await offices.must('cadre3', 'dismissAppraisalObjection', { objection, reason: '无据' });
  offices.on('2026-11-20');
  await offices.must(...of('closeAppraisalRound'));
  await refused('fileAppraisalRound');
  await offices.must(...of('fileAppraisalRound'));
  await refused('correctAppraisal');
  expect(await offices.problems('cadre3', 'dismissAppraisalObjection', { objection, reason: '无据' })).toMatchObject([{ code: 'APPRAISAL_STEP_ILLEGAL' }]);

  function of(verb: string): [string, string, Record<string, unknown>] {
    const [by, args] = inTurn[verb] as [string, Record<string, unknown>];
    return [by, verb, args];
  }
});

test('every step of the table has a verb of its own', () => {
  expect(new Set(Object.values(LIFE).map(({ verb }) => verb)).size).toBe(Object.keys(LIFE).length);
});

test('poor without evidence is refused and named by its place, and nothing of the list is written', async () => {
  const appraisalRound = await offices.open('2026-05');
  const [good, poor] = [await offices.idOf('XZ01-05'), await offices.idOf('XZ01-06')];
  const grades = (dimensions: object[]) => ({
    appraisalRound,
    grades: [
      { subject: good, dimensions: six('95') },
      { subject: poor, dimensions },
    ],
  });
  expect(await offices.problems('cadre1', 'gradeAppraisals', grades(six('60')))).toMatchObject([{ code: 'POOR_WITHOUT_EVIDENCE', field: 'grades[1]', found: 'XZ01-06' }]);
  // Cited for what is not below medium it is none.
  const elsewhere = six('40').map((each, at) => (at === 5 ? { ...each, score: '90', evidence: '学习优秀' } : each));
  expect(await offices.problems('cadre1', 'gradeAppraisals', grades(elsewhere))).toMatchObject([{ code: 'POOR_WITHOUT_EVIDENCE' }]);
  expect(await offices.appraisals('cadre1', appraisalRound)).toEqual({});
  await offices.must('cadre1', 'gradeAppraisals', grades(six('60', '多次迟到')));
});

test('whom a quota makes poor needs evidence too, before anybody is told', async () => {
  const appraisalRound = await offices.open('2026-04', { method: 'QUOTA', quotaGroups: ['STAFF'], poorShare: '10' });
  const scores = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`XZ01-${String(at + 5).padStart(2, '0')}`, String(99 - at)]));
  await offices.grade(appraisalRound, scores);
  expect(await offices.appraisals('cadre1', appraisalRound)).toMatchObject({ 'XZ01-07': { grade: 'GOOD' }, 'XZ01-08': { grade: 'MEDIUM' }, 'XZ01-16': { grade: 'POOR' } });
  expect(await offices.problems('cadre1', 'openAppraisalExplanation', { appraisalRound })).toMatchObject([{ code: 'POOR_WITHOUT_EVIDENCE', found: 'XZ01-16' }]);
  await offices.must('cadre1', 'gradeAppraisals', { appraisalRound, grades: [{ subject: await offices.idOf('XZ01-16'), dimensions: six('88', '考勤最低') }] });
  await offices.must('cadre1', 'openAppraisalExplanation', { appraisalRound });
});

test('a quota on fewer than ten is refused: by the roll when it is opened, by the grades before anybody is told', async () => {
  const opened = (input: object) => offices.problems('cadre1', 'openOrganAppraisalRound', { unitCode: 'XZ01', input });
  expect(await opened({ month: '2026-03', method: 'HYBRID' })).toMatchObject([{ code: 'APPRAISAL_GROUP_TOO_SMALL', found: 'MIDDLE 2' }]);
  const appraisalRound = await offices.open('2026-03', { method: 'HYBRID', quotaGroups: ['STAFF'] });
  await offices.grade(appraisalRound, { 'XZ01-05': '95', 'XZ01-03': '95' });
  expect(await offices.problems('cadre1', 'openAppraisalExplanation', { appraisalRound })).toMatchObject([{ code: 'APPRAISAL_GROUP_TOO_SMALL', found: 'STAFF 1' }]);
  expect(await offices.problems('staff', 'openAppraisalRound', { input: { month: '2026-03', method: 'QUOTA' } })).toMatchObject([
    { found: 'ORGAN 2' },
    { found: 'LEADERSHIP 2' },
    { found: 'RESERVE 2' },
  ]);
});

test('all that is wrong with a list is named at once, by its place', async () => {
  const appraisalRound = await offices.open('2026-02');
  const [one, chief, ofOther] = await Promise.all(['XZ01-05', 'XZ01-01', 'XZ02-05'].map((code) => offices.idOf(code)));
  const grades = [
    { subject: one, dimensions: [...six('101').slice(0, 5), { dimension: 'VIRTUE', score: '1.234' }] },
    { subject: one, dimensions: six('80').slice(1) },
  ];
  expect((await offices.problems('cadre1', 'gradeAppraisals', { appraisalRound, grades })).map(({ code, field }) => `${code} ${field}`)).toEqual([
    'VALUE_MISSING grades[0].dimensions',
    ...[0, 1, 2, 3, 4].map((at) => `NUMBER_OUT_OF_RANGE grades[0].dimensions[${at}].score`),
    'DUPLICATE grades[0].dimensions[5].dimension',
    'NUMBER_OUT_OF_RANGE grades[0].dimensions[5].score',
    'VALUE_MISSING grades[1].dimensions',
  ]);
  const subjects = [one, one, chief, ofOther, 'nobody'].map((subject) => ({ subject, dimensions: six('80') }));
  expect((await offices.problems('cadre1', 'gradeAppraisals', { appraisalRound, grades: subjects })).map(({ code, field }) => `${code} ${field}`)).toEqual([
    'DUPLICATE grades[1].subject',
    'UNKNOWN_ID grades[2].subject',
    'UNKNOWN_ID grades[3].subject',
    'UNKNOWN_ID grades[4].subject',
  ]);
  const many = Array.from({ length: 201 }, () => ({ subject: one, dimensions: six('80') }));
  expect(await offices.problems('cadre1', 'gradeAppraisals', { appraisalRound, grades: many })).toMatchObject([{ code: 'NUMBER_OUT_OF_RANGE', field: 'grades', found: '201' }]);
  expect(await offices.problems('cadre1', 'openAppraisalExplanation', { appraisalRound })).toMatchObject([{ code: 'APPRAISAL_ROUND_EMPTY' }]);
});

test('settings that make no sense are refused', async () => {
  const opened = async (input: object) =>
    (await offices.problems('staff', 'openAppraisalRound', { input: { month: '2026-01', ...input } })).map(({ code, field }) => `${code} ${field}`);
  const weights = (...all: string[]) => six('1').map(({ dimension }, at) => ({ dimension, weight: all[at] ?? '10' }));
  expect(await opened({ goodFrom: '75' })).toEqual(['NUMBER_OUT_OF_RANGE mediumFrom']);
  expect(await opened({ goodFrom: '101' })).toEqual(['NUMBER_OUT_OF_RANGE goodFrom']);
  expect(await opened({ goodShare: '60', poorShare: '41' })).toEqual(['NUMBER_OUT_OF_RANGE poorShare']);
  expect(await opened({ weights: weights() })).toEqual(['NUMBER_OUT_OF_RANGE weights']);
  expect(await opened({ weights: weights('50').slice(0, 5) })).toEqual(['VALUE_MISSING weights']);
  expect(await opened({ quotaGroups: ['STAFF'] })).toEqual(['UNKNOWN_WORD quotaGroups']);
  const appraisalRound = await offices.open('2026-01', { weights: weights('50') }, 'staff');
  const dimensions = six('80', '无').map((each, at) => (at === 0 ? { ...each, score: '60' } : each));
  await offices.must('staff', 'gradeAppraisals', { appraisalRound, grades: [{ subject: await offices.idOf('XZ01'), dimensions }] });
  expect((await offices.appraisals('staff', appraisalRound, 'score')).XZ01.score).toBe('70.00');
});

test('who graded anything does not approve, though graded anew by another; nor does who is graded', async () => {
  const appraisalRound = await offices.open('2025-12');
  await offices.grade(appraisalRound, { 'XZ01-05': '80' }, 'cadre2');
  await offices.grade(appraisalRound, { 'XZ01-05': '85', 'XZ01-07': '80' });
  expect(await offices.problems('both', 'gradeAppraisals', { appraisalRound, grades: [{ subject: await offices.idOf('XZ01-07'), dimensions: six('99') }] })).toMatchObject([
    { code: 'DUTY_NOT_SEPARATED', found: 'XZ01-07' },
  ]);
  await offices.must('cadre1', 'openAppraisalExplanation', { appraisalRound });
  expect(await offices.problems('cadre1', 'approveAppraisalRound', { appraisalRound })).toMatchObject([{ code: 'DUTY_NOT_SEPARATED', found: 'XZ01-05, XZ01-07' }]);
  expect(await offices.problems('cadre2', 'approveAppraisalRound', { appraisalRound })).toMatchObject([{ code: 'DUTY_NOT_SEPARATED', found: 'XZ01-05' }]);
  expect(await offices.problems('both', 'approveAppraisalRound', { appraisalRound })).toMatchObject([{ code: 'DUTY_NOT_SEPARATED', found: 'XZ01-07' }]);
  await offices.must('cadre3', 'approveAppraisalRound', { appraisalRound });
});

test('the committee’s rounds are worked on by the committee, an organ’s by its own cadre office', async () => {
  const committees = await offices.open('2025-11', {}, 'staff');
  const organs = await offices.open('2025-11');
  const forbidden = { forbidden: true };
  for (const by of ['cadre1', 'other', 'reporter', 'officer05', 'leader']) {
    expect(await offices.call(by, 'openAppraisalExplanation', { appraisalRound: committees })).toEqual(forbidden);
    expect(await offices.call(by, 'openAppraisalRound', { input: { month: '2025-10' } })).toEqual(forbidden);
  }
  for (const by of ['staff', 'secretary', 'other', 'officer05']) {
    expect(await offices.call(by, 'openAppraisalExplanation', { appraisalRound: organs })).toEqual(forbidden);
    expect(await offices.call(by, 'openOrganAppraisalRound', { unitCode: 'XZ01', input: { month: '2025-10' } })).toEqual(forbidden);
  }
  expect(await offices.call('staff', 'approveAppraisalRound', { appraisalRound: committees })).toEqual(forbidden);
  expect(await offices.problems('cadre1', 'openOrganAppraisalRound', { unitCode: 'XZ01', input: { month: '2025-11' } })).toMatchObject([
    { code: 'APPRAISAL_ROUND_ALREADY_OPEN', found: '2025-11' },
  ]);
  expect(await offices.problems('staff', 'openAppraisalRound', { input: { month: '2025-11' } })).toMatchObject([{ code: 'APPRAISAL_ROUND_ALREADY_OPEN' }]);
});

test('of two who take the same step at once one is refused; a grade that waits behind the end of grading is, too', async () => {
  const appraisalRound = await offices.open('2025-10');
  await offices.grade(appraisalRound, { 'XZ01-05': '80' });
  const holder = await openSession(offices.server.database.url);
  const waiting = async (count: number) => {
    const query = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while ((await holder.query(query)).rowCount !== count);
  };
  await holder.query('begin');
  await holder.query(`select from appraisal_round where month = '2025-10' for update`);
  const first = offices.call('cadre1', 'openAppraisalExplanation', { appraisalRound });
  await waiting(1);
  const second = offices.call('cadre2', 'openAppraisalExplanation', { appraisalRound });
  await waiting(2);
  const grade = offices.call('cadre1', 'gradeAppraisals', { appraisalRound, grades: [{ subject: await offices.idOf('XZ01-05'), dimensions: six('10', '有') }] });
  await waiting(3);
  await holder.query('commit');
  await holder.end();
  expect((await first).problems).toEqual([]);
  expect((await second).problems).toMatchObject([{ code: 'APPRAISAL_STEP_ILLEGAL', found: 'IN_EXPLANATION' }]);
  expect((await grade).problems).toMatchObject([{ code: 'APPRAISAL_STEP_ILLEGAL' }]);
  expect(await offices.appraisals('cadre1', appraisalRound)).toMatchObject({ 'XZ01-05': { grade: 'MEDIUM' } });

  const opened = await Promise.all([1, 2, 3].map(() => offices.call('cadre1', 'openOrganAppraisalRound', { unitCode: 'XZ01', input: { month: '2025-09' } })));
  expect(opened.map(({ problems }) => problems[0]?.code ?? 'opened').sort()).toEqual(['APPRAISAL_ROUND_ALREADY_OPEN', 'APPRAISAL_ROUND_ALREADY_OPEN', 'opened']);
});
