import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar, EventCursorScalar } from '../scalars.ts';
import { Appraisal } from './Appraisal.ts';
import { AppraisalRound } from './AppraisalRound.ts';
import { AppraisalStep } from './words.ts';

/** A step of a round at its place in the log. The round is shown as it is when the event is told. */
@ObjectType({ description: '月考评的步骤及其日志位置。A step of a round, at its place in the log.' })
export class AppraisalRoundChangedEvent {
  @Field(() => EventCursorScalar, { description: '日志位置，断线后由此续传。Its place in the log; resume from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: '发生时刻。When it happened.' })
  at!: Date;

  @Field(() => AppraisalRound, { description: '月考评，为送达时的状态。The round as it is when the event is told.' })
  appraisalRound!: AppraisalRound;

  @Field(() => AppraisalStep, { description: '步骤。What happened.' })
  step!: AppraisalStep;
}

@ObjectType({ description: '更正后的结果及其日志位置。An appraisal that a correction made, at its place in the log.' })
export class AppraisalCorrectedEvent {
  @Field(() => EventCursorScalar, { description: '日志位置，断线后由此续传。Its place in the log; resume from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: '发生时刻。When it happened.' })
  at!: Date;

  @Field(() => Appraisal, { description: '新版本。The new version.' })
  appraisal!: Appraisal;
}
