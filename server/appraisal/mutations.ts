import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { AppraisalGradeInput, AppraisalRoundPayload, OpenAppraisalRoundInput } from '../../schema/appraisal/mutations.ts';
import { personBehind } from '../access/identity.ts';
import { answer, keyIn } from '../answer.ts';
import type { Context } from '../context.ts';
import { gradeAppraisals, MOST_GRADES } from './grading.ts';
import type { Act } from './ledger.ts';
import { openAppraisalRound } from './opening.ts';
import { approveAppraisalRound, closeAppraisalRound, fileAppraisalRound, openAppraisalExplanation, publiciseAppraisalRound } from './steps.ts';

/** Who acts, and when. */
export function actOf({ visit, now }: Context): Act {
  return { by: personBehind(visit), now: now() };
}

/** A step that names nothing but its round. */
function onward(step: (em: Context['em'], key: number, act: Act) => Promise<{ id: number }>, id: string, context: Context) {
  return answer(async () => ({ appraisalRound: (await step(context.em, keyIn('AppraisalRound', 'appraisalRound', id), actOf(context))).id }));
}

/** What takes a round from its opening to its filing. What subjects say of it: reviews.ts. */
@Resolver()
export class AppraisalMutations {
  @Mutation(() => AppraisalRoundPayload, { description: '开启政法委某月的考评，评等办法自此不变。Opens a month for the committee and settles how it grades.' })
  openAppraisalRound(
    @Arg('input', () => OpenAppraisalRoundInput, { description: '月份和评等办法。The month, and how it grades.' }) input: OpenAppraisalRoundInput,
    @Ctx() context: Context,
  ) {
    return answer(async () => ({ appraisalRound: (await openAppraisalRound(context.em, input, { now: context.now() })).id }));
  }

  @Mutation(() => AppraisalRoundPayload, { description: '开启机关某月的考评，评等办法自此不变。Opens a month for an organ and settles how it grades.' })
  openOrganAppraisalRound(
    @Arg('unitCode', () => String, { description: '机关的代码。Code of the organ.' }) unitCode: string,
    @Arg('input', () => OpenAppraisalRoundInput, { description: '月份和评等办法。The month, and how it grades.' }) input: OpenAppraisalRoundInput,
    @Ctx() context: Context,
  ) {
    return answer(async () => ({ appraisalRound: (await openAppraisalRound(context.em, input, { unitCode, now: context.now() })).id }));
  }

  @Mutation(() => AppraisalRoundPayload, { description: '成批评分，全部成功或全部不成。Grades a list of subjects, all of them or none.' })
  gradeAppraisals(
    @Arg('appraisalRound', () => ID, { description: '月考评的编号。Id of the round.' }) id: string,
    @Arg('grades', () => [AppraisalGradeInput], { description: `评分，至多 ${MOST_GRADES} 条。The grades, ${MOST_GRADES} at most.` }) grades: AppraisalGradeInput[],
    @Ctx() context: Context,
  ) {
    return onward((em, key, act) => gradeAppraisals(em, key, grades, act), id, context);
  }

  @Mutation(() => AppraisalRoundPayload, { description: '结束评分，听取说明五个工作日。Ends grading; subjects may explain within five working days.' })
  openAppraisalExplanation(@Arg('appraisalRound', () => ID, { description: '月考评的编号。Id of the round.' }) id: string, @Ctx() context: Context) {
    return onward(openAppraisalExplanation, id, context);
  }

  @Mutation(() => AppraisalRoundPayload, { description: '审定，须非评分人办理。Approves what another graded.' })
  approveAppraisalRound(@Arg('appraisalRound', () => ID, { description: '月考评的编号。Id of the round.' }) id: string, @Ctx() context: Context) {
    return onward(approveAppraisalRound, id, context);
  }

  @Mutation(() => AppraisalRoundPayload, { description: '内部公示五个工作日。Shows the grades to the peers for five working days.' })
  publiciseAppraisalRound(@Arg('appraisalRound', () => ID, { description: '月考评的编号。Id of the round.' }) id: string, @Ctx() context: Context) {
    return onward(publiciseAppraisalRound, id, context);
  }

  @Mutation(() => AppraisalRoundPayload, { description: '公示期满后结束。Closes a round after its publicity.' })
  closeAppraisalRound(@Arg('appraisalRound', () => ID, { description: '月考评的编号。Id of the round.' }) id: string, @Ctx() context: Context) {
    return onward(closeAppraisalRound, id, context);
  }

  @Mutation(() => AppraisalRoundPayload, { description: '机关向政法委备案。Files an organ’s closed round with the committee.' })
  fileAppraisalRound(@Arg('appraisalRound', () => ID, { description: '月考评的编号。Id of the round.' }) id: string, @Ctx() context: Context) {
    return onward(fileAppraisalRound, id, context);
  }
}
