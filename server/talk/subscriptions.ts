import { Resolver, Root, Subscription } from 'type-graphql';
import type { EventData } from '../../schema/live/LoggedEvent.ts';
import { TalkChangedEvent } from '../../schema/talk/index.ts';
import { After } from '../live/after.ts';
import { type Delivery, LiveEvents } from '../live/index.ts';

@Resolver()
export class TalkSubscriptions {
  @Subscription(() => TalkChangedEvent, {
    description: '集体谈话的提出、决定、记录、收回，逐一推送。Every step of every collective talk, once, in order.',
    subscribe: () => new LiveEvents(({ event }) => event.kind === 'TALK_CHANGED'),
  })
  talkChanged(@Root() { event, cursor }: Delivery, @After() _after: string | null) {
    const { talk, step } = event.data as EventData['TALK_CHANGED'];
    return { cursor: cursor.toString(), at: event.at, talk, step };
  }
}
