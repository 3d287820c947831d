import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Payload } from '../Payload.ts';
import { DecimalScalar, YearMonth } from '../scalars.ts';
import { Warning } from './Warning.ts';
import { WarningRuleBook } from './WarningRuleBook.ts';
import { WarningKind, WarningLevel } from './words.ts';

@InputType({ description: '某类预警的规则。What is to be warned of, of one kind.' })
export class WarningRuleInput {
  @Field(() => WarningKind, { description: '预警种类，每类至多一条。The kind; one rule each at most.' })
  kind!: WarningKind;

  @Field(() => WarningLevel, { description: '发出时的级别。The level it is raised at.' })
  level!: WarningLevel;

  @Field(() => DecimalScalar, { nullable: true, description: '降幅，SCORE_DROP 必填，其他不填。Points of a fall; needed by SCORE_DROP, and nothing for others.' })
  points?: string | null;

  @Field(() => Int, { nullable: true, description: '连续月数，STREAK_* 必填，其他不填。Months in a row; needed by streaks, and nothing for others.' })
  months?: number | null;

  @Field(() => Int, { nullable: true, description: '提前天数，RECTIFICATION_DUE 必填，其他不填。Days before the deadline; needed by RECTIFICATION_DUE, and nothing for others.' })
  days?: number | null;

  @Field(() => Int, { nullable: true, description: '升级天数，空为不升级。Days without acknowledgement after which the level rises; without them it does not.' })
  escalateAfterDays?: number | null;
}

@InputType({ description: '要采用的预警规则。Rules to adopt.' })
export class AdoptWarningRulesInput {
  @Field({ description: '名称。Their title.' })
  title!: string;

  @Field(() => YearMonth, {
    description:
      '起用月份，须晚于已发布督查结果、已结束政法委考评的各月。In force from this month on, which must be later than every one that was published or whose appraisals the committee closed.',
  })
  fromMonth!: string;

  @Field(() => [WarningRuleInput], { description: '各类预警的规则，未列的不预警。The rules; kinds that are not named are not raised.' })
  rules!: WarningRuleInput[];
}

@ObjectType({ description: '办理结果：预警，或未能办理的原因。The warning, or why it was not done.' })
export class WarningPayload extends Payload {
  @Field(() => Warning, { nullable: true, description: '预警，未办理为空。The warning; empty when it was not done.' })
  warning?: Warning | null;
}

@ObjectType({ description: '办理结果：预警规则，或未能采用的原因。The rules, or why they were not adopted.' })
export class WarningRuleBookPayload extends Payload {
  @Field(() => WarningRuleBook, { nullable: true, description: '新版本，未采用为空。The new version; empty when it was not adopted.' })
  ruleBook?: WarningRuleBook | null;
}
