import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateScalar } from '../scalars.ts';
import { StudyClass } from './StudyClass.ts';

/** One day of a study class. */
@Entity({ tableName: 'study_session' })
@Listed('studySessions', '学习班的课次。Sessions of study classes.')
@Unique({ properties: ['studyClass', 'heldOn'] })
@ObjectType({ implements: Node, description: '学习班的一次课。One session of a study class.' })
export class StudySession extends Node {
  @ManyToOne(() => StudyClass)
  @Inverse('sessions', '课次。Its sessions.')
  @Field(() => StudyClass, { description: '学习班。The class.' })
  studyClass!: StudyClass;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '序号，从 1 起。Counts from 1.' })
  position!: number;

  @Property({ type: 'date' })
  @Field(() => DateScalar, { description: '上课日期。The day it is held.' })
  heldOn!: string;
}
