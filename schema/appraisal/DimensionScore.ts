import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Finding } from '../inspection/Finding.ts';
import { InspectionResult } from '../inspection/InspectionResult.ts';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DecimalScalar } from '../scalars.ts';
import { Appraisal } from './Appraisal.ts';
import { Dimension } from './words.ts';

/** One of the six scores of an appraisal, with what it rests on. Rows of their own: peers see grades, and nothing of these. */
@Entity({ tableName: 'dimension_score' })
@Listed('dimensionScores', '各方面的得分。Scores of the six dimensions.')
@Unique({ properties: ['appraisal', 'dimension'] })
@ObjectType({ implements: Node, description: '某一方面的得分及依据。A score of one dimension, with its evidence.' })
export class DimensionScore extends Node {
  @ManyToOne(() => Appraisal)
  @Inverse('dimensions', '各方面的得分，六项。Its six scores.')
  @Field(() => Appraisal, { description: '月考评结果。The appraisal.' })
  appraisal!: Appraisal;

  @Enum({ items: () => Dimension })
  @Field(() => Dimension, { description: '方面。Which of the six.' })
  dimension!: Dimension;

  @Property({ type: 'decimal', precision: 5, scale: 2 })
  @Field(() => DecimalScalar, { description: '得分，0 至 100。Points, 0 to 100.' })
  score!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '依据，没有为空。What it rests on, in words; empty where nothing was written.' })
  evidence?: string | null;

  @ManyToOne(() => Finding, { nullable: true, deleteRule: 'no action' })
  @Field(() => Finding, { nullable: true, description: '引用的督查记录，没有为空。A finding that is cited; empty where none is.' })
  finding?: Finding | null;

  @ManyToOne(() => InspectionResult, { nullable: true, deleteRule: 'no action' })
  @Field(() => InspectionResult, { nullable: true, description: '引用的督查结果，没有为空。A result that is cited; empty where none is.' })
  result?: InspectionResult | null;
}
