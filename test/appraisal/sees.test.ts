import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Offices, six } from './offices.ts';

/* Who sees what of whom, in which state: an organ's round, filed and not, and the committee's. */

let offices: Offices;
let draft: string;
let filed: string;
let committees: string;
beforeAll(async () => {
  offices = await Offices.found();
  filed = await offices.open('2026-07');
  await offices.grade(filed, { 'XZ01-05': '80', 'XZ01-06': '60', 'XZ01-03': '95' });
  await offices.bring(filed, 'CLOSED');
  await offices.must('cadre1', 'fileAppraisalRound', { appraisalRound: filed });
  draft = await offices.open('2026-08');
  await offices.grade(draft, { 'XZ01-05': '80' });
  committees = await offices.open('2026-08', {}, 'staff');
  await offices.grade(committees, { XZ01: '95', XZ02: '70', 'XZ01-01': '60', 'XZ02-01': '80', 'XZ01-02': '90' }, 'staff');
  await offices.bring(committees, 'IN_PUBLICITY', ['secretary', 'staff']);
});
afterAll(() => offices.stop());

const seen = async (by: string, round: string) => Object.keys(await offices.appraisals(by, round)).sort();
const codes = async (by: string, query: string) => ((await offices.who(by).ask(query)).errors ?? []).map(({ extensions }) => extensions.code);

test('the committee sees what it grades, and of organs’ rounds what was filed', async () => {
  for (const by of ['staff', 'secretary']) {
    expect(await seen(by, committees)).toEqual(['XZ01', 'XZ01-01', 'XZ01-02', 'XZ02', 'XZ02-01']);
    expect(await seen(by, filed)).toEqual(['XZ01-03', 'XZ01-05', 'XZ01-06']);
    expect(await seen(by, draft)).toEqual([]);
    // That there is a round is no secret.
    expect((await offices.who(by).ask('{ appraisalRounds { totalCount } }')).data.appraisalRounds.totalCount).toBe(3);
  }
});

test('a cadre office sees the rounds of its organ, and nothing of others or of its own leaders', async () => {
  expect(await seen('cadre1', draft)).toEqual(['XZ01-05']);
  expect(await seen('cadre1', filed)).toEqual(['XZ01-03', 'XZ01-05', 'XZ01-06']);
  expect(await seen('cadre1', committees)).toEqual([]);
  for (const round of [draft, filed, committees]) expect(await seen('other', round)).toEqual([]);
});

test('a reporter sees what is said of the own organ, and of nobody in it', async () => {
  expect(await seen('reporter', committees)).toEqual(['XZ01']);
  expect(await seen('reporter', filed)).toEqual([]);
  expect((await offices.appraisals('reporter', committees, 'score dimensions { nodes { score } } explanation { holds }')).XZ01).toMatchObject({
    score: '95.00',
    dimensions: { nodes: Array(6).fill({ score: '95.00' }) },
    explanation: { holds: true },
  });
});

test('an officer sees their own once the draft is done, and after publicity nobody else’s', async () => {
  expect(await seen('officer05', draft)).toEqual([]);
  expect(await seen('officer05', filed)).toEqual(['XZ01-05']);
  expect(await seen('officer05', committees)).toEqual([]);
  const own = (await offices.appraisals('officer06', filed, 'officer { code } dimensions { nodes { dimension evidence } } explanation { score grade holds }'))['XZ01-06'];
  expect(own).toMatchObject({ officer: { code: 'XZ01-06' }, explanation: { score: '60.00', grade: 'POOR', holds: true } });
  expect(own.dimensions.nodes).toContainEqual({ dimension: 'VIRTUE', evidence: '多次迟到' });
});

test('while in publicity an officer sees the grades of the peers by name, of the same round and tier alone, and no score, evidence or text', async () => {
  const shown = await offices.appraisals('chief01', committees, 'grade officer { code } dimensions { totalCount } statements { totalCount } explanation { score }');
  expect(shown).toEqual({
    'XZ01-01': {
      id: expect.any(String),
      grade: 'POOR',
      officer: { code: 'XZ01-01' },
      dimensions: { totalCount: 6 },
      statements: { totalCount: 0 },
      explanation: { score: '60.00' },
    },
    'XZ02-01': { id: expect.any(String), grade: 'MEDIUM', officer: null, dimensions: { totalCount: 0 }, statements: { totalCount: 0 }, explanation: null },
  });
  for (const query of [
    '{ appraisals { nodes { score } } }',
    '{ appraisals(orderBy: { field: score }) { nodes { id } } }',
    '{ appraisals { aggregates { average { score } } } }',
    '{ appraisals(filter: { score: { lt: "75" } }) { totalCount } }',
  ]) {
    expect(await codes('chief01', query)).toEqual(['FORBIDDEN']);
  }
});

