import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Named } from '../names.ts';

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
    CITY: { description: '县级市。County-level city.' },
    SUBDISTRICT: { description: '街道。Subdistrict.' },
    TOWN: { description: '镇。Town.' },
    TOWNSHIP: { description: '乡。Township.' },
    COMMUNITY: { description: '社区。Community.' },
    VILLAGE: { description: '村。Village.' },
  },
});

/** An administrative division: the city, its townships and streets, their villages and communities. */
@Entity({ tableName: 'region' })
@Listed('regions', '行政区划。Administrative divisions.')
@ObjectType({ implements: Node, description: '行政区划。An administrative division.' })
export class Region extends Node {
  /** National statistical code, always twelve digits: `430781001000`. */
  @Property({ type: 'text', unique: true })
  @Field({ description: '区划代码，十二位。National code, twelve digits.' })
  code!: string;

  @Property({ type: 'text' })
  @Named()
  @Field({ description: '名称。Its name.' })
  name!: string;

  @Enum({ items: () => RegionKind })
  @Field(() => RegionKind, { description: '区划类别。What kind of division.' })
  kind!: RegionKind;

  @ManyToOne(() => Region, { nullable: true, index: true, deleteRule: 'no action' })
  @Inverse('children', '下级区划。Divisions directly below.')
  @Field(() => Region, { nullable: true, description: '上级区划，全市为空。The division it belongs to; empty for the city.' })
  parent?: Region | null;
}
