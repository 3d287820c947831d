import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../Node.ts';
import { Unit } from '../organisation/Unit.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';
import { InspectionRound } from './InspectionRound.ts';

/** One unit in one round. It exists from the first visit on, also when nothing was found. */
@Entity({ tableName: 'inspection' })
@Unique({ properties: ['round', 'unit'] })
@ObjectType({ implements: Node, description: '某单位某月的督查。One unit in one round.' })
export class Inspection extends Node {
  @ManyToOne(() => InspectionRound)
  @Field(() => InspectionRound)
  round!: InspectionRound;

  @ManyToOne(() => Unit, { index: true })
  @Field(() => Unit)
  unit!: Unit;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '首次督查日期。Day of the first visit.' })
  inspectedOn!: string;

  @Property({ type: 'text' })
  @Field({ description: '首次督查人。Inspector of the first visit.' })
  inspector!: string;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar)
  recordedAt!: Date;
}
