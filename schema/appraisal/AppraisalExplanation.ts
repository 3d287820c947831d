import { Field, Int, ObjectType } from 'type-graphql';
import { Grade } from '../inspection/InspectionResult.ts';
import { DecimalScalar } from '../scalars.ts';
import { DimensionScore } from './DimensionScore.ts';
import { Dimension, GradingMethod } from './words.ts';

@ObjectType({ description: '某一方面对得分的影响。What one dimension adds to a score.' })
export class DimensionExplanation {
  @Field(() => Dimension, { description: '方面。Which of the six.' })
  dimension!: Dimension;

  @Field(() => DimensionScore, { description: '该方面的得分及依据。Its score and evidence.' })
  scored!: DimensionScore;

  @Field(() => DecimalScalar, { nullable: true, description: '权重，等权为空。Its weight; empty where all six count alike.' })
  weight?: string | null;
}

/**
 * How a grade came about, computed again from what is stored: the six scores by their weights, the thresholds and, where a quota counts, the scores of the peers at the
 * same revision of the round.
 */
@ObjectType({ description: '等次的由来，由所存分数重新计算。How a grade came about, computed again.' })
export class AppraisalExplanation {
  @Field(() => [DimensionExplanation], { description: '六个方面。The six dimensions, in their order.' })
  dimensions!: DimensionExplanation[];

  @Field(() => DecimalScalar, { description: '重新计算的得分。The score computed again.' })
  score!: string;

  @Field(() => GradingMethod, { description: '评等办法，指用于该组的。The method that the peer group was graded by.' })
  method!: GradingMethod;

  @Field(() => Grade, { description: '按分数线的等次。The grade by thresholds.' })
  byThresholds!: Grade;

  @Field(() => Grade, {
    nullable: true,
    description: '按名额的等次，不用名额或无权查看同组为空。The grade by quota; empty without one, and for whoever may not see the peers’ scores.',
  })
  byQuota?: Grade | null;

  @Field(() => Int, { description: '同组人数。How many the peer group has.' })
  peers!: number;

  @Field(() => Grade, { nullable: true, description: '重新评定的等次，无权查看同组得分为空。The grade again; empty where it rests on peers’ scores that may not be seen.' })
  grade?: Grade | null;

  @Field(() => Boolean, { nullable: true, description: '与所存是否一致，无从核对为空。Whether score and grade are those that are stored; empty where that cannot be told.' })
  holds?: boolean | null;
}
