import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Node } from '../Node.ts';
import { Unit } from '../organisation/Unit.ts';
import { DateTimeScalar } from '../scalars.ts';
import { InspectionRound } from './InspectionRound.ts';

/** Why published results were replaced: the unit it was about, and the reason given. */
@Entity({ tableName: 'correction' })
@ObjectType({ implements: Node, description: '对已发布结果的更正。Why published results were replaced.' })
export class Correction extends Node {
  @ManyToOne(() => InspectionRound, { index: true })
  @Field(() => InspectionRound)
  round!: InspectionRound;

  @ManyToOne(() => Unit)
  @Field(() => Unit, { description: '更正所针对的单位。The unit it was about; others may only change rank.' })
  unit!: Unit;

  @Property({ type: 'text' })
  @Field()
  reason!: string;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar)
  correctedAt!: Date;
}
