import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';
import { Rectification } from './Rectification.ts';

/** What will be done, by when, and what shows that it was. Never changed but to be completed, once; never deleted. */
@Entity({ tableName: 'corrective_measure' })
@Listed('correctiveMeasures', '整改措施。Measures.')
@Unique({ properties: ['rectification', 'position'] })
@ObjectType({ implements: Node, description: '整改措施。What will be done, and by when.' })
export class CorrectiveMeasure extends Node {
  @ManyToOne(() => Rectification)
  @Inverse('measures', '整改措施，含历次退回后补定的。Its measures, those planned after a reopening too.')
  @Field(() => Rectification, { description: '帮教整改。The rectification it belongs to.' })
  rectification!: Rectification;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '序号，从 1 起。Counts from 1.' })
  position!: number;

  @Property({ type: 'text' })
  @Field({ description: '措施内容。What will be done.' })
  content!: string;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '完成期限。To be done by this day.' })
  dueOn!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '制定时刻。When it was planned.' })
  plannedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '完成时刻，未完成为空。When it was completed; empty before.' })
  completedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '完成佐证，未完成为空。What shows that it was done; empty before.' })
  evidence?: string | null;
}
