import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateTimeScalar, DecimalScalar } from '../scalars.ts';

/**
 * One version of a year's scoring rules (考核细则). Never changed once written: a new hand-over of
 * different rules makes the next version, and a round keeps the version it was opened with.
 */
@Entity({ tableName: 'rule_book' })
@Listed('ruleBooks', '考核细则，各年度各版本。Rule books, every year and version.')
@Unique({ properties: ['year', 'version'] })
@ObjectType({ implements: Node, description: '考核细则的一个版本，写成后不再改动。One version of a year’s scoring rules.' })
export class RuleBook extends Node {
  @Property({ type: 'integer' })
  @Field(() => Int, { description: '年度。The year it is for.' })
  year!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '版本，同一年度内从 1 起编号。Counts from 1 within the year.' })
  version!: number;

  @Property({ type: 'text' })
  @Field({ description: '名称。Its title.' })
  title!: string;

  @Property({ type: 'decimal', precision: 6, scale: 2 })
  @Field(() => DecimalScalar, { description: '好的分数线，得分不低于此为好。Scores from here up are good.' })
  goodFrom!: string;

  @Property({ type: 'decimal', precision: 6, scale: 2 })
  @Field(() => DecimalScalar, { description: '中的分数线，得分不低于此为中，其下为差。Scores from here up are medium, below is poor.' })
  mediumFrom!: string;

  @Property({ type: 'decimal', precision: 6, scale: 2 })
  @Field(() => DecimalScalar, { description: '加分合计封顶。All bonuses together count up to here.' })
  bonusCap!: string;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '采用时刻。When it was taken in.' })
  adoptedAt!: Date;
}
