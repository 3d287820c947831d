import sql from 'sql-template-tag';
import { Rectification, RectificationState, RectificationStepKind } from '../../schema/rectification/index.ts';
import type { Reader } from '../read/index.ts';

const { OPEN, REOPEN, ACCEPT, WITHDRAW, LAPSE } = RectificationStepKind;

/** The steps by which there is one more under way, or one less. What is done in between is between the unit and the committee. */
export const OPENING_OR_ENDING: readonly RectificationStepKind[] = [OPEN, REOPEN, ACCEPT, WITHDRAW, LAPSE];

export function opensOrEnds(step: RectificationStepKind): boolean {
  return OPENING_OR_ENDING.includes(step);
}

/** Rectifications under way that belong to a month's round, of all months, of those that may be seen: units' own, none for a grade. Counted once an operation, however many of its events ask. */
export function readOpenRectifications(read: Reader): Promise<number> {
  return read.batched('open rectifications', ALL, async (keys) => {
    const [{ count }] = (await read.query(sql`
      select count(*)::int as count from ${read.seen(Rectification, 'r')} where round_id is not null and state not in (${RectificationState.CLOSED}, ${RectificationState.WITHDRAWN})`)) as [
      { count: number },
    ];
    return keys.map(() => count);
  });
}

/** There is one count. */
const ALL = 0;
