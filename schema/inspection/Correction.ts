import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Account } from '../access/Account.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Unit } from '../organisation/Unit.ts';
import { DateTimeScalar } from '../scalars.ts';
import { InspectionRound } from './InspectionRound.ts';

/** Why published results were replaced: the unit it was about, and the reason given. */
@Entity({ tableName: 'correction' })
@Listed('corrections', '更正。Why published results were replaced.')
@ObjectType({ implements: Node, description: '对已发布结果的更正。Why published results were replaced.' })
export class Correction extends Node {
  @ManyToOne(() => InspectionRound, { index: true })
  @Inverse('corrections', '当月的更正。Corrections of its results.')
  @Field(() => InspectionRound, { description: '每月督查。The month’s round.' })
  round!: InspectionRound;

  @ManyToOne(() => Unit, { index: true })
  @Inverse('corrections', '因其而起的更正。Corrections that were about it.')
  @Field(() => Unit, { description: '单位，更正因其而起。The unit it was about; others may only change rank.' })
  unit!: Unit;

  @Property({ type: 'text' })
  @Field({ description: '更正理由。Why it was corrected.' })
  reason!: string;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '更正时刻。When it was corrected.' })
  correctedAt!: Date;

  /** Who decided it. Null where no person did. */
  @ManyToOne(() => Account, { nullable: true, deleteRule: 'no action' })
  correctedBy?: Account | null;
}
