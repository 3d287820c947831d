import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Wire } from '../http/live/wire.ts';
import { Offices, six } from './offices.ts';

let offices: Offices;
const open: Wire[] = [];
beforeAll(async () => {
  offices = await Offices.found();
});
beforeEach(() => offices.on('2026-10-09'));
afterEach(async () => {
  await Promise.all(open.splice(0).map((wire) => wire.cut()));
});
afterAll(() => offices.stop());

/** Twelve of staff, 99 down to 88. */
const FALLING = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`XZ01-${String(at + 5).padStart(2, '0')}`, String(99 - at)]));

async function publicised(month: string, scores: Record<string, string>, settings: Record<string, unknown> = {}): Promise<string> {
  const round = await offices.open(month, settings);
  await offices.grade(round, scores);
  await offices.bring(round, 'IN_PUBLICITY');
  return round;
}

async function objected(round: string, by: 'officer05' | 'officer06'): Promise<string> {
  const appraisal = (await offices.appraisals('cadre1', round))[by.replace('officer', 'XZ01-')].id;
  return (await offices.must(by, 'objectToAppraisal', { appraisal, text: '漏计一次立功' })).objection.id;
}

const everyVersion = (round: string) =>
  offices
    .who('cadre3')
    .ask(
      'query ($id: [ID!]!) { appraisals(first: 200, includeSuperseded: true, filter: { round: { id: { in: $id } } }) { nodes { subjectName version score grade supersededAt dimensions { nodes { score } } } } }',
      {
        id: [round],
      },
    )
    .then(
      ({ data }) => data.appraisals.nodes as { subjectName: string; version: number; score: string; grade: string; supersededAt: string | null; dimensions: { nodes: object[] } }[],
    );

test('an objection upheld makes a new version; the old one stays, superseded', async () => {
  const round = await publicised('2026-09', { 'XZ01-05': '80', 'XZ01-06': '60' });
  const objection = await objected(round, 'officer06');
  expect(await offices.problems('cadre3', 'upholdAppraisalObjection', { objection, reason: ' ', dimensions: six('91') })).toMatchObject([
    { code: 'VALUE_MISSING', field: 'reason' },
  ]);
  expect(await offices.problems('cadre3', 'upholdAppraisalObjection', { objection, reason: '漏计', dimensions: six('50') })).toMatchObject([
    { code: 'POOR_WITHOUT_EVIDENCE', found: 'XZ01-06' },
  ]);
  expect(await offices.must('cadre3', 'upholdAppraisalObjection', { objection, reason: '漏计', dimensions: six('91') })).toMatchObject({
    objection: { state: 'UPHELD', revision: 2, reason: '漏计' },
  });
  expect(
    (await everyVersion(round)).filter(({ subjectName }) => subjectName === '干警XZ01-06').map(({ dimensions, ...rest }) => ({ ...rest, scores: dimensions.nodes.length })),
  ).toEqual([
    { subjectName: '干警XZ01-06', version: 1, score: '60.00', grade: 'POOR', supersededAt: expect.any(String), scores: 6 },
    { subjectName: '干警XZ01-06', version: 2, score: '91.00', grade: 'GOOD', supersededAt: null, scores: 6 },
  ]);
  expect(await offices.appraisals('cadre1', round)).toMatchObject({ 'XZ01-05': { version: 1 }, 'XZ01-06': { version: 2 } });
  expect(await offices.problems('cadre3', 'dismissAppraisalObjection', { objection, reason: '再议' })).toMatchObject([{ code: 'APPRAISAL_OBJECTION_DECIDED', found: 'UPHELD' }]);
});

test('an objection dismissed changes nothing and keeps the reason', async () => {
  const round = await publicised('2026-08', { 'XZ01-05': '80' });
  const objection = await objected(round, 'officer05');
  expect(await offices.must('cadre3', 'dismissAppraisalObjection', { objection, reason: '已计入' })).toMatchObject({
    objection: { state: 'DISMISSED', revision: null, reason: '已计入' },
  });
  expect(await everyVersion(round)).toHaveLength(1);
});

