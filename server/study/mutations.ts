import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import {
  DefaultRecipientsPayload,
  DraftMinutesInput,
  MinutesPayload,
  MinutesRecipientPayload,
  RecipientInput,
  RetractionNoticePayload,
  StudyPayload,
} from '../../schema/study/mutations.ts';
import { personBehind } from '../access/identity.ts';
import { answer, keyIn } from '../answer.ts';
import type { Context } from '../context.ts';
import { decideStudy, declineStudy } from './deciding.ts';
import { draftMinutes } from './drafting.ts';
import { issueMinutes } from './issuing.ts';
import { confirmMinutesRead, confirmRetractionRead, readerOf, recordMinutesReceipt, recordRetractionReceipt } from './reading.ts';
import { setDefaultRecipients } from './recipients.ts';

@Resolver()
export class StudyMutations {
  @Mutation(() => StudyPayload, { description: '决定召开专题研究。Decides that a proposed study is held.' })
  decideStudy(
    @Arg('id', () => ID, { description: '专题研究建议的编号。Id of the proposal.' }) id: string,
    @Arg('reason', () => String, { description: '理由，留存备查。Why; it is kept.' }) reason: string,
    @Ctx() { em, viewer, now }: Context,
  ) {
    return answer(async () => ({ proposal: (await decideStudy(em, keyIn('StudyProposal', 'id', id), { reason, by: viewer.name ?? null, now: now() })).id }));
  }

  @Mutation(() => StudyPayload, { description: '决定不召开专题研究。Decides that a proposed study is not held.' })
  declineStudy(
    @Arg('id', () => ID, { description: '专题研究建议的编号。Id of the proposal.' }) id: string,
    @Arg('reason', () => String, { description: '理由，留存备查。Why; it is kept.' }) reason: string,
    @Ctx() { em, viewer, now }: Context,
  ) {
    return answer(async () => ({ proposal: (await declineStudy(em, keyIn('StudyProposal', 'id', id), { reason, by: viewer.name ?? null, now: now() })).id }));
  }

  @Mutation(() => MinutesPayload, { description: '起草或修改会议纪要，印发前均可。Writes the minutes of a study, or writes them anew until they are issued.' })
  draftMinutes(@Arg('input', () => DraftMinutesInput, { description: '纪要内容。What they say.' }) input: DraftMinutesInput, @Ctx() { em, visit, now }: Context) {
    return answer(async () => {
      const key = keyIn('StudyProposal', 'proposal', input.proposal);
      return { minutes: (await draftMinutes(em, key, input, { person: personBehind(visit), now: now() })).id };
    });
  }

  @Mutation(() => MinutesPayload, {
    description: '签发会议纪要：编号、送达并冻结；起草人不得签发。Numbers, delivers and freezes minutes; not by whoever drafted them.',
  })
  issueMinutes(@Arg('id', () => ID, { description: '会议纪要的编号。Id of the minutes.' }) id: string, @Ctx() { em, viewer, visit, now }: Context) {
    return answer(async () => {
      const issuing = { by: viewer.name ?? null, person: personBehind(visit), now: now() };
      return { minutes: (await issueMinutes(em, keyIn('Minutes', 'id', id), issuing)).id };
    });
  }

  @Mutation(() => DefaultRecipientsPayload, { description: '更换会议纪要的常用发送名单。Replaces the default list of recipients.' })
  setDefaultRecipients(
    @Arg('recipients', () => [RecipientInput], { description: '新的名单，依次。The new list, in order.' }) recipients: RecipientInput[],
    @Ctx() { em }: Context,
  ) {
    return answer(async () => ({ recipients: await setDefaultRecipients(em, recipients) }));
  }

  @Mutation(() => MinutesRecipientPayload, { description: '确认阅知发给本人的会议纪要，首次为准。Says that one has read minutes that were sent to one; the first time counts.' })
  confirmMinutesRead(@Arg('id', () => ID, { description: '会议纪要的编号。Id of the minutes.' }) id: string, @Ctx() { em, viewer, now }: Context) {
    return answer(async () => ({ recipient: await confirmMinutesRead(em, keyIn('Minutes', 'id', id), { reader: readerOf(viewer), now: now() }) }));
  }

  @Mutation(() => RetractionNoticePayload, { description: '确认阅知发给本人的撤回通知，首次为准。Says that one has read a notice that was sent to one; the first time counts.' })
  confirmRetractionRead(@Arg('id', () => ID, { description: '撤回通知的编号。Id of the notice.' }) id: string, @Ctx() { em, viewer, now }: Context) {
    return answer(async () => ({ notice: await confirmRetractionRead(em, keyIn('RetractionNotice', 'id', id), { reader: readerOf(viewer), now: now() }) }));
  }

  @Mutation(() => MinutesRecipientPayload, { description: '登记会议纪要的纸质签收，首次为准。Records that minutes were received on paper; the first time counts.' })
  recordMinutesReceipt(@Arg('id', () => ID, { description: '发送对象的编号。Id of the recipient.' }) id: string, @Ctx() { em, viewer, now }: Context) {
    return answer(async () => ({ recipient: await recordMinutesReceipt(em, keyIn('MinutesRecipient', 'id', id), { by: viewer.name ?? null, now: now() }) }));
  }

  @Mutation(() => RetractionNoticePayload, { description: '登记撤回通知的纸质签收，首次为准。Records that a notice was received on paper; the first time counts.' })
  recordRetractionReceipt(@Arg('id', () => ID, { description: '撤回通知的编号。Id of the notice.' }) id: string, @Ctx() { em, viewer, now }: Context) {
    return answer(async () => ({ notice: await recordRetractionReceipt(em, keyIn('RetractionNotice', 'id', id), { by: viewer.name ?? null, now: now() }) }));
  }
}
