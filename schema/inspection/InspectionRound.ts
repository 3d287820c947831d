import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Account } from '../access/Account.ts';
import { Inverse, Listed } from '../listing.ts';
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
  description: '每月督查的状态，只进不退。Open, collecting, published; never back.',
  valuesConfig: {
    OPEN: { description: '已开启，尚无记录。Opened; nothing recorded yet.' },
    COLLECTING: { description: '正在收集记录。Records are coming in.' },
    PUBLISHED: { description: '结果已发布并冻结。Results are out and frozen.' },
  },
});

/** One month of inspections, scored by the rule-book version it was opened with. */
@Entity({ tableName: 'inspection_round' })
@Listed('inspectionRounds', '每月督查。Rounds, one a month.')
@ObjectType({ implements: Node, description: '每月督查。One month of inspections.' })
export class InspectionRound extends Node {
  @Property({ type: 'text', unique: true })
  @Field(() => YearMonth, { description: '月份。The month.' })
  month!: string;

  @Enum({ items: () => RoundState, default: RoundState.OPEN })
  @Field(() => RoundState, { description: '状态。How far it has come.' })
  state!: RoundState;

  @ManyToOne(() => RuleBook)
  @Inverse('rounds', '按其考核的各月。The months that were opened with it.')
  @Field(() => RuleBook, { description: '考核细则，开启时所定的版本。The rule book it was opened with.' })
  ruleBook!: RuleBook;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '开启时刻。When it was opened.' })
  openedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '发布时刻，未发布为空。When it was published; empty before.' })
  publishedAt?: Date | null;

  /** Who decided to publish it. Null where no person did. */
  @ManyToOne(() => Account, { nullable: true, deleteRule: 'no action' })
  publishedBy?: Account | null;
}
