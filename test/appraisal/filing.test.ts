import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { filingDeadlines } from '../../server/appraisal/index.ts';
import { runCheck } from '../../server/clock.ts';
import { statementsOn } from '../../server/database/index.ts';
import { checks } from '../../server/reactions.ts';
import { Offices } from './offices.ts';

let offices: Offices;
beforeAll(async () => {
  offices = await Offices.found();
});
afterAll(() => offices.stop());

const missing = async (now: string) =>
  (await filingDeadlines(statementsOn(offices.server.database.orm.em.fork().getKysely<object>()), new Date(now))).map(({ code, month, dueOn }) => `${code} ${month} by ${dueOn}`);

test('nothing is expected to be filed before anybody opened a round', async () => {
  expect(await missing('2026-10-20T00:00:00Z')).toEqual([]);
});

test('from its own first round on an organ’s months are expected once they are over, until they are filed', async () => {
  const july = await offices.open('2026-07');
  await offices.grade(july, { 'XZ01-05': '80' });
  expect(await missing('2026-07-20T00:00:00Z')).toEqual([]);
  // The month ends in China.
  expect(await missing('2026-07-31T15:59:59Z')).toEqual([]);
  expect(await missing('2026-07-31T16:00:00Z')).toEqual(['XZ01 2026-07 by 2026-08-07']);
  expect(await missing('2026-10-20T00:00:00Z')).toEqual(['XZ01 2026-07 by 2026-08-07', 'XZ01 2026-08 by 2026-09-07', 'XZ01 2026-09 by 2026-10-13']);
  await offices.bring(july, 'CLOSED');
  expect(await missing('2026-08-20T00:00:00Z')).toEqual(['XZ01 2026-07 by 2026-08-07']);
  await offices.must('cadre1', 'fileAppraisalRound', { appraisalRound: july });
  expect(await missing('2026-10-20T00:00:00Z')).toEqual(['XZ01 2026-08 by 2026-09-07', 'XZ01 2026-09 by 2026-10-13']);
});

test('from the committee’s first round on the months of every political-legal organ are expected', async () => {
  await offices.open('2026-09', {}, 'staff');
  expect(await missing('2026-10-20T00:00:00Z')).toEqual(['XZ01 2026-08 by 2026-09-07', 'XZ01 2026-09 by 2026-10-13', 'XZ02 2026-09 by 2026-10-13']);
});

test('a deadline names its month’s inspection round, where there is one', async () => {
  await offices.who('staff').do('mutation { openInspectionRound(month: "2026-09") { problems { code } } }');
  const [round] = await offices.server.database.orm.em.fork().execute<{ id: number }[]>(`select id from inspection_round where month = '2026-09'`);
  const all = await filingDeadlines(statementsOn(offices.server.database.orm.em.fork().getKysely<object>()), new Date('2026-10-20T00:00:00Z'));
  expect(all).toContainEqual({ of: 'FILING', key: '2026-09', unit: expect.any(Number), code: 'XZ02', month: '2026-09', round: round?.id, dueOn: '2026-10-13' });
  expect(all.find(({ month }) => month === '2026-08')).toMatchObject({ key: '2026-08', round: null });
});

test('a round opened across the turn of a year is due in January', async () => {
  await offices.open('2025-12');
  expect(await missing('2026-01-15T00:00:00Z')).toEqual(['XZ01 2025-12 by 2026-01-08']);
});

test('what an organ has not filed is warned of once its day is over, and no longer when it is filed', async () => {
  const warned = async (now: string) => {
    for (const check of checks) await runCheck(offices.server.database.orm, check, new Date(now));
    const { data } = await offices
      .who('staff')
      .ask('{ warnings(filter: { kind: { eq: FILING_MISSING }, month: { eq: "2026-08" } }) { nodes { cause level state dueOn unit { code } } } }');
    return data.warnings.nodes;
  };
  const warning = { cause: 'FILING_MISSING XZ01 2026-08 2026-08', level: 'YELLOW', dueOn: '2026-09-07', unit: { code: 'XZ01' } };
  expect(await warned('2026-09-07T15:59:59Z')).toEqual([]);
  expect(await warned('2026-09-07T16:00:00Z')).toEqual([{ ...warning, state: 'RAISED' }]);
  const august = await offices.open('2026-08');
  await offices.grade(august, { 'XZ01-05': '80' });
  await offices.bring(august, 'CLOSED');
  await offices.must('cadre1', 'fileAppraisalRound', { appraisalRound: august });
  expect(await warned('2026-09-08T01:00:00Z')).toEqual([{ ...warning, state: 'RESOLVED' }]);
});
