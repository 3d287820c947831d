import { parseGlobalId } from '../../schema/Node.ts';
import { HelperKind } from '../../schema/rectification/index.ts';
import { assignHelpers } from '../../server/rectification/helpers.ts';
import { rectificationConsumer } from '../../server/rectification/index.ts';
import { openRectification } from '../../server/rectification/opening.ts';
import { acceptRectification, reopenRectification, sendBackRectification, withdrawRectification } from '../../server/rectification/review.ts';
import type { Act } from '../../server/rectification/steps.ts';
import { completeMeasure, explainRectification, planMeasures, submitRectification } from '../../server/rectification/work.ts';
import { Offices, six } from '../appraisal/offices.ts';
import { handOver } from '../testkit/handOver.ts';

/**
 * Everything that a file keeps happens to officer XZ01-05, who is graded poor by their organ in July, explains, objects and is upheld and is poor still, is rectified by every
 * step there is, and is poor no longer after two corrections. XZ01-06 objects in vain; XZ01-07 is graded and no more. Nothing of it is entered yet.
 */
export async function liveThrough(): Promise<Offices> {
  const offices = await Offices.found();
  const round = await offices.open('2026-07');
  await offices.grade(round, { 'XZ01-05': '60', 'XZ01-06': '80', 'XZ01-07': '95' });
  const step = (by: string, verb: string) => offices.must(by, verb, { appraisalRound: round });
  const own = async (code: string) => (await offices.appraisals('cadre1', round))[code].id as string;
  await step('cadre1', 'openAppraisalExplanation');
  await offices.must('officer05', 'explainAppraisal', { appraisal: await own('XZ01-05'), text: '当月在外培训' });
  offices.on('2026-10-30');
  await step('cadre2', 'approveAppraisalRound');
  await step('cadre1', 'publiciseAppraisalRound');
  const objected = async (by: string, code: string) => (await offices.must(by, 'objectToAppraisal', { appraisal: await own(code), text: '记录有误' })).objection.id as string;
  const first = await objected('officer05', 'XZ01-05');
  offices.on('2026-11-02');
  await offices.must('cadre3', 'upholdAppraisalObjection', { objection: first, reason: '核减一次', dimensions: six('70', '迟到两次') });
  await offices.must('cadre3', 'dismissAppraisalObjection', { objection: await objected('officer06', 'XZ01-06'), reason: '经核实无误' });
  offices.on('2026-11-20');
  await step('cadre1', 'closeAppraisalRound');
  await step('cadre1', 'fileAppraisalRound');
  await rectified(offices, async (by, score) => {
    await offices.must(by, 'correctAppraisal', { appraisal: await own('XZ01-05'), reason: `复核为${score}`, dimensions: six(score, '迟到一次') });
    await handOver(offices.server.database.orm, rectificationConsumer);
  });
  return offices;
}

async function rectified(offices: Offices, correct: (by: string, score: string) => Promise<void>): Promise<void> {
  const { orm } = offices.server.database;
  const em = () => orm.em.fork();
  const key = async (code: string) => parseGlobalId(await offices.idOf(code))?.key as number;
  let minutes = 0;
  const act = (): Act => ({ now: new Date(Date.UTC(2026, 10, 23, 1, minutes++)), account: null, name: '关立新' });
  await handOver(orm, rectificationConsumer);
  offices.on('2026-11-21');
  await correct('secretary', '72');
  const [{ id }] = (await em().execute(`select id from rectification where origin = 'GRADE'`)) as [{ id: number }];
  const helpers = await Promise.all(Object.values(HelperKind).map(async (kind, at) => ({ kind, officer: await key(`XZ02-0${at + 1}`) })));
  await assignHelpers(em(), id, helpers, act());
  await explainRectification(em(), id, '值班制度没有落实', act());
  const work = async () => {
    await planMeasures(em(), id, [{ content: '补齐台账', dueOn: '2026-12-10' }], act());
    const [{ id: measure }] = (await em().execute('select max(id) as id from corrective_measure where rectification_id = ?', [id])) as [{ id: number }];
    await completeMeasure(em(), measure, '照片三张', act());
    await submitRectification(em(), id, act());
  };
  await work();
  await sendBackRectification(em(), id, { reason: '佐证不足', dueOn: '2026-12-20' }, act());
  await work();
  await acceptRectification(em(), id, null, act());
  await reopenRectification(em(), id, { reason: '再查', dueOn: '2026-12-30' }, act());
  const wrong = await openRectification(em(), { month: '2026-06', reason: '重名误立', officer: await key('XZ01-05') }, act());
  await withdrawRectification(em(), wrong.id, '立项有误', act());
  offices.on('2026-11-24');
  await correct('deputy', '91');
}
