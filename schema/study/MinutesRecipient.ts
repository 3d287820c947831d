import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateTimeScalar } from '../scalars.ts';
import { Minutes } from './Minutes.ts';
import { RecipientKind } from './words.ts';

/** One of those whom minutes are sent to, and what became of it: delivered when they are issued, read once. */
@Entity({ tableName: 'minutes_recipient' })
@Listed('minutesRecipients', '会议纪要的发送对象。Those whom minutes are sent to.')
@Unique({ properties: ['minutes', 'body'] })
@Unique({ properties: ['minutes', 'accountKey'] })
@ObjectType({ implements: Node, description: '会议纪要的发送对象及送达、阅知情况。One of those whom minutes are sent to.' })
export class MinutesRecipient extends Node {
  @ManyToOne(() => Minutes)
  @Inverse('recipients', '发送对象。Those whom they are sent to.')
  @Field(() => Minutes, { description: '会议纪要。The minutes.' })
  minutes!: Minutes;

  @Property({ type: 'text' })
  @Field({ description: '单位。The body.' })
  body!: string;

  @Enum({ items: () => RecipientKind })
  @Field(() => RecipientKind, { description: '发送方式。Submitted or copied to.' })
  kind!: RecipientKind;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '次序，从 1 起。Its place in the list, from 1.' })
  position!: number;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '阅知账号的登录名，纸质送达的为空。The sign-in name it is read by; empty where it is delivered on paper.' })
  signInName?: string | null;

  /** What policies go by: who sees the minutes as theirs. Accounts are disabled, never deleted. */
  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '阅知账号的序号，纸质送达的为空。The number of the account it is read by; empty where it is delivered on paper.' })
  accountKey?: number | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '送达时刻，印发前为空。When they were delivered; empty before they are issued.' })
  deliveredAt?: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '阅知或签收时刻，首次为准，未阅为空。When they were first read, or received on paper; empty before.' })
  readAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '登记纸质签收的人，其他为空。Who recorded a receipt on paper; empty otherwise.' })
  receiptBy?: string | null;
}
