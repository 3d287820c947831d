import { Resolver, Root, Subscription } from 'type-graphql';
import type { EventData } from '../../schema/live/LoggedEvent.ts';
import { OfficerFileEntryAddedEvent } from '../../schema/officerFile/index.ts';
import { After } from '../live/after.ts';
import { type Delivery, LiveEvents } from '../live/index.ts';

@Resolver()
export class OfficerFileSubscriptions {
  @Subscription(() => OfficerFileEntryAddedEvent, {
    description: '本人执法档案新增的各条，逐一推送。Every entry that is added to one’s own file, once, in order.',
    subscribe: () => new LiveEvents(({ event }) => event.kind === 'OFFICER_FILE_ENTRY_ADDED'),
  })
  officerFileEntryAdded(@Root() { event, cursor }: Delivery, @After() _after: string | null) {
    const { entry } = event.data as EventData['OFFICER_FILE_ENTRY_ADDED'];
    return { cursor: cursor.toString(), at: event.at, entry };
  }
}
