import type { MikroORM } from '@mikro-orm/postgresql';
import { CorrectiveMeasure, Rectification, RectificationState } from '../../schema/rectification/index.ts';
import { dayInChina } from '../calendar.ts';
import { type Act, acceptRectification, completeMeasure, explainRectification, planMeasures, submitRectification } from '../rectification/index.ts';

const { OPENED, EXPLAINED, REOPENED, PLANNED, SUBMITTED } = RectificationState;

/** Takes a unit's rectification from wherever it stands to its end, as the unit and the committee would. */
export async function workOff(orm: MikroORM, key: number, name: string): Promise<void> {
  for (;;) {
    const em = orm.em.fork();
    const act: Act = { now: new Date(), account: null, name };
    const { state } = await em.findOneOrFail(Rectification, key);
    if (state === OPENED) await explainRectification(em, key, '台账更新不及时，专人未到位。', act);
    else if (state === EXPLAINED || state === REOPENED) await planMeasures(em, key, [{ content: '明确专人，补齐台账，每周自查。', dueOn: dayInChina(act.now) }], act);
    else if (state === PLANNED) {
      for (const { id } of await em.find(CorrectiveMeasure, { rectification: key, completedAt: null })) await completeMeasure(em, id, '台账已补齐，现场复查属实。', act);
      await submitRectification(em, key, act);
    } else if (state === SUBMITTED) await acceptRectification(em, key, '整改到位。', act);
    else return;
  }
}
