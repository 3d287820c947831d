import { Field, Int, ObjectType } from 'type-graphql';
import { InspectionResult } from '../inspection/InspectionResult.ts';
import { InspectionRound } from '../inspection/InspectionRound.ts';
import { Unit } from '../organisation/Unit.ts';
import { Rectification } from '../rectification/Rectification.ts';
import { DateScalar, DecimalScalar, YearMonth } from '../scalars.ts';
import { WarningRule } from './WarningRule.ts';
import { WarningKind, WarningLevel } from './words.ts';

/** How a warning came about, judged again by its rule: from the results that it rests on, each of which explains itself down to its findings, or from a deadline and the clock. */
@ObjectType({ description: '预警的由来，按规则由所依据的结果重新判定。How a warning came about, judged again.' })
export class WarningExplanation {
  @Field(() => WarningRule, { description: '所依据的规则。The rule it was raised by.' })
  rule!: WarningRule;

  @Field(() => [InspectionResult], {
    description: '所依据的结果，旧的在前；未经督查、由时钟判定时没有。The results it rests on, oldest first; none where there was no inspection, and of what the clock decides.',
  })
  results!: InspectionResult[];

  @Field({ description: '重新判定是否成立；由时钟判定的，此刻是否仍成立。Whether, judged again, its cause follows from these; of what the clock decides, whether it still does.' })
  holds!: boolean;

  @Field(() => WarningLevel, { nullable: true, description: '重新判定的级别，升级不计，不成立为空。The level judged again, without escalations; empty where it does not hold.' })
  level?: WarningLevel | null;

  @Field(() => DecimalScalar, { nullable: true, description: '降幅，仅 SCORE_DROP 有。Points that the score fell; of SCORE_DROP only.' })
  drop?: string | null;

  @Field(() => Int, { nullable: true, description: '连续月数，仅 STREAK_* 有。Months in a row; of streaks only.' })
  months?: number | null;

  @Field(() => DateScalar, { nullable: true, description: '期限，仅由时钟判定的有。The deadline; of what the clock decides only.' })
  dueOn?: string | null;

  @Field(() => Rectification, { nullable: true, description: '期限所属的帮教整改，没有为空。The rectification whose deadline it is; empty where it is of none.' })
  rectification?: Rectification | null;
}

/** A warning that other rules would have raised. */
@ObjectType({ description: '试算所得的预警。A warning that these rules would have raised.' })
export class ForeseenWarning {
  @Field({ description: '原因，唯一文本。The cause as a unique text.' })
  cause!: string;

  @Field(() => WarningKind, { description: '预警种类。What is warned of.' })
  kind!: WarningKind;

  @Field(() => WarningLevel, { description: '发出时的级别。The level it would have been raised at.' })
  level!: WarningLevel;

  @Field(() => Unit, { description: '单位。The unit.' })
  unit!: Unit;

  @Field(() => YearMonth, { description: '所属月份。The month it is about.' })
  month!: string;

  @Field(() => InspectionRound, { description: '每月督查。The month’s round.' })
  round!: InspectionRound;

  @Field(() => [InspectionResult], { description: '所依据的结果，旧的在前。The results it would rest on, oldest first.' })
  results!: InspectionResult[];
}
