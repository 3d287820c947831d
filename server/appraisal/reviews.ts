import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { AppraisalObjectionPayload, AppraisalPayload, AppraisalStatementPayload, DimensionScoreInput } from '../../schema/appraisal/mutations.ts';
import { answer, keyIn } from '../answer.ts';
import type { Context } from '../context.ts';
import { actOf } from './mutations.ts';
import { correctAppraisal, dismissAppraisalObjection, objectToAppraisal, upholdAppraisalObjection } from './objections.ts';
import { explainAppraisal } from './steps.ts';

/** What subjects say of their appraisals, and what others make of it. */
@Resolver()
export class AppraisalReviews {
  @Mutation(() => AppraisalStatementPayload, { description: '被考评者说明。A subject explains, before approval.' })
  explainAppraisal(
    @Arg('appraisal', () => ID, { description: '结果的编号。Id of the appraisal.' }) id: string,
    @Arg('text', () => String, { description: '说明内容。What they say.' }) text: string,
    @Ctx() context: Context,
  ) {
    return answer(async () => ({ statement: (await explainAppraisal(context.em, keyIn('Appraisal', 'appraisal', id), text, actOf(context))).id }));
  }

  @Mutation(() => AppraisalObjectionPayload, { description: '被考评者在公示期内提出异议。A subject objects during publicity.' })
  objectToAppraisal(
    @Arg('appraisal', () => ID, { description: '结果的编号。Id of the appraisal.' }) id: string,
    @Arg('text', () => String, { description: '异议内容。What they object.' }) text: string,
    @Ctx() context: Context,
  ) {
    return answer(async () => ({ objection: (await objectToAppraisal(context.em, keyIn('Appraisal', 'appraisal', id), text, actOf(context))).id }));
  }

  @Mutation(() => AppraisalObjectionPayload, { description: '异议成立：重新评分，产生新版本。Upholds an objection: scores anew, in a new version.' })
  upholdAppraisalObjection(
    @Arg('objection', () => ID, { description: '异议的编号。Id of the objection.' }) id: string,
    @Arg('dimensions', () => [DimensionScoreInput], { description: '新的评分，六个方面。The six scores anew.' }) dimensions: DimensionScoreInput[],
    @Arg('reason', () => String, { description: '理由，留存备查。Why; it is kept.' }) reason: string,
    @Ctx() context: Context,
  ) {
    return answer(async () => {
      const key = keyIn('AppraisalObjection', 'objection', id);
      return { objection: (await upholdAppraisalObjection(context.em, key, { reason, dimensions }, actOf(context))).id };
    });
  }

  @Mutation(() => AppraisalObjectionPayload, { description: '异议不成立。Dismisses an objection.' })
  dismissAppraisalObjection(
    @Arg('objection', () => ID, { description: '异议的编号。Id of the objection.' }) id: string,
    @Arg('reason', () => String, { description: '理由，留存备查。Why; it is kept.' }) reason: string,
    @Ctx() context: Context,
  ) {
    return answer(async () => ({ objection: (await dismissAppraisalObjection(context.em, keyIn('AppraisalObjection', 'objection', id), reason, actOf(context))).id }));
  }

  @Mutation(() => AppraisalPayload, { description: '更正已结束的考评结果，产生新版本。Corrects an appraisal of a closed round, in a new version.' })
  correctAppraisal(
    @Arg('appraisal', () => ID, { description: '结果的编号。Id of the appraisal.' }) id: string,
    @Arg('dimensions', () => [DimensionScoreInput], { description: '新的评分，六个方面。The six scores anew.' }) dimensions: DimensionScoreInput[],
    @Arg('reason', () => String, { description: '理由，留存备查。Why; it is kept.' }) reason: string,
    @Ctx() context: Context,
  ) {
    return answer(async () => ({ appraisal: (await correctAppraisal(context.em, keyIn('Appraisal', 'appraisal', id), { reason, dimensions }, actOf(context))).id }));
  }
}
