import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateTimeScalar, YearMonth } from '../scalars.ts';

/**
 * One version of what is warned of (预警规则). Never changed once adopted. Of the versions in force in a month the newest is the month's, and it
 * is in force only from months on that were not published at its adoption: so no published month is ever judged anew.
 */
@Entity({ tableName: 'warning_rule_book' })
@Listed('warningRuleBooks', '预警规则，各版本。Warning rules, every version.')
@ObjectType({ implements: Node, description: '预警规则的一个版本，采用后不再改动。One version of what is warned of.' })
export class WarningRuleBook extends Node {
  @Property({ type: 'integer', unique: true })
  @Field(() => Int, { description: '版本，从 1 起编号。Counts from 1.' })
  version!: number;

  @Property({ type: 'text' })
  @Field({ description: '名称。Its title.' })
  title!: string;

  @Property({ type: 'text' })
  @Field(() => YearMonth, { description: '起用月份。In force from this month on.' })
  fromMonth!: string;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '采用时刻。When it was adopted.' })
  adoptedAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '采用人，首版为空。Who adopted it; empty for the first.' })
  adoptedBy?: string | null;
}
