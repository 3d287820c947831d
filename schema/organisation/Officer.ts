import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../Node.ts';
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
    LEADERSHIP: { description: '班子成员' },
    RESERVE: { description: '后备干部' },
    MIDDLE: { description: '中层骨干' },
    STAFF: { description: '干警' },
  },
});

/** An officer of one of the political-legal organs. Never shown on a wall. */
@Entity({ tableName: 'officer' })
@ObjectType({ implements: Node, description: '政法干警。An officer of a political-legal organ.' })
export class Officer extends Node {
  /** The number on the roll, `DEMO-0001`. */
  @Property({ type: 'text', unique: true })
  @Field()
  code!: string;

  @Property({ type: 'text' })
  @Field()
  name!: string;

  @ManyToOne(() => Unit, { index: true })
  @Field(() => Unit)
  unit!: Unit;

  @Property({ type: 'text' })
  @Field({ description: '职务。' })
  post!: string;

  @Enum({ items: () => OfficerTier })
  @Field(() => OfficerTier)
  tier!: OfficerTier;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '部门。' })
  department?: string | null;
}
