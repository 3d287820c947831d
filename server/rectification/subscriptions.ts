import { Resolver, Root, Subscription } from 'type-graphql';
import type { EventData } from '../../schema/live/LoggedEvent.ts';
import { RectificationChangedEvent } from '../../schema/rectification/index.ts';
import { After } from '../live/after.ts';
import { type Delivery, LiveEvents } from '../live/index.ts';

@Resolver()
export class RectificationSubscriptions {
  @Subscription(() => RectificationChangedEvent, {
    description: '帮教整改的立项、说明、措施、审核、撤销，逐一推送。Every step of every rectification, once, in order.',
    subscribe: () => new LiveEvents(({ event }) => event.kind === 'RECTIFICATION_CHANGED'),
  })
  rectificationChanged(@Root() { event, cursor }: Delivery, @After() _after: string | null) {
    const { rectification, step } = event.data as EventData['RECTIFICATION_CHANGED'];
    return { cursor: cursor.toString(), at: event.at, rectification, step };
  }
}
