import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../Node.ts';
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
    TOWNSHIP: { description: '乡镇街道' },
    CITY: { description: '市直单位' },
    LINE: { description: '线管单位' },
  },
});

/** A unit that is inspected every month: a township, a city department, a line-managed office. */
@Entity({ tableName: 'unit' })
@ObjectType({ implements: Node, description: '被督查单位。A unit that is inspected every month.' })
export class Unit extends Node {
  /** The office's own code, `XZ01`. */
  @Property({ type: 'text', unique: true })
  @Field()
  code!: string;

  @Property({ type: 'text', unique: true })
  @Field()
  name!: string;

  @Enum({ items: () => UnitClass, index: true })
  @Field(() => UnitClass)
  unitClass!: UnitClass;

  /** Police, procuratorate, court or justice bureau: an organ whose officers are on the roll. */
  @Property({ type: 'boolean', default: false })
  @Field({ description: '政法机关。Police, procuratorate, court or justice bureau.' })
  isPoliticalLegalOrgan!: boolean;

  @ManyToOne(() => Region, { index: true })
  @Field(() => Region)
  region!: Region;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '备注。' })
  remark?: string | null;
}
