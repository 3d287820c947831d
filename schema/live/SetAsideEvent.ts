import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Payload } from '../Payload.ts';
import { Problem, ProblemCode } from '../Problem.ts';
import { DateTimeScalar } from '../scalars.ts';
import type { EventData, EventKind } from './LoggedEvent.ts';

/** An event that a durable consumer failed at every time; kept here whole, so that the log may forget it. */
@ObjectType({ description: '搁置的事件：多次处理失败，待人工重试。An event a consumer failed at every time; a person may have it tried again.' })
@Entity({ tableName: 'set_aside_event' })
@Unique({ properties: ['consumer', 'eventId'] })
export class SetAsideEvent {
  @PrimaryKey({ type: 'integer' })
  @Field(() => ID, { description: '编号，重试时用。Its id, to have it tried again.' })
  id!: number;

  @Property({ type: 'text' })
  consumer!: string;

  @Property({ columnType: 'xid8', type: 'string' })
  tx!: string;

  @Property({ type: 'bigint' })
  eventId!: string;

  /** When it was logged, as in the log. */
  @Property({ type: 'datetime' })
  @Field(() => DateTimeScalar, { description: '事件发生的时刻。When it happened.' })
  at!: Date;

  @Property({ type: 'text' })
  @Field(() => String, { description: '事件种类，形如 ROUND_PUBLISHED。What happened, such as ROUND_PUBLISHED.' })
  kind!: EventKind;

  @Property({ type: 'json' })
  data!: EventData[EventKind];

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '已尝试的次数。Tries so far.' })
  attempts!: number;

  /** The last try's error in full; for the office's engineers, not for GraphQL. */
  @Property({ type: 'text' })
  error!: string;

  /** What the consumer refused it with; null where it failed in any other way. */
  @Property({ type: 'text', nullable: true })
  code?: ProblemCode | null;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '搁置的时刻。When it was set aside.' })
  setAsideAt!: Date;

  /** Made of `tx` and `eventId`; no column. */
  @Field({ description: '事件在日志中的位置，见服务器日志。Its place in the log, as the server’s own log names it.' })
  cause!: string;

  /** Made of `code`, with nothing of what was found; no column. */
  @Field(() => Problem, { description: '最近一次失败的原因；细节只在服务器日志中。Why the last try failed; details are in the server’s log only.' })
  reason!: Problem;
}

@ObjectType({ description: '办理结果：事件，或未能处理的原因。The event, or why it was not handled.' })
export class SetAsideEventPayload extends Payload {
  @Field(() => SetAsideEvent, { nullable: true, description: '事件，不再搁置；仍未处理为空。Handled now, set aside no longer; empty when it failed again.' })
  event?: SetAsideEvent | null;
}
