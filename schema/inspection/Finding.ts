import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Account } from '../access/Account.ts';
import { Inverse, Listed, Versioned } from '../listing.ts';
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
@Index({ properties: ['inspectedOn', 'id'] })
@Listed('findings', '督查记录。What inspectors found.')
@Versioned({
  since: 'recordedAt',
  until: 'retractedAt',
  all: { argument: 'includeRetracted', description: '是否含已撤回的记录。Whether those taken back are among them.' },
})
@ObjectType({ implements: Node, description: '督查发现的问题（或加分、否决事项）。What an inspector found.' })
export class Finding extends Node {
  @ManyToOne(() => Inspection, { index: true })
  @Inverse('findings', '督查记录。What was found.')
  @Field(() => Inspection, { description: '督查。The inspection it belongs to.' })
  inspection!: Inspection;

  @ManyToOne(() => RuleItem, { index: true })
  @Inverse('findings', '属于该条目的记录。What was found under it.')
  @Field(() => RuleItem, { description: '细则条目。The rule item it falls under.' })
  item!: RuleItem;

  @Property({ type: 'text' })
  @Field({ description: '问题描述。What was seen; cited when a unit is graded poor.' })
  evidence!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '次数，不小于 1。How many times, at least 1.' })
  occurrences!: number;

  @Property({ type: 'text' })
  @Field({ description: '督查人。Who found it.' })
  inspector!: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '督查日期。The day it was found.' })
  inspectedOn!: string;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: '整改期限，未定为空。To be put right by this day; empty without a deadline.' })
  rectifyBy?: string | null;

  @Property({ type: 'integer', default: 1 })
  @Field(() => Int, { description: '起算版本：自单位结果的这一版起计入。Counts from this version of the unit’s result.' })
  fromVersion!: number;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '止算版本：自这一版起不再计入，仍计入为空。Counts up to, not including, this version; empty while it counts.' })
  untilVersion?: number | null;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '登记时刻。When it was recorded.' })
  recordedAt!: Date;

  /** Who recorded it, and who took it back: not to publish it, nor to review an objection to it. Null where no person did. */
  @ManyToOne(() => Account, { nullable: true, deleteRule: 'no action' })
  recordedBy?: Account | null;

  @ManyToOne(() => Account, { nullable: true, deleteRule: 'no action' })
  retractedBy?: Account | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '撤回时刻，未撤回为空。When it was taken back; empty while it stands.' })
  retractedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '撤回原因，未撤回为空。Why it was taken back; empty while it stands.' })
  retractionReason?: string | null;
}
