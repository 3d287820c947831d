import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Account } from '../access/Account.ts';
import { Appraisal } from '../appraisal/Appraisal.ts';
import { InspectionResult } from '../inspection/InspectionResult.ts';
import { InspectionRound } from '../inspection/InspectionRound.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Officer } from '../organisation/Officer.ts';
import { Unit } from '../organisation/Unit.ts';
import { DateScalar, DateTimeScalar, YearMonth } from '../scalars.ts';
import { RectificationOrigin, RectificationState } from './words.ts';

/**
 * Help, educate, correct (帮教改, 1.7): a poor unit or person explains, plans measures, carries them out and is reviewed. Of a unit's or a person's month one of each
 * origin stands; what was withdrawn, or whose cause fell away after it was closed, stands no more. What happened to it is kept step by step.
 */
@Entity({ tableName: 'rectification' })
@Listed('rectifications', '帮教整改。Rectifications.')
@Index({ properties: ['unit', 'id'] })
@Index({ properties: ['officer', 'id'] })
@Index({ properties: ['round', 'id'] })
@Index({
  name: 'rectification_one_standing',
  expression: `create unique index "rectification_one_standing" on "rectification" ("unit_id", "month", "origin", coalesce("officer_id", 0)) where state <> 'WITHDRAWN' and cause_fell_at is null`,
})
@Index({ name: 'rectification_due', expression: 'create index "rectification_due" on "rectification" ("due_on") where due_on is not null' })
@ObjectType({ implements: Node, description: '帮教整改：差的单位或个人限期说明、整改。A poor unit or person explains and puts things right.' })
export class Rectification extends Node {
  /** Of a person's: the organ they served in when it was opened. */
  @ManyToOne(() => Unit)
  @Inverse('rectifications', '帮教整改。Rectifications of it, or of its officers.')
  @Field(() => Unit, { description: '单位，个人整改时为其所在机关。The unit; of a person’s the organ they serve in.' })
  unit!: Unit;

  @ManyToOne(() => Officer, { nullable: true, deleteRule: 'no action' })
  @Inverse('rectifications', '帮教整改。Their rectifications.')
  @Field(() => Officer, { nullable: true, description: '干警，单位整改时为空。The person; empty where it is the unit’s own.' })
  officer?: Officer | null;

  @Enum({ items: () => RectificationOrigin })
  @Field(() => RectificationOrigin, { description: '由来。Why it was opened.' })
  origin!: RectificationOrigin;

  /** The version that it rests on now: a correction that leaves the result poor puts the next in its place. */
  @ManyToOne(() => InspectionResult, { nullable: true, deleteRule: 'no action' })
  @Field(() => InspectionResult, { nullable: true, description: '所依据的结果，并非因结果立项时为空。The poor result it rests on; empty where it rests on none.' })
  result?: InspectionResult | null;

  /** Likewise. */
  @ManyToOne(() => Appraisal, { nullable: true, deleteRule: 'no action' })
  @Field(() => Appraisal, { nullable: true, description: '所依据的考评结果，并非因考评立项时为空。The poor appraisal it rests on; empty where it rests on none.' })
  appraisal?: Appraisal | null;

  @ManyToOne(() => InspectionRound, { nullable: true, deleteRule: 'no action' })
  @Inverse('rectifications', '当月的帮教整改。Rectifications of the month’s units.')
  @Field(() => InspectionRound, {
    nullable: true,
    description: '每月督查，个人整改和因考评立项时为空。The month’s round; empty where it is a person’s, or follows from an appraisal.',
  })
  round?: InspectionRound | null;

  @Property({ type: 'text' })
  @Field(() => YearMonth, { description: '所属月份。The month it is about.' })
  month!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '立项理由，因结果立项时为空。Why the committee opened it; empty where it did not.' })
  reason?: string | null;

  @Enum({ items: () => RectificationState, default: RectificationState.OPENED })
  @Field(() => RectificationState, { description: '状态。How far it has come.' })
  state!: RectificationState;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '立项时刻。When it was opened.' })
  openedAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '立项人，系统立项时为空。Who opened it; empty where nobody did, and where nobody had said who they were.' })
  openedBy?: string | null;

  /** The account behind that: whoever opened one does not help in it. */
  @ManyToOne(() => Account, { nullable: true, deleteRule: 'no action' })
  opener?: Account | null;

  /** Of measures under way the first deadline that is still to be kept; once all are complete, the last one, by which they are to be submitted. */
  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: '下一步期限，无待办时为空。The day by which the next thing is awaited; empty while nothing is.' })
  dueOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '原因说明，未说明为空。The explanation; empty before.' })
  explanation?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '说明时刻，未说明为空。When it was explained; empty before.' })
  explainedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '说明人，未说明为空。Who explained; empty before, and where nobody had said who they were.' })
  explainedBy?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '最近报审时刻，未报审为空。When it was last submitted; empty before.' })
  submittedAt?: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '最近审核时刻，未审核为空。When it was last reviewed; empty before.' })
  reviewedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '最近审核人，未审核为空。Who reviewed it last; empty before, and where nobody had said who they were.' })
  reviewedBy?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '最近审核意见，没有为空。What the last review said; empty where nothing.' })
  review?: string | null;

  @Property({ type: 'integer', default: 0 })
  @Field(() => Int, { description: '退回和重启次数。How often it was sent back or opened again.' })
  reopenings!: number;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '办结时刻，未办结为空。When it was closed; empty while it is not.' })
  closedAt?: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '撤销时刻，未撤销为空。When it was withdrawn; empty while it stands.' })
  withdrawnAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '撤销理由，未撤销为空。Why it was withdrawn; empty while it stands.' })
  withdrawalReason?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '原因消失时刻，仍成立为空。When a correction took its cause away, also after it was closed; empty while it holds.' })
  causeFellAt?: Date | null;
}
