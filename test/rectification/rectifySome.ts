import { Officer, Unit } from '../../schema/organisation/index.ts';
import type { Rectification } from '../../schema/rectification/index.ts';
import { HelperKind } from '../../schema/rectification/words.ts';
import { assignHelpers } from '../../server/rectification/helpers.ts';
import { rectificationConsumer } from '../../server/rectification/index.ts';
import { openRectification } from '../../server/rectification/opening.ts';
import { acceptRectification, sendBackRectification, withdrawRectification } from '../../server/rectification/review.ts';
import type { Act } from '../../server/rectification/steps.ts';
import { completeMeasure, explainRectification, planMeasures, submitRectification } from '../../server/rectification/work.ts';
import { handOver } from '../testkit/handOver.ts';
import type { TestServer } from '../testkit/server.ts';

/**
 * Rectifications of every sort, beside those that follow from what is published: of units and of persons, of the unit that was first corrected and of its officers, of
 * others; opened, planned, sent back, closed, withdrawn. What happened is moved to fixed moments.
 */
export async function rectifySome({ database: { orm } }: TestServer): Promise<void> {
  await handOver(orm, rectificationConsumer);
  const em = () => orm.em.fork();
  const [{ unit_id: own }] = (await em().execute('select unit_id from correction order by id limit 1')) as [{ unit_id: number }];
  const units = await em().find(Unit, {}, { orderBy: { id: 'asc' } });
  const officers = await em().find(Officer, {}, { orderBy: { id: 'asc' } });
  const [ownUnit, ...others] = [...units.filter(({ id }) => id === own), ...units.filter(({ id }) => id !== own)];
  const [subject, colleague] = officers.filter(({ unit }) => unit.id === own);
  const [stranger, ...helpers] = officers.filter(({ unit }) => unit.id !== own);
  if (!ownUnit || !subject || !colleague || !stranger) throw new Error('The city is too small');

  let count = 0;
  const act = (): Act => ({ now: new Date(Date.UTC(2026, 2, 6, 1) + count++ * 3_600_000), account: null, name: count % 2 ? '关立新' : null });
  const open = (month: string, about: { unitCode: string } | { officer: number }) => openRectification(em(), { month, reason: `立项${count}`, ...about }, act());
  const help = ({ id }: Rectification) =>
    assignHelpers(
      em(),
      id,
      Object.values(HelperKind).map((kind, at) => ({ kind, officer: (helpers[(id + at * 5) % helpers.length] as Officer).id })),
      act(),
    );
  const plan = async (rectification: Rectification, ...days: number[]) => {
    await explainRectification(em(), rectification.id, `说明${count}`, act());
    if (rectification.officer) await help(rectification);
    const measures = days.map((day) => ({ content: `措施${day}`, dueOn: `2026-04-${10 + day}` }));
    await planMeasures(em(), rectification.id, measures, act());
  };
  const finish = async ({ id }: Rectification) => {
    const rows = await em().execute('select id from corrective_measure where rectification_id = ? and completed_at is null', [id]);
    for (const measure of rows as { id: number }[]) await completeMeasure(em(), measure.id, '照片', act());
    await submitRectification(em(), id, act());
  };

  // In this order, so that the first of the own unit and of the officer are those that nothing can be done about.
  for (const about of [{ unitCode: ownUnit.code }, { officer: subject.id }]) {
    const wrong = await open('2025-12', about);
    await plan(wrong, 1);
    await withdrawRectification(em(), wrong.id, '立项有误', act());
    await plan(await open('2026-01', about), 3, 2);
  }
  for (const [at, unit] of others.slice(0, 6).entries()) {
    const opened = await open('2026-02', { unitCode: unit.code });
    if (at > 0) await plan(opened, at, 7, at);
    if (at > 2) await finish(opened);
    if (at === 4) await sendBackRectification(em(), opened.id, { reason: '佐证不足', dueOn: '2026-04-30' }, act());
    if (at === 5) await acceptRectification(em(), opened.id, null, act());
  }
  for (const officer of [colleague, stranger]) await plan(await open('2026-02', { officer: officer.id }), 5);

  await em().execute(
    `update rectification set opened_at = timestamptz '2026-03-05 09:00:00.000001Z' + (id % 5) * interval '7 hours', due_on = case when due_on is not null then date '2026-03-12' + id % 3 end,
      withdrawn_at = case when withdrawn_at is not null then timestamptz '2026-03-20 09:30Z' end, cause_fell_at = case when cause_fell_at is not null then timestamptz '2026-03-20 09:30Z' end
    where origin = 'RESULT'`,
  );
  await em().execute(
    `update rectification_step s set taken_at = r.opened_at + s.id * interval '1 minute', due_on = case when s.due_on is not null then r.due_on end from rectification r where r.id = s.rectification_id and r.origin = 'RESULT'`,
  );
}
