import type { EventRecord } from '../../server/live/index.ts';

/** The round that an event tells of: these tests append no others. */
export function roundOf({ data }: Pick<EventRecord, 'data'>): number {
  return (data as { round: number }).round;
}
