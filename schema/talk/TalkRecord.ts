import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';
import { CollectiveTalk } from './CollectiveTalk.ts';

/** What was said at a collective talk. Written by the staff, confirmed by the secretary, and never changed from then on. A row of its own, since the officer sees it only then. */
@Entity({ tableName: 'talk_record' })
@Listed('talkRecords', '集体谈话记录。Records of collective talks.')
@ObjectType({ implements: Node, description: '集体谈话记录，确认后不再改动。The record of a collective talk, frozen once it is confirmed.' })
export class TalkRecord extends Node {
  @ManyToOne(() => CollectiveTalk, { unique: true })
  @Inverse('records', '谈话记录，至多一份。Its record, one at most.')
  @Field(() => CollectiveTalk, { description: '集体谈话。The talk.' })
  talk!: CollectiveTalk;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '谈话日期。The day it was held.' })
  heldOn!: string;

  @Property({ type: 'text' })
  @Field({ description: '谈话地点。Where it was held.' })
  place!: string;

  @Property({ type: 'text' })
  @Field({ description: '书记办公会到场人员。Who of the secretary’s office meeting was present.' })
  attendees!: string;

  @Property({ type: 'text' })
  @Field({ description: '谈话内容。What was said.' })
  said!: string;

  @Property({ type: 'text' })
  @Field({ description: '商定的帮助。What help was agreed.' })
  help!: string;

  @Property({ type: 'text' })
  @Field({ description: '本人表态。What the officer said.' })
  response!: string;

  /** Keys of the accounts that wrote any of it: they do not confirm it. */
  @Property({ type: 'integer[]', columnType: 'int[]', defaultRaw: `'{}'` })
  writers!: number[];

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '最近记录时刻。When it was last written.' })
  writtenAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '最近记录人。Who wrote it last; empty where nobody had said who they were.' })
  writtenBy?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '确认时刻，未确认为空。When it was confirmed; empty before.' })
  confirmedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '确认人，未确认为空。Who confirmed it; empty before, and where nobody had said who they were.' })
  confirmedBy?: string | null;
}
