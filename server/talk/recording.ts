import type { EntityManager } from '@mikro-orm/postgresql';
import { refuse, refuseAll } from '../../schema/problemWording.ts';
import { type CollectiveTalk, TalkRecord, TalkStep } from '../../schema/talk/index.ts';
import type { TalkRecordInput } from '../../schema/talk/mutations.ts';
import type { Act } from '../act.ts';
import { dayInChina } from '../calendar.ts';
import { checkDay } from '../days.ts';
import { checkedText, LONGEST } from '../texts.ts';
import { refuseGrader } from './duty.ts';
import { takeStep } from './step.ts';

/**
 * Writes down a talk that was held, or writes it down anew until it is confirmed. It was held since it was decided, until today, and not after its cause fell away:
 * DATE_OUT_OF_RANGE.
 */
export function recordTalk(em: EntityManager, key: number, input: Omit<TalkRecordInput, 'talk'>, act: Act): Promise<CollectiveTalk> {
  const texts = {
    place: checkedText('place', input.place, LONGEST.line),
    attendees: checkedText('attendees', input.attendees, LONGEST.list),
    said: checkedText('said', input.said, LONGEST.pages),
    help: checkedText('help', input.help, LONGEST.pages),
    response: checkedText('response', input.response, LONGEST.pages),
  };
  return takeStep(em, key, TalkStep.RECORD, act, async (tx, talk) => {
    refuseAll(checkDay('heldOn', input.heldOn, dayInChina(talk.arrangedAt as Date), dayInChina(talk.causeFellAt ?? act.now)));
    const before = await tx.findOne(TalkRecord, { talk });
    const written = { ...texts, heldOn: input.heldOn, writtenAt: act.now, writtenBy: act.name };
    const record = before ? Object.assign(before, written) : tx.create(TalkRecord, { talk, ...written, writers: [] });
    if (act.account !== null && !record.writers.includes(act.account)) record.writers = [...record.writers, act.account];
  });
}

/** Confirms the record and freezes it. Refuses DUTY_NOT_SEPARATED to whoever wrote any of it, and to who graded the officer. */
export function confirmTalkRecord(em: EntityManager, key: number, act: Act): Promise<CollectiveTalk> {
  return takeStep(em, key, TalkStep.CONFIRM, act, async (tx, talk) => {
    const record = await tx.findOneOrFail(TalkRecord, { talk });
    if (act.account !== null && record.writers.includes(act.account)) refuse('DUTY_NOT_SEPARATED', { field: 'talk', found: '谈话记录 the record' });
    await refuseGrader(tx, talk, act);
    Object.assign(record, { confirmedAt: act.now, confirmedBy: act.name });
  });
}
