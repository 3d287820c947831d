import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import type { EventData } from '../../schema/live/LoggedEvent.ts';
import { severityOf, WarningChangedEvent, WarningLevel, WarningRaisedEvent } from '../../schema/warning/index.ts';
import { After } from '../live/after.ts';
import { type Delivery, LiveEvents } from '../live/index.ts';

@Resolver()
export class WarningSubscriptions {
  @Subscription(() => WarningRaisedEvent, {
    description: '预警一经发出即推送，每项一次。Every warning as it is raised, once, in order.',
    subscribe: ({ args: { minLevel } }: { args: { minLevel?: WarningLevel | null } }) =>
      new LiveEvents(({ event }) => event.kind === 'WARNING_RAISED' && (!minLevel || severityOf(event.data.level) >= severityOf(minLevel))),
  })
  warningRaised(
    @Root() { event, cursor }: Delivery,
    @After() _after: string | null,
    @Arg('minLevel', () => WarningLevel, { nullable: true, description: '最低级别，指发出时的，缺省为全部。The lowest level, as it is raised; all without one.' })
    _minLevel: WarningLevel | null,
  ) {
    const { warning } = event.data as EventData['WARNING_RAISED'];
    return { cursor: cursor.toString(), at: event.at, warning };
  }

  @Subscription(() => WarningChangedEvent, {
    description: '预警的确认、办结、升级、更正、撤回，逐一推送。Every step of every warning, once, in order.',
    subscribe: () => new LiveEvents(({ event }) => event.kind === 'WARNING_CHANGED'),
  })
  warningChanged(@Root() { event, cursor }: Delivery, @After() _after: string | null) {
    const { warning, step } = event.data as EventData['WARNING_CHANGED'];
    return { cursor: cursor.toString(), at: event.at, warning, step };
  }
}
