import type { EntityManager } from '@mikro-orm/postgresql';
import { Appraisal } from '../../schema/appraisal/index.ts';
import { refuse } from '../../schema/problemWording.ts';
import type { CollectiveTalk } from '../../schema/talk/index.ts';
import type { Act } from '../act.ts';

/** Who grades does not judge what follows (docs/decisions/0024): refuses DUTY_NOT_SEPARATED to who graded the officer in that month, by whatever version of the grade. */
export async function refuseGrader(em: EntityManager, { appraisal, officer }: CollectiveTalk, { account }: Act): Promise<void> {
  if (account === null) return;
  const { round } = await em.findOneOrFail(Appraisal, appraisal.id);
  const graded = await em.findOne(Appraisal, { round, officer, graders: { $contains: [account] as never } }, { populate: ['officer'] });
  if (graded) refuse('DUTY_NOT_SEPARATED', { field: 'talk', found: graded.officer?.code ?? '' });
}
