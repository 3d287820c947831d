import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../Node.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';
import { Inspection } from './Inspection.ts';
import { RuleItem } from './RuleItem.ts';

/**
 * What an inspector found at a unit: so many occurrences of a rule item, with the evidence.
 *
 * A finding is never changed or deleted. It counts for the result versions of its unit from
 * `fromVersion` up to, and not including, `untilVersion`: a finding retracted before publication
 * has both at 1 and counts for none. So every published version computes again to itself.
 */
@Entity({ tableName: 'finding' })
@ObjectType({ implements: Node, description: '督查发现的问题（或加分、否决事项）。What an inspector found.' })
export class Finding extends Node {
  @ManyToOne(() => Inspection, { index: true })
  @Field(() => Inspection)
  inspection!: Inspection;

  @ManyToOne(() => RuleItem, { index: true })
  @Field(() => RuleItem)
  item!: RuleItem;

  @Property({ type: 'text' })
  @Field({ description: '问题描述。What was seen; cited when a unit is graded poor.' })
  evidence!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '次数。' })
  occurrences!: number;

  @Property({ type: 'text' })
  @Field({ description: '督查人。' })
  inspector!: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '督查日期。' })
  inspectedOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: '整改期限。' })
  rectifyBy?: string | null;

  @Property({ type: 'integer', default: 1 })
  @Field(() => Int, { description: '自该单位结果的第几版起计入。Counts from this version of the unit’s result.' })
  fromVersion!: number;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '自第几版起不再计入。Counts up to, not including, this version.' })
  untilVersion?: number | null;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar)
  recordedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true })
  retractedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true })
  retractionReason?: string | null;
}
