import { Field, Int, ObjectType } from 'type-graphql';
import { Appraisal } from '../appraisal/Appraisal.ts';
import { InspectionResult } from '../inspection/InspectionResult.ts';
import { InspectionRound } from '../inspection/InspectionRound.ts';
import { Officer } from '../organisation/Officer.ts';
import { Unit } from '../organisation/Unit.ts';
import { Rectification } from '../rectification/Rectification.ts';
import { DateScalar, DecimalScalar, YearMonth } from '../scalars.ts';
import { WarningRule } from './WarningRule.ts';
import { WarningKind, WarningLevel, WarningOrigin } from './words.ts';

/** How a warning came about, judged again by its rule: from the results or appraisals that it rests on, each of which explains itself, or from a deadline and the clock. */
@ObjectType({ description: '预警的由来，按规则由所依据的结果重新判定。How a warning came about, judged again.' })
export class WarningExplanation {
  @Field(() => WarningRule, { description: '所依据的规则。The rule it was raised by.' })
  rule!: WarningRule;

  @Field(() => [InspectionResult], {
    description:
      '所依据的督查结果，旧的在前；未经督查、依据考评、由时钟判定时没有。The results it rests on, oldest first; none where there was no inspection, of appraisals, and of what the clock decides.',
  })
  results!: InspectionResult[];

  @Field(() => [Appraisal], { description: '所依据的考评结果，旧的在前；不依据考评时没有。The appraisals it rests on, oldest first; none where it rests on none.' })
  appraisals!: Appraisal[];

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

  @Field(() => WarningOrigin, { description: '由来。What it follows from.' })
  origin!: WarningOrigin;

  @Field(() => Unit, { description: '单位。The unit; of an officer the organ they served in.' })
  unit!: Unit;

  @Field(() => Officer, { nullable: true, description: '干警，考评所涉的班子成员；其他为空。The officer whose appraisals it would rest on; empty otherwise.' })
  officer?: Officer | null;

  @Field(() => YearMonth, { description: '所属月份。The month it is about.' })
  month!: string;

  @Field(() => InspectionRound, { nullable: true, description: '每月督查，依据考评时为空。The month’s round; empty where it rests on appraisals.' })
  round?: InspectionRound | null;

  @Field(() => [InspectionResult], { description: '所依据的督查结果，旧的在前。The results it would rest on, oldest first.' })
  results!: InspectionResult[];

  @Field(() => [Appraisal], { description: '所依据的考评结果，旧的在前。The appraisals it would rest on, oldest first.' })
  appraisals!: Appraisal[];
}
