import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../scalars.ts';
import { SetAsideEvent } from './SetAsideEvent.ts';

/** How far a durable consumer of the log has come. Moved in the transaction of what the consumer did. */
@ObjectType({ description: '事件日志的持久消费者及其进度。How far a durable consumer of the event log has come.' })
@Entity({ tableName: 'event_consumer' })
export class EventConsumer {
  @PrimaryKey({ type: 'text' })
  @Field({ description: '名称。Its name.' })
  name!: string;

  /** With eventId the last event it is done with. */
  @Property({ columnType: 'xid8', type: 'string' })
  tx!: string;

  @Property({ type: 'bigint' })
  eventId!: string;

  /** Tries begun on the event after that one; counted before each try, so that one which kills the process counts too. */
  @Property({ type: 'integer', default: 0 })
  @Field(() => Int, { description: '对下一事件已开始的尝试次数。Tries begun on the next event.' })
  attempts!: number;

  @Property({ type: 'datetime', defaultRaw: 'now()' })
  @Field(() => DateTimeScalar, { description: '最近一次前进。When it last moved.' })
  movedAt!: Date;

  /** Counted when it is asked for; no column. */
  @Field(() => Int, { description: '尚未处理的事件数，最多数到 1000。Events it has yet to handle, counted up to 1000.' })
  behind!: number;

  /** Rows of their own. */
  @Field(() => [SetAsideEvent], { description: '搁置的事件，新的在前，最多 50 件。Events it failed at, newest first, 50 at most.' })
  setAside!: SetAsideEvent[];
}
