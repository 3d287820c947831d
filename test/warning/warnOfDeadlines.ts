import { runCheck } from '../../server/clock.ts';
import { openDeadlines } from '../../server/rectification/index.ts';
import { deadlineCheck } from '../../server/warning/index.ts';
import type { TestServer } from '../testkit/server.ts';

/** Raises and ends what the clock says at each of these moments, one after the other, as it does by itself where it is looked at. */
export async function warnOfDeadlines({ database: { orm } }: TestServer, ...moments: string[]): Promise<void> {
  for (const moment of moments) {
    if (!(await runCheck(orm, deadlineCheck({ RECTIFICATION: openDeadlines }), new Date(moment)))) throw new Error('Another process was at it');
  }
}
