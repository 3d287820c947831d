import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Named } from '../names.ts';
import { Region } from './Region.ts';

/** The three classes that are ranked apart. */
export enum UnitClass {
  TOWNSHIP = 'TOWNSHIP',
  CITY = 'CITY',
  LINE = 'LINE',
}
/** The classes as an office writes them. */
export const unitClassWords = { 乡镇街道: UnitClass.TOWNSHIP, 市直单位: UnitClass.CITY, 线管单位: UnitClass.LINE } as const;

registerEnumType(UnitClass, {
  name: 'UnitClass',
  description: '考核类别，三类分别排名。The three classes that are ranked apart.',
  valuesConfig: {
    TOWNSHIP: { description: '乡镇街道。Townships and streets.' },
    CITY: { description: '市直单位。City departments.' },
    LINE: { description: '线管单位。Line-managed offices.' },
  },
});

/** A unit that is inspected every month: a township, a city department, a line-managed office. */
@Entity({ tableName: 'unit' })
@Listed('units', '被督查单位。Units that are inspected every month.')
@ObjectType({ implements: Node, description: '被督查单位。A unit that is inspected every month.' })
export class Unit extends Node {
  /** The office's own code, `XZ01`. */
  @Property({ type: 'text', unique: true })
  @Field({ description: '代码，形如 XZ01。The office’s own code, such as XZ01.' })
  code!: string;

  @Property({ type: 'text', unique: true })
  @Named()
  @Field({ description: '名称。Its name.' })
  name!: string;

  @Enum({ items: () => UnitClass, index: true })
  @Field(() => UnitClass, { description: '考核类别。The class it is ranked in.' })
  unitClass!: UnitClass;

  /** Police, procuratorate, court or justice bureau: an organ whose officers are on the roll. */
  @Property({ type: 'boolean', default: false })
  @Field({ description: '是否政法机关。Whether it is police, procuratorate, court or justice bureau.' })
  isPoliticalLegalOrgan!: boolean;

  @ManyToOne(() => Region, { index: true })
  @Inverse('units', '所辖单位。Units that lie in it.')
  @Field(() => Region, { description: '所属区划。The division it lies in.' })
  region!: Region;

  /** When it came on the register: of months published before, nobody expects an inspection of it. */
  @Property({ type: 'datetime', defaultRaw: 'now()' })
  registeredAt?: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '备注，没有为空。Remark; empty where there is none.' })
  remark?: string | null;
}
