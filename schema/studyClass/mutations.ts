import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { OfficerTier } from '../organisation/Officer.ts';
import { Payload } from '../Payload.ts';
import { DateScalar } from '../scalars.ts';
import { StudyClass } from './StudyClass.ts';
import { Presence } from './words.ts';

@InputType({ description: '要举办的学习班。A study class to announce.' })
export class AnnounceStudyClassInput {
  @Field(() => OfficerTier, { description: '层级，机关只办中层骨干和干警的。The tier it is for; an organ holds those for its middle level and staff.' })
  tier!: OfficerTier;

  @Field({ description: '名称。The title.' })
  title!: string;

  @Field({ description: '地点。Where it is held.' })
  place!: string;

  @Field(() => [DateScalar], { description: '上课日期，不早于今天，不晚于 180 天后，一日一次。The days, one session each, from today on and within 180 days.' })
  sessions!: string[];
}

@InputType({ description: '一人的出勤。Whether one was there.' })
export class AttendanceInput {
  @Field(() => ID, { description: '参训的编号。Id of the enrolment.' })
  enrolment!: string;

  @Field(() => Presence, { description: '出勤。Whether they were there.' })
  presence!: Presence;
}

@ObjectType({ description: '办理结果：学习班，或未能办理的原因。The study class, or why it was not done.' })
export class StudyClassPayload extends Payload {
  @Field(() => StudyClass, { nullable: true, description: '学习班，未办理为空。The study class; empty when it was not done.' })
  studyClass?: StudyClass | null;
}