test('a round is not closed while an objection is open, and a subject has one open at a time', async () => {
  const round = await publicised('2026-07', { 'XZ01-05': '80' });
  const objection = await objected(round, 'officer05');
  const appraisal = (await offices.appraisals('cadre1', round))['XZ01-05'].id;
  expect(await offices.problems('officer05', 'objectToAppraisal', { appraisal, text: '再提' })).toMatchObject([{ code: 'APPRAISAL_OBJECTION_OPEN' }]);
  offices.on('2026-11-20');
  expect(await offices.problems('cadre1', 'closeAppraisalRound', { appraisalRound: round })).toMatchObject([{ code: 'APPRAISAL_OBJECTION_OPEN', found: '1' }]);
  await offices.must('cadre3', 'dismissAppraisalObjection', { objection, reason: '已计入' });
  await offices.must('cadre1', 'closeAppraisalRound', { appraisalRound: round });
});

test('who graded or approved does not review, nor who upheld an objection of the same subject before', async () => {
  const round = await publicised('2026-06', { 'XZ01-05': '80', 'XZ01-06': '80' });
  const objection = await objected(round, 'officer05');
  const uphold = (by: string, id: string) => offices.problems(by, 'upholdAppraisalObjection', { objection: id, reason: '漏计', dimensions: six('85') });
  const refused = (found: string) => [{ code: 'DUTY_NOT_SEPARATED', found }];
  expect(await uphold('cadre1', objection)).toMatchObject(refused('XZ01-05'));
  expect(await uphold('cadre2', objection)).toMatchObject(refused('2026-06'));
  expect(await offices.problems('cadre2', 'dismissAppraisalObjection', { objection, reason: '无' })).toMatchObject(refused('2026-06'));
  expect(await uphold('cadre3', objection)).toEqual([]);
  expect(await uphold('cadre3', await objected(round, 'officer05'))).toMatchObject(refused('XZ01-05'));
  // Of another subject they may.
  expect(await uphold('cadre3', await objected(round, 'officer06'))).toEqual([]);
});

test('who is not the subject does not object, a peer who sees the grade neither', async () => {
  const round = await publicised('2026-05', { 'XZ01-05': '80', 'XZ01-06': '80' });
  const seen = await offices.appraisals('officer05', round);
  expect(Object.keys(seen).sort()).toEqual(['XZ01-05', 'XZ01-06']);
  for (const by of ['officer05', 'cadre1', 'reporter', 'staff']) {
    expect(await offices.call(by, 'objectToAppraisal', { appraisal: seen['XZ01-06'].id, text: '代提' })).toEqual({ forbidden: true });
  }
});

test('under a quota an upheld objection moves the grades of peers: new versions for those whose grade moves, and for no others', async () => {
  const round = await publicised('2026-04', FALLING, { method: 'QUOTA', quotaGroups: ['STAFF'], poorShare: '0' });
  const before = await offices.appraisals('cadre1', round);
  expect(Object.entries(before).flatMap(([code, { grade }]) => (grade === 'GOOD' ? code : []))).toEqual(['XZ01-05', 'XZ01-06', 'XZ01-07']);
  // The first falls to the last place; the fourth moves up.
  const objection = await objected(round, 'officer05');
  await offices.must('cadre3', 'upholdAppraisalObjection', { objection, reason: '重新核分', dimensions: six('70') });
  const after = await offices.appraisals('cadre1', round, 'grade version score');
  expect(Object.fromEntries(Object.entries(after).filter(([, { version }]) => version === 2))).toMatchObject({
    'XZ01-05': { grade: 'MEDIUM', score: '70.00' },
    'XZ01-08': { grade: 'GOOD', score: '96.00' },
  });
  expect(await everyVersion(round)).toHaveLength(14);
  // Whoever objected to the version that was replaced is heard about the one that holds.
  const late = (await everyVersion(round)).filter(({ supersededAt }) => supersededAt).map(({ subjectName }) => subjectName);
  expect(late.sort()).toEqual(['干警XZ01-05', '干警XZ01-08']);
});

test('an upheld objection that would make a peer poor for whom nothing is cited is refused, naming them', async () => {
  const scores = { ...FALLING, 'XZ01-05': '70' };
  const round = await publicised('2026-03', scores, { method: 'QUOTA', quotaGroups: ['STAFF'], poorShare: '10' });
  expect(await offices.appraisals('cadre1', round)).toMatchObject({ 'XZ01-05': { grade: 'POOR' }, 'XZ01-16': { grade: 'MEDIUM' } });
  const objection = await objected(round, 'officer05');
  expect(await offices.problems('cadre3', 'upholdAppraisalObjection', { objection, reason: '漏计', dimensions: six('99') })).toMatchObject([
    { code: 'POOR_WITHOUT_EVIDENCE', found: 'XZ01-16' },
  ]);
  expect(await everyVersion(round)).toHaveLength(12);
});

