import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Named } from '../names.ts';
import { Unit } from './Unit.ts';

/** The four tiers, graded by different bodies. */
export enum OfficerTier {
  LEADERSHIP = 'LEADERSHIP',
  RESERVE = 'RESERVE',
  MIDDLE = 'MIDDLE',
  STAFF = 'STAFF',
}
registerEnumType(OfficerTier, {
  name: 'OfficerTier',
  description: '干部层级。The four tiers, graded by different bodies.',
  valuesConfig: {
    LEADERSHIP: { description: '班子成员。Leadership of an organ.' },
    RESERVE: { description: '后备干部。Reserve cadre.' },
    MIDDLE: { description: '中层骨干。Middle level.' },
    STAFF: { description: '干警。Staff.' },
  },
});

/** An officer of one of the political-legal organs. Never shown on a wall. */
@Entity({ tableName: 'officer' })
@Index({ properties: ['unit', 'id'] })
@Listed('officers', '政法干警。Officers of the political-legal organs.')
@ObjectType({ implements: Node, description: '政法干警。An officer of a political-legal organ.' })
export class Officer extends Node {
  /** The number on the roll, `DEMO-0001`. */
  @Property({ type: 'text', unique: true })
  @Field({ description: '名册编号，形如 DEMO-0001。Number on the roll.' })
  code!: string;

  @Property({ type: 'text' })
  @Named({ person: true })
  @Field({ description: '姓名。Full name.' })
  name!: string;

  @ManyToOne(() => Unit)
  @Inverse('officers', '政法干警。Its officers; only political-legal organs have them.')
  @Field(() => Unit, { description: '单位。The organ they serve in.' })
  unit!: Unit;

  @Property({ type: 'text' })
  @Field({ description: '职务。Post held.' })
  post!: string;

  @Enum({ items: () => OfficerTier })
  @Field(() => OfficerTier, { description: '干部层级。Which of the four tiers.' })
  tier!: OfficerTier;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '部门，未填为空。Department; empty where the roll names none.' })
  department?: string | null;
}
