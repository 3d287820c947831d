import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { globalId } from '../../schema/Node.ts';
import { refuse } from '../../schema/problemWording.ts';
import { CollectiveTalk, TalkStep } from '../../schema/talk/index.ts';
import { type Act, refuseOneself } from '../act.ts';
import { ANEW } from '../inspection/ledger.ts';
import { appendEvents } from '../live/index.ts';
import { type Later, talkLife } from './life.ts';

/**
 * Takes a step as a person does, and whatever goes with it, in one transaction that holds the talk's row: whoever else takes a step, be it the system, waits and sees
 * this one. Refuses UNKNOWN_ID, TALK_STEP_ILLEGAL, and DUTY_NOT_SEPARATED to whom it is about.
 */
export function takeStep(
  em: EntityManager,
  key: number,
  step: Later,
  { account }: Act,
  work: (tx: EntityManager, talk: CollectiveTalk) => Promise<void> | void,
): Promise<CollectiveTalk> {
  return em.transactional(async (tx) => {
    const talk = await tx.findOne(CollectiveTalk, key, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!talk) refuse('UNKNOWN_ID', { field: 'talk', found: globalId(CollectiveTalk.name, key) });
    const state = talkLife.after(talk, step);
    await refuseOneself(tx, account, [talk.officer.id], 'talk');
    await work(tx, talk);
    talk.state = state;
    await tx.flush();
    await tellStep(tx, talk, step);
    return talk;
  }, ANEW);
}

export function tellStep(em: EntityManager, { id, officer }: CollectiveTalk, step: TalkStep): Promise<void> {
  return appendEvents(em, [{ kind: 'TALK_CHANGED', data: { talk: id, officer: officer.id, step } }]);
}
