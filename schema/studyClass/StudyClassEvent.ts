import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar, EventCursorScalar } from '../scalars.ts';
import { StudyClass } from './StudyClass.ts';
import { StudyClassStep } from './words.ts';

/** A study class at a place in the log. It is shown as it is when the event is told. */
@ObjectType({ description: '学习班的变化及其日志位置。What happened to a study class, at its place in the log.' })
export class StudyClassChangedEvent {
  @Field(() => EventCursorScalar, { description: '日志位置，断线后由此续传。Its place in the log; resume from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: '发生时刻。When it happened.' })
  at!: Date;

  @Field(() => StudyClass, { description: '学习班，为送达时的状态。The class as it is when the event is told.' })
  studyClass!: StudyClass;

  @Field(() => StudyClassStep, { description: '步骤。What happened.' })
  step!: StudyClassStep;
}
