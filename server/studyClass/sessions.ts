import { refuse } from '../../schema/problemWording.ts';
import type { StudySession } from '../../schema/studyClass/index.ts';
import { dayInChina } from '../calendar.ts';

/** Refuses SESSION_NOT_YET before the day of a session. */
export function refuseBefore({ heldOn }: StudySession, now: Date): void {
  const today = dayInChina(now);
  if (today < heldOn) refuse('SESSION_NOT_YET', { field: 'session', found: today, expected: heldOn });
}
