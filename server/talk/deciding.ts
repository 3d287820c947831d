import type { EntityManager } from '@mikro-orm/postgresql';
import { Appraisal } from '../../schema/appraisal/index.ts';
import { Grade } from '../../schema/inspection/index.ts';
import { refuseAll } from '../../schema/problemWording.ts';
import { type CollectiveTalk, TalkState, TalkStep } from '../../schema/talk/index.ts';
import type { Act } from '../act.ts';
import { dayInChina } from '../calendar.ts';
import { checkArrangedDay } from '../days.ts';
import { checkedText, LONGEST } from '../texts.ts';
import { refuseGrader } from './duty.ts';
import { talkLife } from './life.ts';
import { newestOf } from './settle.ts';
import { takeStep } from './step.ts';

/** A day, `2026-11-23`, and a place. */
export interface Arrangement {
  arrangedOn: string;
  place: string;
  reason: string;
}

/**
 * Decides that a proposed talk is held, or moves it to another day or place. Refuses DUTY_NOT_SEPARATED to who graded the officer, and TALK_STEP_ILLEGAL also where a
 * correction has taken the cause away and the system is just about to say so. Of two who decide at once the second one's decision holds, unless the first declined.
 */
export function arrangeTalk(em: EntityManager, key: number, { arrangedOn, place, reason }: Arrangement, act: Act): Promise<CollectiveTalk> {
  refuseAll(checkArrangedDay('arrangedOn', arrangedOn, dayInChina(act.now)));
  const texts = { place: checkedText('place', place, LONGEST.line), reason: checkedText('reason', reason, LONGEST.reason) };
  return takeStep(em, key, TalkStep.ARRANGE, act, async (tx, talk) => {
    await refuseGrader(tx, talk, act);
    const { grade } = await newestOf(tx, await tx.findOneOrFail(Appraisal, talk.appraisal.id));
    if (grade !== Grade.POOR) talkLife.refuse({ state: TalkState.WITHDRAWN, arrangedAt: talk.arrangedAt ?? null });
    Object.assign(talk, { arrangedOn, ...texts, ...decided(act), arrangedAt: talk.arrangedAt ?? act.now });
  });
}

/** Decides that it is not, also after it was arranged. */
export function declineTalk(em: EntityManager, key: number, reason: string, act: Act): Promise<CollectiveTalk> {
  const checked = checkedText('reason', reason, LONGEST.reason);
  return takeStep(em, key, TalkStep.DECLINE, act, async (tx, talk) => {
    await refuseGrader(tx, talk, act);
    Object.assign(talk, { reason: checked, ...decided(act) });
  });
}

function decided({ now, name }: Act): Pick<CollectiveTalk, 'decidedAt' | 'decidedBy'> {
  return { decidedAt: now, decidedBy: name };
}
