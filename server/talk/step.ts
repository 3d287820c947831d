import type { EntityManager } from '@mikro-orm/postgresql';
import { CollectiveTalk, type TalkStep } from '../../schema/talk/index.ts';
import { type Act, refuseOneself } from '../act.ts';
import { appendEvents } from '../live/index.ts';
import * as steps from '../step.ts';
import { type Later, talkLife } from './life.ts';

/** Takes a step of a talk as a person does, and answers it. Refuses UNKNOWN_ID, TALK_STEP_ILLEGAL, and DUTY_NOT_SEPARATED to whom it is about. */
export function takeStep(
  em: EntityManager,
  key: number,
  step: Later,
  { account }: Act,
  work: (tx: EntityManager, talk: CollectiveTalk) => Promise<void> | void,
): Promise<CollectiveTalk> {
  return steps.takeStep(
    em,
    { of: CollectiveTalk, key, field: 'talk', life: talkLife, step },
    async (tx, talk) => {
      await refuseOneself(tx, account, [talk.officer.id], 'talk');
      await work(tx, talk);
      return talk;
    },
    (tx, talk) => tellStep(tx, talk, step),
  );
}

export function tellStep(em: EntityManager, { id, officer }: CollectiveTalk, step: TalkStep): Promise<void> {
  return appendEvents(em, [{ kind: 'TALK_CHANGED', data: { talk: id, officer: officer.id, step } }]);
}
