import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar, EventCursorScalar } from '../scalars.ts';
import { OfficerFileEntry } from './OfficerFileEntry.ts';

@ObjectType({ description: '个人执法档案新增的一条及其日志位置。An entry that was added to one’s file, at its place in the log.' })
export class OfficerFileEntryAddedEvent {
  @Field(() => EventCursorScalar, { description: '日志位置，断线后由此续传。Its place in the log; resume from here.' })
  cursor!: string;

  @Field(() => DateTimeScalar, { description: '记入时刻。When it was entered.' })
  at!: Date;

  @Field(() => OfficerFileEntry, { description: '新增的一条。The entry.' })
  entry!: OfficerFileEntry;
}
