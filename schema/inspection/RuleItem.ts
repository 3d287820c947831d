import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { UnitClass } from '../organisation/Unit.ts';
import { DecimalScalar } from '../scalars.ts';
import { RuleBook } from './RuleBook.ts';

export enum RuleItemKind {
  DEDUCTION = 'DEDUCTION',
  BONUS = 'BONUS',
  VETO_GROUND = 'VETO_GROUND',
}
registerEnumType(RuleItemKind, {
  name: 'RuleItemKind',
  description: '条目类型。What an item does to a score.',
  valuesConfig: {
    DEDUCTION: { description: '扣分。Takes points.' },
    BONUS: { description: '加分。Gives points.' },
    VETO_GROUND: { description: '否决：提出否决建议，不影响得分。Raises a veto proposal, changes no score.' },
  },
});

/** One line of a rule book: what it costs or earns each time, and at most. */
@Entity({ tableName: 'rule_item' })
@Listed('ruleItems', '考核细则条目，各年度各版本。Items of every rule book.')
@Unique({ properties: ['ruleBook', 'code'] })
@ObjectType({ implements: Node, description: '考核细则条目。One line of a rule book.' })
export class RuleItem extends Node {
  @ManyToOne(() => RuleBook)
  @Inverse('items', '细则条目。Its items.')
  @Field(() => RuleBook, { description: '考核细则。The rule book it stands in.' })
  ruleBook!: RuleBook;

  @Property({ type: 'text' })
  @Field({ description: '条目编号，形如 A1。Its code in the book, such as A1.' })
  code!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '次序，在细则中从 1 起。Place in the book, from 1.' })
  position!: number;

  @Property({ type: 'text' })
  @Field({ description: '所属部分。The part of the book it stands in.' })
  section!: string;

  @Property({ type: 'text' })
  @Field({ description: '条目内容。What it asks for.' })
  content!: string;

  @Enum({ items: () => RuleItemKind })
  @Field(() => RuleItemKind, { description: '条目类型。What it does to a score.' })
  kind!: RuleItemKind;

  @Property({ type: 'decimal', precision: 6, scale: 2 })
  @Field(() => DecimalScalar, { description: '细则所列分值。Points listed for the item.' })
  weight!: string;

  @Property({ type: 'decimal', precision: 6, scale: 2 })
  @Field(() => DecimalScalar, { description: '每次分值。Points for one occurrence.' })
  pointsPerOccurrence!: string;

  @Property({ type: 'decimal', precision: 6, scale: 2 })
  @Field(() => DecimalScalar, { description: '封顶分值。Most points in a month.' })
  cap!: string;

  @Enum({ items: () => UnitClass, array: true })
  @Field(() => [UnitClass], { description: '适用类别。The classes it applies to.' })
  unitClasses!: UnitClass[];

  @Property({ type: 'text' })
  @Field({ description: '依据文件。The document it rests on.' })
  basis!: string;
}
