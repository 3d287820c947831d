import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Dimension } from '../../schema/appraisal/index.ts';
import { recomputeAppraisals } from '../../server/appraisal/index.ts';
import { statementsOn } from '../../server/database/index.ts';
import { openSession } from '../testkit/sessions.ts';
import { Offices, six } from './offices.ts';

let offices: Offices;
/** Of XZ01's twelve staff, 99 down to 88, three may be good. */
beforeAll(async () => {
  offices = await Offices.found();
  offices.on('2026-10-09');
  const falling = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`XZ01-${String(at + 5).padStart(2, '0')}`, String(99 - at)]));
  const weights = Object.values(Dimension).map((dimension) => ({ dimension, weight: dimension === Dimension.VIRTUE ? '25' : '15' }));
  const settings = { method: 'QUOTA', quotaGroups: ['STAFF'], weights };
  const round = await offices.open('2026-09', settings);
  await offices.grade(round, { ...falling, 'XZ01-03': '74.50' });
  await offices.bring(round, 'IN_PUBLICITY');
  // The second is found to have been given too much: the fourth is good instead.
  const objecting = (await offices.appraisals('cadre1', round))['XZ01-06'].id;
  const { id: objection } = (await offices.must('officer06', 'objectToAppraisal', { appraisal: objecting, text: '多计一次立功' })).objection;
  await offices.must('cadre3', 'upholdAppraisalObjection', { objection, reason: '确系多计', dimensions: six('89.50') });
  // Nobody was shown this one yet.
  await offices.grade(await offices.open('2026-10'), { 'XZ01-05': '80' });
});
afterAll(() => offices.stop());

const recompute = (month?: string) => recomputeAppraisals(statementsOn(offices.server.database.orm.em.fork().getKysely<object>()), month);

test('every version of every appraisal that was shown computes again to itself, quotas and superseded ones too', async () => {
  const { appraisals, differences } = await recompute();
  expect(differences).toEqual([]);
  // Thirteen, and the versions of the corrected one and of the peer whose grade moved with it.
  expect(appraisals).toBe(15);
  expect(await recompute('2026-10')).toEqual({ appraisals: 0, differences: [] });
});

test('a score, a grade or one of the six that was changed behind its back is named, and what it changes for peers', async () => {
  const session = await openSession(offices.server.database.url);
  await session.query(`set session_replication_role = replica`);
  const of = (code: string) => `(select a.id from appraisal a join officer o on o.id = a.officer_id where o.code = '${code}' and a.version = 1)`;
  await session.query(`update dimension_score set score = 95 where dimension = 'VIRTUE' and appraisal_id = ${of('XZ01-03')}`);
  await session.query(`update appraisal set grade = 'GOOD' where id = ${of('XZ01-16')}`);
  await session.end();
  expect((await recompute('2026-09')).differences).toEqual([
    { month: '2026-09', subject: 'XZ01-03', version: 1, figure: 'score', published: '74.50', recomputed: '79.63' },
    { month: '2026-09', subject: 'XZ01-16', version: 1, figure: 'grade', published: 'GOOD', recomputed: 'MEDIUM' },
  ]);
});