test('the committee corrects a filed round, by somebody who had no part in it; and it stands as an objection upheld', async () => {
  const round = await offices.open('2026-02');
  await offices.grade(round, { 'XZ01-05': '60' });
  await offices.bring(round, 'CLOSED');
  const appraisal = (await offices.appraisals('cadre1', round))['XZ01-05'].id;
  const args = { appraisal, reason: '证据有误', dimensions: six('80') };
  expect(await offices.call('secretary', 'correctAppraisal', args)).toEqual({ forbidden: true });
  await offices.must('cadre1', 'fileAppraisalRound', { appraisalRound: round });
  expect(await offices.must('secretary', 'correctAppraisal', args)).toMatchObject({ appraisal: { version: 2, grade: 'MEDIUM' } });
  expect(await offices.problems('deputy', 'correctAppraisal', args)).toMatchObject([{ code: 'RESULT_SUPERSEDED' }]);
  const current = (await offices.appraisals('cadre1', round))['XZ01-05'].id;
  expect(await offices.problems('secretary', 'correctAppraisal', { ...args, appraisal: current })).toMatchObject([{ code: 'DUTY_NOT_SEPARATED' }]);
  const { data } = await offices
    .who('officer05')
    .ask('{ appraisalObjections(filter: { appraisal: { round: { month: { eq: "2026-02" } } } }) { nodes { state reason revision } } }');
  expect(data.appraisalObjections.nodes).toEqual([{ state: 'UPHELD', reason: '证据有误', revision: 2 }]);
});

test('of two who decide one objection at once the second is refused', async () => {
  const round = await publicised('2026-01', { 'XZ01-05': '80' });
  const objection = await objected(round, 'officer05');
  const decided = await Promise.all([
    offices.call('cadre3', 'upholdAppraisalObjection', { objection, reason: '漏计', dimensions: six('91') }),
    offices.call('both', 'dismissAppraisalObjection', { objection, reason: '已计入' }),
  ]);
  expect(decided.map(({ problems }) => problems[0]?.code ?? 'decided').sort()).toEqual(['APPRAISAL_OBJECTION_DECIDED', 'decided']);
});

test('each step and each corrected version is told once, in order, to those who see it', async () => {
  const follow = async (by: string) => {
    const wire = await Wire.open(offices.server.socketUrl, { headers: { cookie: offices.who(by).cookie as string } });
    open.push(wire);
    await wire.listen('steps', 'subscription { appraisalRoundChanged { step appraisalRound { month } } }');
    await wire.listen('corrected', 'subscription { appraisalCorrected { appraisal { subjectName version round { month } } } }');
    return wire;
  };
  const [office, officer, other] = [await follow('cadre3'), await follow('officer05'), await follow('officer06')];
  const round = await publicised('2025-12', { 'XZ01-05': '80' });
  const objection = await objected(round, 'officer05');
  await offices.must('cadre3', 'upholdAppraisalObjection', { objection, reason: '漏计', dimensions: six('91') });
  // Whoever is graded in it hears of this, and then nobody has heard less.
  await publicised('2025-11', { 'XZ01-05': '80', 'XZ01-06': '80' });
  // What the log had not told yet when they began to listen is of months before: other databases of the machine hold it back.
  const ofHere = (month: string) => month < '2026';
  const steps = (wire: Wire) =>
    wire
      .told('steps')
      .map(({ data }) => data.appraisalRoundChanged)
      .filter(({ appraisalRound }) => ofHere(appraisalRound.month))
      .map(({ step }) => step as string);
  const corrected = (wire: Wire) =>
    wire
      .told('corrected')
      .map(({ data }) => data.appraisalCorrected.appraisal)
      .filter((appraisal) => ofHere(appraisal.round.month));
  const all = ['OPEN', 'GRADE', 'OPEN_EXPLANATION', 'APPROVE', 'PUBLICISE'];
  await office.until(() => steps(office).length >= 12);
  expect(steps(office)).toEqual([...all, 'OBJECT', 'UPHOLD', ...all]);
  for (const wire of [office, officer]) {
    await wire.until(() => corrected(wire).length > 0);
    expect(corrected(wire)).toEqual([{ subjectName: '干警XZ01-05', version: 2, round: { month: '2025-12' } }]);
  }
  // Who is graded in the second round alone. What happened to a draft may be told when it is none any more.
  await other.until(() => steps(other).at(-1) === 'PUBLICISE');
  expect(steps(other).slice(-3)).toEqual(all.slice(2));
  expect(corrected(other)).toEqual([]);
});
