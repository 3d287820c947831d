import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../Payload.ts';
import { DecimalScalar, YearMonth } from '../scalars.ts';
import { Appraisal } from './Appraisal.ts';
import { AppraisalObjection } from './AppraisalObjection.ts';
import { AppraisalRound } from './AppraisalRound.ts';
import { AppraisalStatement } from './AppraisalStatement.ts';
import { Dimension, GradingMethod, PeerGroup } from './words.ts';

@InputType({ description: '某一方面的权重。How much a dimension counts.' })
export class DimensionWeightInput {
  @Field(() => Dimension, { description: '方面。Which of the six.' })
  dimension!: Dimension;

  @Field(() => DecimalScalar, { description: '权重，六项合计 100。Its weight; the six add up to 100.' })
  weight!: string;
}

@InputType({ description: '要开启的月考评，此后不再改动。How a round grades; settled when it is opened.' })
export class OpenAppraisalRoundInput {
  @Field(() => YearMonth, { description: '月份。The month.' })
  month!: string;

  @Field(() => DecimalScalar, { nullable: true, description: '好的分数线，缺省 90。Good from this score on; 90 unless given.' })
  goodFrom?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: '中的分数线，缺省 75。Medium from this score on; 75 unless given.' })
  mediumFrom?: string | null;

  @Field(() => GradingMethod, { nullable: true, description: '评等办法，缺省按分数线。How scores become grades; by thresholds unless given.' })
  method?: GradingMethod | null;

  @Field(() => [PeerGroup], { nullable: true, description: '适用名额的组，十人以上；缺省为全部。The groups that a quota is laid on, of ten or more; all unless given.' })
  quotaGroups?: PeerGroup[] | null;

  @Field(() => DecimalScalar, { nullable: true, description: '好的名额，百分比，缺省 30。At most so many per cent are good by quota; 30 unless given.' })
  goodShare?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: '差的名额，百分比，缺省 5。At most so many per cent are poor by quota; 5 unless given.' })
  poorShare?: string | null;

  @Field(() => [DimensionWeightInput], { nullable: true, description: '六项权重，缺省等权。The six weights; all count alike unless given.' })
  weights?: DimensionWeightInput[] | null;
}

@InputType({ description: '某一方面的评分。A score of one dimension.' })
export class DimensionScoreInput {
  @Field(() => Dimension, { description: '方面，六项各一。Which of the six; one of each.' })
  dimension!: Dimension;

  @Field(() => DecimalScalar, { description: '得分，0 至 100，至多两位小数。Points, 0 to 100, two places at most.' })
  score!: string;

  @Field(() => String, { nullable: true, description: '依据。What it rests on, in words.' })
  evidence?: string | null;

  @Field(() => ID, { nullable: true, description: '引用的督查记录，须属该机关。A finding at the organ that is cited.' })
  finding?: string | null;

  @Field(() => ID, { nullable: true, description: '引用的督查结果，须属该机关。A result of the organ that is cited.' })
  result?: string | null;
}

@InputType({ description: '对一个机关或干警的评分。The scores of one organ or officer.' })
export class AppraisalGradeInput {
  @Field(() => ID, { description: '被考评的机关或干警的编号。Id of the organ or officer.' })
  subject!: string;

  @Field(() => [DimensionScoreInput], { description: '六个方面的评分。The six scores.' })
  dimensions!: DimensionScoreInput[];
}

@ObjectType({ description: '办理结果：月考评，或未能办理的原因。The round, or why it was not done.' })
export class AppraisalRoundPayload extends Payload {
  @Field(() => AppraisalRound, { nullable: true, description: '月考评，未办理为空。The round; empty when it was not done.' })
  appraisalRound?: AppraisalRound | null;
}

@ObjectType({ description: '办理结果：说明，或未能办理的原因。The statement, or why it was not done.' })
export class AppraisalStatementPayload extends Payload {
  @Field(() => AppraisalStatement, { nullable: true, description: '说明，未办理为空。The statement; empty when it was not done.' })
  statement?: AppraisalStatement | null;
}

@ObjectType({ description: '办理结果：异议，或未能办理的原因。The objection, or why it was not done.' })
export class AppraisalObjectionPayload extends Payload {
  @Field(() => AppraisalObjection, { nullable: true, description: '异议，未办理为空。The objection; empty when it was not done.' })
  objection?: AppraisalObjection | null;
}

@ObjectType({ description: '办理结果：月考评结果，或未能办理的原因。The appraisal, or why it was not done.' })
export class AppraisalPayload extends Payload {
  @Field(() => Appraisal, { nullable: true, description: '结果的新版本，未办理为空。The new version; empty when it was not done.' })
  appraisal?: Appraisal | null;
}
