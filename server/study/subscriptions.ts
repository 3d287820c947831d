import { Resolver, Root, Subscription } from 'type-graphql';
import type { EventData } from '../../schema/live/LoggedEvent.ts';
import { MinutesEvent } from '../../schema/study/index.ts';
import { After } from '../live/after.ts';
import { type Delivery, LiveEvents } from '../live/index.ts';

@Resolver()
export class StudySubscriptions {
  @Subscription(() => MinutesEvent, {
    description: '会议纪要一经印发即推送，每份一次。Minutes as they are issued, once, in order.',
    subscribe: () => new LiveEvents(({ event }) => event.kind === 'MINUTES_ISSUED'),
  })
  minutesIssued(@Root() delivery: Delivery, @After() _after: string | null) {
    return told(delivery);
  }

  @Subscription(() => MinutesEvent, {
    description: '会议纪要一经撤回即推送，每份一次。Minutes as they are retracted, once, in order.',
    subscribe: () => new LiveEvents(({ event }) => event.kind === 'MINUTES_RETRACTED'),
  })
  minutesRetracted(@Root() delivery: Delivery, @After() _after: string | null) {
    return told(delivery);
  }
}

function told({ event, cursor }: Delivery) {
  const { minutes } = event.data as EventData['MINUTES_ISSUED' | 'MINUTES_RETRACTED'];
  return { cursor: cursor.toString(), at: event.at, minutes };
}
