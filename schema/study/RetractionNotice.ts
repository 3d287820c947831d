import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Appraisal } from '../appraisal/Appraisal.ts';
import { Correction } from '../inspection/Correction.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateTimeScalar } from '../scalars.ts';
import { Minutes } from './Minutes.ts';
import { MinutesRecipient } from './MinutesRecipient.ts';

/** Tells one recipient of minutes that they no longer stand, and why. Each is told once. */
@Entity({ tableName: 'retraction_notice' })
@Listed('retractionNotices', '会议纪要的撤回通知。What recipients of minutes are told when these are retracted.')
@ObjectType({ implements: Node, description: '会议纪要撤回通知，每个发送对象一份。Tells a recipient that minutes no longer stand.' })
export class RetractionNotice extends Node {
  @ManyToOne(() => Minutes, { index: true })
  @Inverse('retractionNotices', '撤回通知。What recipients were told when they were retracted.')
  @Field(() => Minutes, { description: '被撤回的会议纪要。The minutes.' })
  minutes!: Minutes;

  @ManyToOne(() => MinutesRecipient, { unique: true })
  @Inverse('retractionNotices', '撤回通知，至多一份。What it was told when they were retracted, one at most.')
  @Field(() => MinutesRecipient, { description: '通知对象。Who is told.' })
  recipient!: MinutesRecipient;

  @Property({ type: 'text' })
  @Field({ description: '撤回原因。Why they no longer stand.' })
  reason!: string;

  @ManyToOne(() => Correction, { nullable: true, deleteRule: 'no action' })
  @Field(() => Correction, { nullable: true, description: '使其撤回的更正，没有为空。The correction that took the cause away; empty where none did.' })
  correction?: Correction | null;

  @ManyToOne(() => Appraisal, { nullable: true, deleteRule: 'no action' })
  @Field(() => Appraisal, { nullable: true, description: '更正后的考评，使其撤回，没有为空。The corrected appraisal that took the cause away; empty where none did.' })
  correctedAppraisal?: Appraisal | null;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '送达时刻。When it was delivered.' })
  deliveredAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '阅知或签收时刻，首次为准，未阅为空。When it was first read, or received on paper; empty before.' })
  readAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '登记纸质签收的人，其他为空。Who recorded a receipt on paper; empty otherwise.' })
  receiptBy?: string | null;
}
