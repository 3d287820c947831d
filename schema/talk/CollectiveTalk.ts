import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Appraisal } from '../appraisal/Appraisal.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Officer } from '../organisation/Officer.ts';
import { DateScalar, DateTimeScalar, YearMonth } from '../scalars.ts';
import { TalkState } from './words.ts';

/**
 * That a leadership member was graded poor, so that the secretary's office meeting should talk with them (1.8). The system proposes it, of an officer's month one that
 * stands; whether it is held, a person decides. What was withdrawn, or whose cause fell away, stands no more. Nothing is deleted.
 */
@Entity({ tableName: 'collective_talk' })
@Listed('talks', '集体谈话。Collective talks, proposed, arranged and held.')
@Index({ properties: ['officer', 'id'] })
@Index({
  name: 'collective_talk_one_standing',
  expression: `create unique index "collective_talk_one_standing" on "collective_talk" ("officer_id", "month") where state <> 'WITHDRAWN' and cause_fell_at is null`,
})
@ObjectType({ implements: Node, description: '集体谈话，系统提出，由人决定。A talk with a poor leadership member, which the system proposes and a person decides.' })
export class CollectiveTalk extends Node {
  @ManyToOne(() => Officer)
  @Inverse('talks', '集体谈话。Collective talks with them.')
  @Field(() => Officer, { description: '班子成员。The leadership member.' })
  officer!: Officer;

  /** The version it rests on: until it is held or declined, a correction that leaves the grade poor puts the next in its place. */
  @ManyToOne(() => Appraisal)
  @Field(() => Appraisal, { description: '所依据的考评结果。The poor appraisal it rests on.' })
  appraisal!: Appraisal;

  @Property({ type: 'text' })
  @Field(() => YearMonth, { description: '所属月份。The month it is about.' })
  month!: string;

  @Enum({ items: () => TalkState, default: TalkState.PROPOSED })
  @Field(() => TalkState, { description: '状态。How far it has come.' })
  state!: TalkState;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '提出时刻。When it was proposed.' })
  proposedAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '决定谈话或不谈话的理由，未决定为空。Why it was decided so; empty before.' })
  reason?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '最近决定时刻，未决定为空。When it was last decided; empty before.' })
  decidedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '最近决定人，未决定为空。Who decided last; empty before, and where nobody had said who they were.' })
  decidedBy?: string | null;

  /** Once it is, the officer knows of it. */
  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '安排时刻，未安排为空。When it was arranged; empty before.' })
  arrangedAt?: Date | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: '拟谈话日期，未安排为空。The day it is arranged for; empty before.' })
  arrangedOn?: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '拟谈话地点，未安排为空。Where it is arranged to be; empty before.' })
  place?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: '原因消失时刻，仍成立为空；已谈话的仍留存。When a correction took its cause away, also after it was held; empty while it holds.',
  })
  causeFellAt?: Date | null;
}
