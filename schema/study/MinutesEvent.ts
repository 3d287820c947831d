import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar, EventCursorScalar } from '../scalars.ts';
import { Minutes } from './Minutes.ts';

/** Minutes at a place in the log: issued there, or retracted. They are shown as they are when the event is told. */
@ObjectType({ description: '会议纪要及其日志位置。Minutes that were issued or retracted, at their place in the log.' })
export class MinutesEvent {
  @Field(() => EventCursorScalar, { description: '日志位置，断线后由此续传。Its place in the log; resume from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: '发生时刻。When it happened.' })
  at!: Date;

  @Field(() => Minutes, { description: '会议纪要，为送达时的状态。The minutes as they are when the event is told.' })
  minutes!: Minutes;
}
