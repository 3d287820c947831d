import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar, EventCursorScalar } from '../scalars.ts';
import { Rectification } from './Rectification.ts';
import { RectificationStepKind } from './words.ts';

/** A rectification at a place in the log. It is shown as it is when the event is told. */
@ObjectType({ description: '帮教整改的变化及其日志位置。What happened to a rectification, at its place in the log.' })
export class RectificationChangedEvent {
  @Field(() => EventCursorScalar, { description: '日志位置，断线后由此续传。Its place in the log; resume from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: '发生时刻。When it happened.' })
  at!: Date;

  @Field(() => Rectification, { description: '帮教整改，为送达时的状态。The rectification as it is when the event is told.' })
  rectification!: Rectification;

  @Field(() => RectificationStepKind, { description: '步骤。What happened.' })
  step!: RectificationStepKind;
}
