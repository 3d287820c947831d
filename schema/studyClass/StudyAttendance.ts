import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Inverse, Listed, Versioned } from '../listing.ts';
import { Node } from '../Node.ts';
import { DateTimeScalar } from '../scalars.ts';
import { StudyEnrolment } from './StudyEnrolment.ts';
import { StudySession } from './StudySession.ts';
import { Presence } from './words.ts';

/** Whether somebody was at a session. A correction writes another and closes this one, which stays. */
@Entity({ tableName: 'study_attendance' })
@Listed('studyAttendances', '出勤，缺省为现行记录。Attendance, the current records unless asked otherwise.')
@Versioned({
  since: 'recordedAt',
  until: 'supersededAt',
  all: { argument: 'includeSuperseded', description: '是否含已更正的记录。Whether records that a correction replaced are among them.' },
})
@Index({ properties: ['enrolment', 'id'] })
@Index({
  name: 'study_attendance_one_current',
  expression: 'create unique index "study_attendance_one_current" on "study_attendance" ("session_id", "enrolment_id") where superseded_at is null',
})
@ObjectType({ implements: Node, description: '一人一次课的出勤，更正另记，原记留存。Whether somebody was at a session; replaced by a correction, never changed.' })
export class StudyAttendance extends Node {
  @ManyToOne(() => StudyEnrolment)
  @Inverse('attendances', '出勤，缺省为现行记录。Their attendance, the current records unless asked otherwise.')
  @Field(() => StudyEnrolment, { description: '参训。The enrolment.' })
  enrolment!: StudyEnrolment;

  @ManyToOne(() => StudySession)
  @Inverse('attendances', '出勤，缺省为现行记录。The attendance at it, the current records unless asked otherwise.')
  @Field(() => StudySession, { description: '课次。The session.' })
  session!: StudySession;

  @Enum({ items: () => Presence })
  @Field(() => Presence, { description: '出勤。Whether they were there.' })
  presence!: Presence;

  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '登记时刻。When it was recorded.' })
  recordedAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '登记人。Who recorded it; empty where nobody had said who they were.' })
  recordedBy?: string | null;

  @Property({ type: 'datetime', nullable: true })
  @Field(() => DateTimeScalar, { nullable: true, description: '更正时刻，现行记录为空。When a correction replaced it; empty while current.' })
  supersededAt?: Date | null;
}
