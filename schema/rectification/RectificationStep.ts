import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Account } from '../access/Account.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';
import { CorrectiveMeasure } from './CorrectiveMeasure.ts';
import { Rectification } from './Rectification.ts';
import { RectificationState, RectificationStepKind } from './words.ts';

/** Something that happened to a rectification. Only ever added, so that no reopening loses what was said before. */
@Entity({ tableName: 'rectification_step' })
@Listed('rectificationSteps', '整改经过。Steps of rectifications.')
@Index({ properties: ['rectification', 'id'] })
@ObjectType({ implements: Node, description: '整改经过的一步，只增不改。Something that happened to a rectification; only ever added.' })
export class RectificationStep extends Node {
  @ManyToOne(() => Rectification)
  @Inverse('steps', '整改经过，逐步记载。What happened to it, step by step.')
  @Field(() => Rectification, { description: '帮教整改。The rectification it happened to.' })
  rectification!: Rectification;

  @Enum({ items: () => RectificationStepKind })
  @Field(() => RectificationStepKind, { description: '步骤。What happened.' })
  kind!: RectificationStepKind;

  @Enum({ items: () => RectificationState })
  @Field(() => RectificationState, { description: '此后状态。How far it had come then.' })
  state!: RectificationState;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '时刻。When.' })
  takenAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '办理人，系统所为时为空。Who did it; empty where nobody did, and where nobody had said who they were.' })
  takenBy?: string | null;

  /** The account behind that: whoever explained, planned, completed or submitted does not review. */
  @ManyToOne(() => Account, { nullable: true, deleteRule: 'no action' })
  account?: Account | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '内容，没有为空。What was said; empty where nothing.' })
  text?: string | null;

  @ManyToOne(() => CorrectiveMeasure, { nullable: true, deleteRule: 'no action' })
  @Field(() => CorrectiveMeasure, { nullable: true, description: '所涉措施，没有为空。The measure it was about; empty where it was about none.' })
  measure?: CorrectiveMeasure | null;

  @Property({ type: 'date', nullable: true })
  @Field(() => DateScalar, { nullable: true, description: '此后期限，无待办时为空。The day by which the next thing was awaited then; empty where nothing was.' })
  dueOn?: string | null;
}
