import { Resolver, Root, Subscription } from 'type-graphql';
import type { EventData } from '../../schema/live/LoggedEvent.ts';
import { StudyClassChangedEvent } from '../../schema/studyClass/index.ts';
import { After } from '../live/after.ts';
import { type Delivery, LiveEvents } from '../live/index.ts';

@Resolver()
export class StudyClassSubscriptions {
  @Subscription(() => StudyClassChangedEvent, {
    description: '学习班的开班、报名、出勤、结班，逐一推送。Every step of every study class, once, in order.',
    subscribe: () => new LiveEvents(({ event }) => event.kind === 'STUDY_CLASS_CHANGED'),
  })
  studyClassChanged(@Root() { event, cursor }: Delivery, @After() _after: string | null) {
    const { studyClass, step } = event.data as EventData['STUDY_CLASS_CHANGED'];
    return { cursor: cursor.toString(), at: event.at, studyClass, step };
  }
}
