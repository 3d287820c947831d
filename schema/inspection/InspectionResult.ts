import { Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Inverse, Listed, Versioned } from '../listing.ts';
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
  valuesConfig: {
    GOOD: { description: '好，得分不低于 goodFrom。Good: the score reached goodFrom.' },
    MEDIUM: { description: '中，得分不低于 mediumFrom。Medium: it reached mediumFrom.' },
    POOR: { description: '差，得分低于 mediumFrom。Poor: it stayed below mediumFrom.' },
  },
});

/**
 * A published result. Frozen: a correction writes the next version and closes this one with
 * `supersededAt`; nothing is changed otherwise or deleted. At most one version of a unit's month is current.
 */
@Entity({ tableName: 'inspection_result' })
@Listed('inspectionResults', '督查结果。Published results.')
@Versioned({
  since: 'publishedAt',
  until: 'supersededAt',
  all: { argument: 'includeSuperseded', description: '是否含被更正取代的版本。Whether versions that a correction replaced are among them.' },
})
@Unique({ properties: ['inspection', 'version'] })
@Index({ properties: ['unit', 'id'] })
@Index({ properties: ['round', 'id'] })
@Index({
  name: 'inspection_result_one_current',
  expression: 'create unique index "inspection_result_one_current" on "inspection_result" ("inspection_id") where superseded_at is null',
})
@ObjectType({ implements: Node, description: '督查结果：已发布的得分、等次、名次。A published score, grade and rank.' })
export class InspectionResult extends Node {
  @ManyToOne(() => InspectionRound)
  @Inverse('results', '督查结果，缺省为现行版本。Its results, the current versions unless asked otherwise.')
  @Field(() => InspectionRound, { description: '每月督查。The month’s round.' })
  round!: InspectionRound;

  @ManyToOne(() => Unit)
  @Inverse('results', '督查结果，缺省为现行版本。Its results, the current versions unless asked otherwise.')
  @Field(() => Unit, { description: '单位。The unit.' })
  unit!: Unit;

  @ManyToOne(() => Inspection)
  @Inverse('results', '督查结果，缺省为现行版本。What came of it, the current version unless asked otherwise.')
  @Field(() => Inspection, { description: '督查。The inspection it rests on.' })
  inspection!: Inspection;

  /** The class as it was at publication; a unit that moves later keeps its old months. */
  @Enum({ items: () => UnitClass })
  @Field(() => UnitClass, { description: '考核类别，以发布时为准。The class as it was at publication.' })
  unitClass!: UnitClass;

  @Property({ type: 'decimal', precision: 6, scale: 2 })
  @Field(() => DecimalScalar, { description: '得分，两位小数。Points, two places.' })
  score!: string;

  @Enum({ items: () => Grade })
  @Field(() => Grade, { description: '等次。Good, medium or poor.' })
  grade!: Grade;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '类内名次，同分同名次，其后跳过。Ties share a rank and the next is skipped.' })
  rank!: number;

  @Property({ type: 'boolean', default: false })
  @Field({ description: '是否提出否决建议。A finding on a veto ground proposes a veto; a person decides.' })
  vetoProposed!: boolean;

  @Property({ type: 'integer', default: 1 })
  @Field(() => Int, { description: '版本，首次发布为 1，每次更正加一。1 when first published; every correction adds one.' })
  version!: number;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '发布时刻，指本版本。When this version was published.' })
  publishedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '取代时刻，现行版本为空。When a correction replaced it; empty while current.' })
  supersededAt?: Date | null;

  @ManyToOne(() => Correction, { nullable: true, index: true, deleteRule: 'no action' })
  @Inverse('results', '由其产生的结果版本，缺省为现行版本。The versions it made, those that are current unless asked otherwise.')
  @Field(() => Correction, { nullable: true, description: '更正，首次发布的版本为空。The correction that made this version; empty for the first.' })
  correction?: Correction | null;
}
