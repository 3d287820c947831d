import { Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Node } from '../Node.ts';
import { Unit, UnitClass } from '../organisation/Unit.ts';
import { DateTimeScalar, DecimalScalar } from '../scalars.ts';
import { Correction } from './Correction.ts';
import { Inspection } from './Inspection.ts';
import { InspectionRound } from './InspectionRound.ts';

export enum Grade {
  GOOD = 'GOOD',
  MEDIUM = 'MEDIUM',
  POOR = 'POOR',
}
registerEnumType(Grade, {
  name: 'Grade',
  description: '等次。The three grades.',
  valuesConfig: { GOOD: { description: '好' }, MEDIUM: { description: '中' }, POOR: { description: '差' } },
});

/**
 * A published result. Frozen: a correction writes the next version and closes this one with
 * `supersededAt`; nothing is changed otherwise or deleted. At most one version of a unit's month is current.
 */
@Entity({ tableName: 'inspection_result' })
@Unique({ properties: ['inspection', 'version'] })
@Index({
  name: 'inspection_result_one_current',
  expression: 'create unique index "inspection_result_one_current" on "inspection_result" ("inspection_id") where superseded_at is null',
})
@ObjectType({ implements: Node, description: '督查结果：已发布的得分、等次、名次。A published score, grade and rank.' })
export class InspectionResult extends Node {
  @ManyToOne(() => InspectionRound, { index: true })
  @Field(() => InspectionRound)
  round!: InspectionRound;

  @ManyToOne(() => Unit, { index: true })
  @Field(() => Unit)
  unit!: Unit;

  @ManyToOne(() => Inspection)
  @Field(() => Inspection)
  inspection!: Inspection;

  /** The class as it was at publication; a unit that moves later keeps its old months. */
  @Enum({ items: () => UnitClass })
  @Field(() => UnitClass)
  unitClass!: UnitClass;

  @Property({ type: 'decimal', precision: 6, scale: 2 })
  @Field(() => DecimalScalar, { description: '得分，两位小数。Points, two places.' })
  score!: string;

  @Enum({ items: () => Grade })
  @Field(() => Grade)
  grade!: Grade;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '类内名次，同分同名次，其后跳过。Ties share a rank and the next is skipped.' })
  rank!: number;

  @Property({ type: 'boolean', default: false })
  @Field({ description: '是否提出否决建议。A finding on a veto ground proposes a veto; a person decides.' })
  vetoProposed!: boolean;

  @Property({ type: 'integer', default: 1 })
  @Field(() => Int, { description: '首次发布为 1，每次更正加一。' })
  version!: number;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar)
  publishedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '被更正版本取代的时刻，现行版本为空。Empty while current.' })
  supersededAt?: Date | null;

  @ManyToOne(() => Correction, { nullable: true, deleteRule: 'no action' })
  @Field(() => Correction, { nullable: true, description: '产生本版本的更正。The correction that made this version.' })
  correction?: Correction | null;
}
