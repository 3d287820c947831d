import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar, EventCursorScalar } from '../scalars.ts';
import { Warning } from './Warning.ts';
import { WarningStep } from './words.ts';

/** A warning at its place in the log. It is shown as it is when the event is told. */
@ObjectType({ description: '发出的预警及其日志位置。A warning that was raised, at its place in the log.' })
export class WarningRaisedEvent {
  @Field(() => EventCursorScalar, { description: '日志位置，断线后由此续传。Its place in the log; resume from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: '发生时刻。When it happened.' })
  at!: Date;

  @Field(() => Warning, { description: '预警，为送达时的状态。The warning as it is when the event is told.' })
  warning!: Warning;
}

@ObjectType({ description: '预警的变化及其日志位置。What happened to a warning, at its place in the log.' })
export class WarningChangedEvent extends WarningRaisedEvent {
  @Field(() => WarningStep, { description: '变化。What happened.' })
  step!: WarningStep;
}
