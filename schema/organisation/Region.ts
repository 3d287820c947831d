import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../Node.ts';

export enum RegionKind {
  CITY = 'CITY',
  SUBDISTRICT = 'SUBDISTRICT',
  TOWN = 'TOWN',
  TOWNSHIP = 'TOWNSHIP',
  COMMUNITY = 'COMMUNITY',
  VILLAGE = 'VILLAGE',
}
registerEnumType(RegionKind, {
  name: 'RegionKind',
  description: '行政区划类别。What kind of administrative division it is.',
  valuesConfig: {
    CITY: { description: '县级市' },
    SUBDISTRICT: { description: '街道' },
    TOWN: { description: '镇' },
    TOWNSHIP: { description: '乡' },
    COMMUNITY: { description: '社区' },
    VILLAGE: { description: '村' },
  },
});

/** An administrative division: the city, its townships and streets, their villages and communities. */
@Entity({ tableName: 'region' })
@ObjectType({ implements: Node, description: '行政区划。An administrative division.' })
export class Region extends Node {
  /** National statistical code, always twelve digits: `430781001000`. */
  @Property({ type: 'text', unique: true })
  @Field({ description: '十二位区划代码。Twelve digits.' })
  code!: string;

  @Property({ type: 'text' })
  @Field()
  name!: string;

  @Enum({ items: () => RegionKind })
  @Field(() => RegionKind)
  kind!: RegionKind;

  @ManyToOne(() => Region, { nullable: true, index: true, deleteRule: 'no action' })
  @Field(() => Region, { nullable: true, description: '上级区划。The division it belongs to.' })
  parent?: Region | null;
}
