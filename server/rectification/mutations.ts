import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { HelperInput, MeasureInput, OpenRectificationInput, RectificationPayload } from '../../schema/rectification/mutations.ts';
import { DateScalar } from '../../schema/scalars.ts';
import { actOf } from '../act.ts';
import { answer, keyIn } from '../answer.ts';
import type { Context } from '../context.ts';
import { assignHelpers } from './helpers.ts';
import { openRectification } from './opening.ts';
import { acceptRectification, reopenRectification, sendBackRectification, withdrawRectification } from './review.ts';
import { completeMeasure, explainRectification, planMeasures, submitRectification } from './work.ts';

/** The `rectification` argument, of every verb but two. */
const Which = () => Arg('rectification', () => ID, { description: '帮教整改的编号。Id of the rectification.' });

@Resolver()
export class RectificationMutations {
  @Mutation(() => RectificationPayload, { description: '对单位或干警立项整改，限五个工作日内说明并定措施。Opens a rectification of a unit or a person.' })
  openRectification(@Arg('input', () => OpenRectificationInput, { description: '立项内容。What to open.' }) input: OpenRectificationInput, @Ctx() context: Context) {
    const opening = () => ({ ...input, officer: input.officer == null ? null : keyIn('Officer', 'officer', input.officer) });
    return done(async () => openRectification(context.em, opening(), actOf(context)));
  }

  @Mutation(() => RectificationPayload, { description: '确定或更换个人的三名帮教人。Names the three helpers of a person, or others in their place.' })
  assignHelpers(
    @Which() rectification: string,
    @Arg('helpers', () => [HelperInput], { description: '三名帮教人，每类一名。The three, one of each kind.' }) helpers: HelperInput[],
    @Ctx() context: Context,
  ) {
    const named = () => helpers.map(({ kind, officer }) => ({ kind, officer: keyIn('Officer', 'helpers', officer) }));
    return done(async () => assignHelpers(context.em, keyOf(rectification), named(), actOf(context)));
  }

  @Mutation(() => RectificationPayload, { description: '说明原因。Explains how it came to this.' })
  explainRectification(@Which() rectification: string, @Arg('text', () => String, { description: '原因说明。The explanation.' }) text: string, @Ctx() context: Context) {
    return done(async () => explainRectification(context.em, keyOf(rectification), text, actOf(context)));
  }

  @Mutation(() => RectificationPayload, { description: '定整改措施，可补充。Plans measures; more may be added while they are under way.' })
  planMeasures(
    @Which() rectification: string,
    @Arg('measures', () => [MeasureInput], { description: '整改措施，至少一项。The measures, at least one.' }) measures: MeasureInput[],
    @Ctx() context: Context,
  ) {
    return done(async () => planMeasures(context.em, keyOf(rectification), measures, actOf(context)));
  }

  @Mutation(() => RectificationPayload, { description: '完成一项措施并附佐证。Says what shows that a measure was carried out.' })
  completeMeasure(
    @Arg('measure', () => ID, { description: '措施的编号。Id of the measure.' }) measure: string,
    @Arg('evidence', () => String, { description: '完成佐证。What shows it.' }) evidence: string,
    @Ctx() context: Context,
  ) {
    return done(async () => completeMeasure(context.em, keyIn('CorrectiveMeasure', 'measure', measure), evidence, actOf(context)));
  }

  @Mutation(() => RectificationPayload, { description: '措施全部完成后报审。Submits it for review, once every measure is complete.' })
  submitRectification(@Which() rectification: string, @Ctx() context: Context) {
    return done(async () => submitRectification(context.em, keyOf(rectification), actOf(context)));
  }

  @Mutation(() => RectificationPayload, { description: '审核通过，办结。Accepts what was submitted, and closes it.' })
  acceptRectification(
    @Which() rectification: string,
    @Arg('opinion', () => String, { nullable: true, description: '审核意见，可不填。What the review says, if anything.' }) opinion: string | null,
    @Ctx() context: Context,
  ) {
    return done(async () => acceptRectification(context.em, keyOf(rectification), opinion ?? null, actOf(context)));
  }

  @Mutation(() => RectificationPayload, { description: '审核退回，限期补定措施。Sends it back: further measures are to be planned.' })
  sendBackRectification(
    @Which() rectification: string,
    @Arg('reason', () => String, { description: '退回理由，留存备查。Why; it is kept.' }) reason: string,
    @Arg('dueOn', () => DateScalar, { description: '补定措施的期限。Measures are to be planned by this day.' }) dueOn: string,
    @Ctx() context: Context,
  ) {
    return done(async () => sendBackRectification(context.em, keyOf(rectification), { reason, dueOn }, actOf(context)));
  }

  @Mutation(() => RectificationPayload, { description: '重启已办结的整改，限期补定措施。Takes up again what was closed: further measures are to be planned.' })
  reopenRectification(
    @Which() rectification: string,
    @Arg('reason', () => String, { description: '重启理由，留存备查。Why; it is kept.' }) reason: string,
    @Arg('dueOn', () => DateScalar, { description: '补定措施的期限。Measures are to be planned by this day.' }) dueOn: string,
    @Ctx() context: Context,
  ) {
    return done(async () => reopenRectification(context.em, keyOf(rectification), { reason, dueOn }, actOf(context)));
  }

  @Mutation(() => RectificationPayload, { description: '撤销有误的立项，仅限政法委立项的。Withdraws what the committee opened in error.' })
  withdrawRectification(
    @Which() rectification: string,
    @Arg('reason', () => String, { description: '撤销理由，留存备查。Why; it is kept.' }) reason: string,
    @Ctx() context: Context,
  ) {
    return done(async () => withdrawRectification(context.em, keyOf(rectification), reason, actOf(context)));
  }
}

function keyOf(id: string): number {
  return keyIn('Rectification', 'rectification', id);
}

/** Rows are named by their keys, and read where they are asked for. */
function done(work: () => Promise<{ id: number }>) {
  return answer(async () => ({ rectification: (await work()).id }));
}
