import { Resolver, Root, Subscription } from 'type-graphql';
import { AppraisalCorrectedEvent, AppraisalRoundChangedEvent } from '../../schema/appraisal/index.ts';
import type { EventData } from '../../schema/live/LoggedEvent.ts';
import { After } from '../live/after.ts';
import { type Delivery, LiveEvents } from '../live/index.ts';

@Resolver()
export class AppraisalSubscriptions {
  @Subscription(() => AppraisalRoundChangedEvent, {
    description: '月考评的每一步，逐一推送。Every step of every round, once, in order.',
    subscribe: () => new LiveEvents(({ event }) => event.kind === 'APPRAISAL_ROUND_CHANGED'),
  })
  appraisalRoundChanged(@Root() { event, cursor }: Delivery, @After() _after: string | null) {
    const { appraisalRound, step } = event.data as EventData['APPRAISAL_ROUND_CHANGED'];
    return { cursor: cursor.toString(), at: event.at, appraisalRound, step };
  }

  @Subscription(() => AppraisalCorrectedEvent, {
    description: '更正后的月考评结果，逐一推送。Every version that a correction made, once, in order.',
    subscribe: () => new LiveEvents(({ event }) => event.kind === 'APPRAISAL_CORRECTED'),
  })
  appraisalCorrected(@Root() { event, cursor }: Delivery, @After() _after: string | null) {
    const { appraisal } = event.data as EventData['APPRAISAL_CORRECTED'];
    return { cursor: cursor.toString(), at: event.at, appraisal };
  }
}
