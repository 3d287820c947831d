import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { RecipientKind } from './words.ts';

/** Whom minutes are sent to unless their drafter says otherwise. A list that is replaced as a whole; minutes keep the one they were drafted with. */
@Entity({ tableName: 'default_recipient' })
@Listed('defaultRecipients', '会议纪要的常用发送名单。Whom minutes are sent to unless said otherwise.')
@ObjectType({ implements: Node, description: '常用发送名单中的一个单位。One of those whom minutes are usually sent to.' })
export class DefaultRecipient extends Node {
  @Property({ type: 'text', unique: true })
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
}
