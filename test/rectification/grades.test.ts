import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Role } from '../../schema/access/index.ts';
import { globalId } from '../../schema/Node.ts';
import { Officer } from '../../schema/organisation/index.ts';
import { runCheck } from '../../server/clock.ts';
import { checks } from '../../server/reactions.ts';
import { rectificationConsumer } from '../../server/rectification/index.ts';
import { asking } from '../access/asking.ts';
import { Offices, six } from '../appraisal/offices.ts';
import { handOver } from '../testkit/handOver.ts';

/* What poor grades open, follow and withdraw. */

let offices: Offices;
beforeAll(async () => {
  offices = await Offices.found();
});
afterAll(() => offices.stop());

const follow = (dies = false) => handOver(offices.server.database.orm, rectificationConsumer, { dies });
const SHOWN = 'id origin state month dueOn round { month } unit { code } officer { code } appraisal { version grade }';
async function of(month: string, by = 'staff') {
  // Others may not so much as ask for the rest.
  const shown = by === 'staff' ? SHOWN : 'id state';
  const { data, errors } = await offices.who(by).ask(`{ rectifications(filter: { month: { eq: "${month}" } }, orderBy: { field: openedAt }) { nodes { ${shown} } } }`);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.rectifications.nodes;
}

test('who is poor in an organ’s round has one from when it is filed, once, however often the log is read and however often its reader dies', async () => {
  const round = await offices.open('2026-09');
  await offices.grade(round, { 'XZ01-05': '60', 'XZ01-06': '80' });
  await offices.bring(round, 'CLOSED');
  await follow();
  expect(await of('2026-09')).toEqual([]);
  await offices.must('cadre1', 'fileAppraisalRound', { appraisalRound: round });
  for (const dies of [true, false]) await follow(dies);
  const opened = await of('2026-09');
  expect(opened).toMatchObject([{ origin: 'GRADE', state: 'OPENED', round: null, unit: { code: 'XZ01' }, officer: { code: 'XZ01-05' }, appraisal: { version: 1, grade: 'POOR' } }]);
  expect(await of('2026-09', 'officer05')).toHaveLength(1);
  for (const other of ['officer06', 'reporter', 'leader']) expect(await of('2026-09', other)).toEqual([]);
});

test('none of the three helpers graded the person', async () => {
  const [{ id }] = await of('2026-09');
  const em = offices.server.database.orm.em.fork();
  const roll = new Map((await em.find(Officer, {})).map((officer) => [officer.code, globalId('Officer', officer.id)]));
  const helpers = (...codes: string[]) => codes.map((code, at) => ({ kind: ['LEADER', 'DISCIPLINE', 'PROFESSIONAL'][at], officer: roll.get(code) }));
  const name = async (...codes: string[]) => {
    const { data } = await offices
      .who('staff')
      .ask('mutation ($id: ID!, $helpers: [HelperInput!]!) { assignHelpers(rectification: $id, helpers: $helpers) { problems { code found } } }', {
        id,
        helpers: helpers(...codes),
      });
    return data.assignHelpers.problems;
  };
  // The cadre office's grader is on the roll, too.
  await em.execute(`update account set officer_id = (select id from officer where code = 'XZ01-08') where name = 'cadre1'`);
  expect(await name('XZ01-01', 'XZ01-08', 'XZ01-03')).toEqual([{ code: 'HELPER_IS_JUDGE', found: 'XZ01-08' }]);
  expect(await name('XZ01-01', 'XZ01-02', 'XZ01-03')).toEqual([]);
});

test('an organ’s is no business of walls and leaders, nor is a warning of its deadline', async () => {
  const round = await offices.open('2026-08', {}, 'staff');
  await offices.grade(round, { XZ01: '70' }, 'staff');
  await offices.bring(round, 'CLOSED', ['secretary', 'staff']);
  await follow();
  const [{ dueOn }] = await of('2026-08');
  expect(await of('2026-08')).toMatchObject([{ origin: 'GRADE', round: null, unit: { code: 'XZ01' }, officer: null }]);
  expect(await of('2026-08', 'reporter')).toHaveLength(1);
  expect(await of('2026-08', 'leader')).toEqual([]);
  for (const check of checks) await runCheck(offices.server.database.orm, check, new Date(`${dueOn}T17:00:00Z`));
  const OVERDUE = '{ warnings(filter: { kind: { eq: RECTIFICATION_OVERDUE }, unit: { code: { eq: "XZ01" } }, month: { eq: "2026-08" } }) { nodes { month } } }';
  expect((await offices.who('staff').ask(OVERDUE)).data.warnings.nodes).toEqual([{ month: '2026-08' }]);
  // A screen sends nothing but the board's own documents: asked as one would be answered.
  const asks = await asking(offices.server);
  const screen = async (query: string) => (await asks.ask({ kind: 'screen', roles: [Role.SCREEN] }, query)).data;
  expect(await screen(OVERDUE)).toEqual({ warnings: { nodes: [] } });
  expect(await screen('{ rectifications(filter: { month: { eq: "2026-08" } }) { nodes { id } } }')).toEqual({ rectifications: { nodes: [] } });
  expect(await screen('{ board { openRectifications warnings { id } } }')).toEqual({ board: { openRectifications: 0, warnings: [] } });
  await asks.stop();
});

test('a corrected grade that is poor no longer withdraws it', async () => {
  const [{ id }] = (await offices.who('staff').ask('{ appraisals(filter: { round: { month: { eq: "2026-09" } }, grade: { eq: POOR } }) { nodes { id } } }')).data.appraisals.nodes;
  await offices.must('deputy', 'correctAppraisal', { appraisal: id, reason: '评分有误', dimensions: six('85') });
  for (let n = 0; n < 2; n++) await follow();
  expect(await of('2026-09')).toMatchObject([{ state: 'WITHDRAWN', dueOn: null }]);
});
