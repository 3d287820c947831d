import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Account } from '../access/Account.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Unit } from '../organisation/Unit.ts';
import { DateScalar, DateTimeScalar, DecimalScalar, YearMonth } from '../scalars.ts';
import { AppraisalBody, AppraisalRoundState, GradingMethod, PeerGroup } from './words.ts';

/** A month graded by one body. How it grades is settled when it is opened. */
@Entity({ tableName: 'appraisal_round' })
@Listed('appraisalRounds', '月考评，每月每个主体一轮。Appraisal rounds, one a month and body.')
@Index({
  name: 'appraisal_round_of_organ',
  expression: `create unique index "appraisal_round_of_organ" on "appraisal_round" ("organ_id", "month") where body = 'ORGAN'`,
})
@Index({ name: 'appraisal_round_of_committee', expression: `create unique index "appraisal_round_of_committee" on "appraisal_round" ("month") where body = 'COMMITTEE'` })
@ObjectType({ implements: Node, description: '月考评的一轮。A month graded by one body.' })
export class AppraisalRound extends Node {
  @Property({ type: 'text' })
  @Field(() => YearMonth, { description: '月份。The month.' })
  month!: string;

  @Enum({ items: () => AppraisalBody })
  @Field(() => AppraisalBody, { description: '考评主体。Who grades.' })
  body!: AppraisalBody;

  @ManyToOne(() => Unit, { nullable: true, deleteRule: 'no action' })
  @Inverse('appraisalRounds', '本机关各月的考评。The rounds in which the organ grades its own.')
  @Field(() => Unit, { nullable: true, description: '考评机关，政法委考评时为空。The organ that grades; empty where the committee does.' })
  organ?: Unit | null;

  @Enum({ items: () => AppraisalRoundState, default: AppraisalRoundState.DRAFT })
  @Field(() => AppraisalRoundState, { description: '状态。How far it has come.' })
  state!: AppraisalRoundState;

  @Property({ type: 'decimal', precision: 5, scale: 2 })
  @Field(() => DecimalScalar, { description: '好的分数线。Good from this score on.' })
  goodFrom!: string;

  @Property({ type: 'decimal', precision: 5, scale: 2 })
  @Field(() => DecimalScalar, { description: '中的分数线，其下为差。Medium from this score on, poor below.' })
  mediumFrom!: string;

  @Enum({ items: () => GradingMethod })
  @Field(() => GradingMethod, { description: '评等办法。How scores become grades.' })
  method!: GradingMethod;

  @Enum({ items: () => PeerGroup, array: true })
  @Field(() => [PeerGroup], { description: '适用名额的组，其余按分数线。The groups that a quota is laid on; others go by thresholds.' })
  quotaGroups!: PeerGroup[];

  @Property({ type: 'decimal', precision: 5, scale: 2 })
  @Field(() => DecimalScalar, { description: '好的名额，百分比。At most so many per cent of a group are good by quota.' })
  goodShare!: string;

  @Property({ type: 'decimal', precision: 5, scale: 2 })
  @Field(() => DecimalScalar, { description: '差的名额，百分比。At most so many per cent of a group are poor by quota.' })
  poorShare!: string;

  @Property({ type: 'decimal', precision: 5, scale: 2, nullable: true })
  @Field(() => DecimalScalar, { nullable: true, description: '德的权重，六项等权为空。Weight of virtue; all six empty where they count alike.' })
  virtueWeight?: string | null;

  @Property({ type: 'decimal', precision: 5, scale: 2, nullable: true })
  @Field(() => DecimalScalar, { nullable: true, description: '能的权重，六项等权为空。Weight of ability.' })
  abilityWeight?: string | null;

  @Property({ type: 'decimal', precision: 5, scale: 2, nullable: true })
  @Field(() => DecimalScalar, { nullable: true, description: '勤的权重，六项等权为空。Weight of diligence.' })
  diligenceWeight?: string | null;

  @Property({ type: 'decimal', precision: 5, scale: 2, nullable: true })
  @Field(() => DecimalScalar, { nullable: true, description: '绩的权重，六项等权为空。Weight of achievement.' })
  achievementWeight?: string | null;

  @Property({ type: 'decimal', precision: 5, scale: 2, nullable: true })
  @Field(() => DecimalScalar, { nullable: true, description: '廉的权重，六项等权为空。Weight of integrity.' })
  integrityWeight?: string | null;

  @Property({ type: 'decimal', precision: 5, scale: 2, nullable: true })
  @Field(() => DecimalScalar, { nullable: true, description: '学的权重，六项等权为空。Weight of learning.' })
  learningWeight?: string | null;

  /** Counts corrections: what holds of a round at one revision holds together. */
  @Property({ type: 'integer', default: 1 })
  @Field(() => Int, { description: '修订，从 1 起，每次更正加一。1, and one more with every correction.' })
  revision!: number;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '开启时刻。When it was opened.' })
  openedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '听取说明起始时刻，此前为空。Since when subjects may explain; empty before.' })
  explanationOpenedAt?: Date | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: '说明截止日，此前为空。The last day to explain on; empty before.' })
  explainBy?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '审定时刻，未审定为空。When it was approved; empty before.' })
  approvedAt?: Date | null;

  /** Who approved it: not to have graded in it, nor to review objections. Null where no person did. */
  @ManyToOne(() => Account, { nullable: true, deleteRule: 'no action' })
  approvedBy?: Account | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '公示时刻，未公示为空。When publicity began; empty before.' })
  publicisedAt?: Date | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: '公示截止日，未公示为空。The last day of publicity; empty before.' })
  publicityEndsOn?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '结束时刻，未结束为空。When it was closed; empty before.' })
  closedAt?: Date | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: '备案期限，次月第五个工作日；不须备案为空。To be filed by then; empty where nothing is to be.' })
  fileBy?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '备案时刻，未备案为空。When it was filed; empty before.' })
  filedAt?: Date | null;

  @Property({ type: 'boolean', nullable: true })
  @Field(() => Boolean, { nullable: true, description: '是否逾期备案，未备案为空。Whether it was filed late; empty before.' })
  filedLate?: boolean | null;
}
