import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../Node.ts';
import { DateTimeScalar, YearMonth } from '../scalars.ts';
import { RuleBook } from './RuleBook.ts';

/** open → collecting (from the first record) → published, and never back. */
export enum RoundState {
  OPEN = 'OPEN',
  COLLECTING = 'COLLECTING',
  PUBLISHED = 'PUBLISHED',
}
registerEnumType(RoundState, {
  name: 'RoundState',
  description: '每月督查的状态。open → collecting → published.',
  valuesConfig: {
    OPEN: { description: '已开启，尚无记录。' },
    COLLECTING: { description: '正在收集记录。' },
    PUBLISHED: { description: '结果已发布并冻结。' },
  },
});

/** One month of inspections, scored by the rule-book version it was opened with. */
@Entity({ tableName: 'inspection_round' })
@ObjectType({ implements: Node, description: '每月督查。One month of inspections.' })
export class InspectionRound extends Node {
  @Property({ type: 'text', unique: true })
  @Field(() => YearMonth)
  month!: string;

  @Enum({ items: () => RoundState, default: RoundState.OPEN })
  @Field(() => RoundState)
  state!: RoundState;

  @ManyToOne(() => RuleBook)
  @Field(() => RuleBook)
  ruleBook!: RuleBook;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar)
  openedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true })
  publishedAt?: Date | null;
}
