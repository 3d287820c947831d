import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DecimalScalar } from '../scalars.ts';
import { WarningRuleBook } from './WarningRuleBook.ts';
import { WarningKind, WarningLevel } from './words.ts';

/** What a version says of one kind. A kind that it does not name is not raised under it. */
@Entity({ tableName: 'warning_rule' })
@Listed('warningRules', '预警规则条目，各版本。Rules of every version.')
@Unique({ properties: ['ruleBook', 'kind'] })
@ObjectType({ implements: Node, description: '某类预警的规则。What a version says of one kind.' })
export class WarningRule extends Node {
  @ManyToOne(() => WarningRuleBook)
  @Inverse('rules', '各类预警的规则，未列的不预警。One for each kind; those it does not name are not raised.')
  @Field(() => WarningRuleBook, { description: '预警规则版本。The version it belongs to.' })
  ruleBook!: WarningRuleBook;

  @Enum({ items: () => WarningKind })
  @Field(() => WarningKind, { description: '预警种类。The kind.' })
  kind!: WarningKind;

  @Enum({ items: () => WarningLevel })
  @Field(() => WarningLevel, { description: '发出时的级别。The level it is raised at.' })
  level!: WarningLevel;

  @Property({ type: 'decimal', precision: 6, scale: 2, nullable: true })
  @Field(() => DecimalScalar, { nullable: true, description: '降幅，达到即预警，仅 SCORE_DROP 有。Points of a fall from which it is raised; of SCORE_DROP only.' })
  points?: string | null;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '连续月数，每满一次即预警，仅 STREAK_* 有。Raised each time so many months in a row are full; of streaks only.' })
  months?: number | null;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: '提前天数，自期限前此数日起预警，仅 RECTIFICATION_DUE 有。Raised from so many days before the deadline on; of RECTIFICATION_DUE only.',
  })
  days?: number | null;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '升级天数：未确认满此天数即升一级，空为不升级。Days without acknowledgement after which the level rises; empty: it does not.' })
  escalateAfterDays?: number | null;
}
