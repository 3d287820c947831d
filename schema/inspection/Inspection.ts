import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Account } from '../access/Account.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Unit } from '../organisation/Unit.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';
import { InspectionRound } from './InspectionRound.ts';

/** One unit in one round. It exists from the first visit on, also when nothing was found. */
@Entity({ tableName: 'inspection' })
@Listed('inspections', '各单位各月的督查。Inspections, one a unit and month.')
@Unique({ properties: ['round', 'unit'] })
@Index({ properties: ['unit', 'id'] })
@Index({ properties: ['round', 'id'] })
@ObjectType({ implements: Node, description: '某单位某月的督查。One unit in one round.' })
export class Inspection extends Node {
  @ManyToOne(() => InspectionRound)
  @Inverse('inspections', '各单位的督查。Inspections, one for each unit visited.')
  @Field(() => InspectionRound, { description: '每月督查。The month’s round.' })
  round!: InspectionRound;

  @ManyToOne(() => Unit)
  @Inverse('inspections', '各月的督查。Its inspections, one a month.')
  @Field(() => Unit, { description: '单位。The unit.' })
  unit!: Unit;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '首次督查日期。Day of the first visit.' })
  inspectedOn!: string;

  @Property({ type: 'text' })
  @Field({ description: '首次督查人。Inspector of the first visit.' })
  inspector!: string;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '登记时刻。When it was recorded.' })
  recordedAt!: Date;

  /** Who recorded it. Null where no person did. */
  @ManyToOne(() => Account, { nullable: true, deleteRule: 'no action' })
  recordedBy?: Account | null;
}
