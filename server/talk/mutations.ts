import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { ArrangeTalkInput, TalkPayload, TalkRecordInput } from '../../schema/talk/mutations.ts';
import { actOf } from '../act.ts';
import { answer, keyIn } from '../answer.ts';
import type { Context } from '../context.ts';
import { arrangeTalk, declineTalk } from './deciding.ts';
import { confirmTalkRecord, recordTalk } from './recording.ts';

const Which = () => Arg('talk', () => ID, { description: '集体谈话的编号。Id of the talk.' });

@Resolver()
export class TalkMutations {
  @Mutation(() => TalkPayload, { description: '决定集体谈话并定时间、地点，可改期。Decides that a proposed talk is held, on a day and at a place, or moves it.' })
  arrangeTalk(@Arg('input', () => ArrangeTalkInput, { description: '谈话安排。How it is arranged.' }) input: ArrangeTalkInput, @Ctx() context: Context) {
    return done(() => arrangeTalk(context.em, keyOf(input.talk), input, actOf(context)));
  }

  @Mutation(() => TalkPayload, { description: '决定不谈话，已安排的可取消。Decides that a talk is not held, also after it was arranged.' })
  declineTalk(@Which() talk: string, @Arg('reason', () => String, { description: '理由，留存备查。Why; it is kept.' }) reason: string, @Ctx() context: Context) {
    return done(() => declineTalk(context.em, keyOf(talk), reason, actOf(context)));
  }

  @Mutation(() => TalkPayload, { description: '起草或修改谈话记录，确认前均可。Writes the record of a talk that was held, or writes it anew until it is confirmed.' })
  recordTalk(@Arg('input', () => TalkRecordInput, { description: '谈话记录。What it says.' }) input: TalkRecordInput, @Ctx() context: Context) {
    return done(() => recordTalk(context.em, keyOf(input.talk), input, actOf(context)));
  }

  @Mutation(() => TalkPayload, { description: '确认谈话记录并冻结；记录人不得确认。Confirms and freezes the record of a talk; not by whoever wrote it.' })
  confirmTalkRecord(@Which() talk: string, @Ctx() context: Context) {
    return done(() => confirmTalkRecord(context.em, keyOf(talk), actOf(context)));
  }
}

function keyOf(id: string): number {
  return keyIn('CollectiveTalk', 'talk', id);
}

/** Rows are named by their keys, and read where they are asked for. */
function done(work: () => Promise<{ id: number }>) {
  return answer(async () => ({ talk: (await work()).id }));
}
