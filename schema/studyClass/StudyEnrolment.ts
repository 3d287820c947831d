import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Inverse, Listed } from '../listing.ts';
import { Node } from '../Node.ts';
import { Officer } from '../organisation/Officer.ts';
import { Rectification } from '../rectification/Rectification.ts';
import { DateTimeScalar } from '../scalars.ts';
import { StudyClass } from './StudyClass.ts';

/** That an officer takes part in a study class, for a rectification of their own; taken back with it, and never deleted. */
@Entity({ tableName: 'study_enrolment' })
@Listed('studyEnrolments', '学习班参训人员。Enrolments in study classes.')
@Index({ properties: ['studyClass', 'id'] })
@Index({ properties: ['officer', 'id'] })
@Index({ properties: ['rectification', 'id'] })
@Index({
  name: 'study_enrolment_one_standing',
  expression: 'create unique index "study_enrolment_one_standing" on "study_enrolment" ("study_class_id", "officer_id") where taken_back_at is null',
})
@ObjectType({ implements: Node, description: '学习班参训，依据本人的整改。That an officer takes part in a study class, for a rectification of their own.' })
export class StudyEnrolment extends Node {
  @ManyToOne(() => StudyClass)
  @Inverse('enrolments', '参训人员。Those who take part.')
  @Field(() => StudyClass, { description: '学习班。The class.' })
  studyClass!: StudyClass;

  /** Who has moved since is not on the roll that their old organ sees. */
  @ManyToOne(() => Officer)
  @Inverse('studyEnrolments', '参加的学习班。Their enrolments in study classes.')
  @Field(() => Officer, { nullable: true, description: '干警，无权查阅时为空。The officer; empty for those who may not see them on the roll.' })
  officer!: Officer;

  @Property({ type: 'text' })
  @Field({ description: '姓名，以报名时的名册为准。Their name, as the roll had it.' })
  officerName!: string;

  @ManyToOne(() => Rectification)
  @Field(() => Rectification, { description: '整改，报名的依据。The rectification it rests on.' })
  rectification!: Rectification;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '报名时刻。When they were enrolled.' })
  enrolledAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '报名经办人。Who enrolled them; empty where nobody had said who they were.' })
  enrolledBy?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '完成时刻：各次课均出席或已补，未完成为空。When every session was attended or made up; empty while one is not.' })
  completedAt?: Date | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '收回时刻，整改撤销即收回，有效为空。When it was taken back with the rectification; empty while it stands.' })
  takenBackAt?: Date | null;
}
