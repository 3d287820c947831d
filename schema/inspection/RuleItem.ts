import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
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
    DEDUCTION: { description: '扣分' },
    BONUS: { description: '加分' },
    VETO_GROUND: { description: '否决：提出否决建议，不影响得分。Raises a veto proposal, changes no score.' },
  },
});

/** One line of a rule book: what it costs or earns each time, and at most. */
@Entity({ tableName: 'rule_item' })
@Unique({ properties: ['ruleBook', 'code'] })
@ObjectType({ implements: Node, description: '考核细则条目。One line of a rule book.' })
export class RuleItem extends Node {
  @ManyToOne(() => RuleBook)
  @Field(() => RuleBook)
  ruleBook!: RuleBook;

  @Property({ type: 'text' })
  @Field({ description: '条目编号，形如 A1。' })
  code!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '在细则中的次序。Place in the book.' })
  position!: number;

  @Property({ type: 'text' })
  @Field({ description: '所属部分。' })
  section!: string;

  @Property({ type: 'text' })
  @Field({ description: '条目内容。' })
  content!: string;

  @Enum({ items: () => RuleItemKind })
  @Field(() => RuleItemKind)
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