test('leaders, and whoever has nothing to do with it, see nothing of it', async () => {
  for (const list of ['appraisalRounds', 'appraisals', 'dimensionScores', 'appraisalStatements', 'appraisalObjections']) {
    expect(await codes('leader', `{ ${list} { totalCount } }`)).toEqual(['FORBIDDEN']);
    expect(await codes('leader', '{ units { nodes { appraisals { totalCount } } } }')).toEqual(['FORBIDDEN']);
  }
});

test('what a subject says is read by those who grade them and by themselves, not by peers', async () => {
  const own = (await offices.appraisals('chief01', committees))['XZ01-01'].id;
  await offices.must('chief01', 'objectToAppraisal', { appraisal: own, text: '另有说明' });
  const text = async (by: string) => (await offices.who(by).ask('{ appraisalObjections { nodes { text } } }')).data.appraisalObjections.nodes;
  expect(await text('staff')).toEqual([{ text: '另有说明' }]);
  expect(await text('chief01')).toEqual([{ text: '另有说明' }]);
  for (const by of ['cadre1', 'officer05', 'reporter']) expect(await text(by)).toEqual([]);
});

test('who reads a grade is written into the audit log', async () => {
  const read = async () => (await offices.server.database.orm.em.fork().execute<{ count: number }[]>('select count(*)::int as count from audit_entry'))[0]?.count as number;
  const before = await read();
  await offices.appraisals('staff', filed, 'version');
  const named = await read();
  await offices.appraisals('staff', filed, 'grade');
  expect([named > before, (await read()) > named]).toEqual([true, true]);
});

test('a grade explains itself again: by thresholds, and by quota among the peers of the same revision', async () => {
  offices.on('2026-10-09');
  const round = await offices.open('2026-06', { method: 'HYBRID', quotaGroups: ['STAFF'], goodShare: '20' });
  await offices.grade(round, { 'XZ01-03': '91', ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`XZ01-${String(at + 5).padStart(2, '0')}`, String(99 - at)])) });
  await offices.bring(round, 'IN_PUBLICITY');
  const FIELDS = 'grade version explanation { score method byThresholds byQuota peers grade holds dimensions { dimension weight scored { score } } }';
  const before = await offices.appraisals('cadre3', round, FIELDS);
  expect(before['XZ01-03'].explanation).toMatchObject({ method: 'THRESHOLDS', byQuota: null, peers: 1, grade: 'GOOD', holds: true });
  expect(before['XZ01-07']).toMatchObject({
    grade: 'MEDIUM',
    explanation: { score: '97.00', method: 'HYBRID', byThresholds: 'GOOD', byQuota: 'MEDIUM', peers: 12, grade: 'MEDIUM', holds: true },
  });
  expect(before['XZ01-07'].explanation.dimensions).toEqual(
    ['VIRTUE', 'ABILITY', 'DILIGENCE', 'ACHIEVEMENT', 'INTEGRITY', 'LEARNING'].map((dimension) => ({ dimension, weight: null, scored: { score: '97.00' } })),
  );
  // Of the quota an officer is not told, since it rests on the scores of others.
  expect((await offices.appraisals('officer06', round, 'explanation { score byThresholds byQuota grade holds }'))['XZ01-06'].explanation).toEqual({
    score: '98.00',
    byThresholds: 'GOOD',
    byQuota: null,
    grade: null,
    holds: null,
  });

  const appraisal = before['XZ01-05'].id;
  const objection = (await offices.must('officer05', 'objectToAppraisal', { appraisal, text: '有误' })).objection.id;
  await offices.must('cadre3', 'upholdAppraisalObjection', { objection, reason: '核减', dimensions: six('80') });
  const { data } = await offices
    .who('cadre3')
    .ask(`query ($id: [ID!]!) { appraisals(first: 50, includeSuperseded: true, filter: { round: { id: { in: $id } } }) { nodes { subjectName ${FIELDS} } } }`, { id: [round] });
  expect(data.appraisals.nodes).toHaveLength(15);
  for (const node of data.appraisals.nodes) expect(node).toMatchObject({ explanation: { holds: true, grade: node.grade } });
});

test('an explanation does not hold where what is stored was changed past the rules', async () => {
  const run = (sql: string) => offices.server.database.orm.em.fork().execute(sql);
  const holds = async () => (await offices.appraisals('staff', filed, 'explanation { holds score grade }'))['XZ01-05'].explanation;
  await run(`update appraisal set grade = 'GOOD' where subject_name = '干警XZ01-05'`);
  expect(await holds()).toEqual({ holds: false, score: '80.00', grade: 'MEDIUM' });
  await run(`update appraisal set grade = 'MEDIUM', score = 81 where subject_name = '干警XZ01-05'`);
  expect(await holds()).toMatchObject({ holds: false });
});
