import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar, EventCursorScalar } from '../scalars.ts';
import { CollectiveTalk } from './CollectiveTalk.ts';
import { TalkStep } from './words.ts';

/** A collective talk at a place in the log. It is shown as it is when the event is told. */
@ObjectType({ description: '集体谈话的变化及其日志位置。What happened to a collective talk, at its place in the log.' })
export class TalkChangedEvent {
  @Field(() => EventCursorScalar, { description: '日志位置，断线后由此续传。Its place in the log; resume from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: '发生时刻。When it happened.' })
  at!: Date;

  @Field(() => CollectiveTalk, { description: '集体谈话，为送达时的状态。The talk as it is when the event is told.' })
  talk!: CollectiveTalk;

  @Field(() => TalkStep, { description: '步骤。What happened.' })
  step!: TalkStep;
}
