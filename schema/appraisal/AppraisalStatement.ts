import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateTimeScalar } from '../scalars.ts';
import { Appraisal } from './Appraisal.ts';

/** What a subject says of their appraisal before it is approved. Never changed; they may say more. */
@Entity({ tableName: 'appraisal_statement' })
@Listed('appraisalStatements', '本人说明。What subjects said of their appraisals.')
@ObjectType({ implements: Node, description: '被考评者的说明。What a subject says of their appraisal.' })
export class AppraisalStatement extends Node {
  @ManyToOne(() => Appraisal, { index: true })
  @Inverse('statements', '本人说明。What the subject said of it.')
  @Field(() => Appraisal, { description: '月考评结果。The appraisal.' })
  appraisal!: Appraisal;

  @Property({ type: 'text' })
  @Field({ description: '说明内容。What was said.' })
  text!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '提交时刻。When it was said.' })
  writtenAt!: Date;
}
