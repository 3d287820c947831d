import sql, { empty, join } from 'sql-template-tag';
import { InspectionRound, RoundState } from '../../schema/inspection/index.ts';
import { UnitClass } from '../../schema/organisation/index.ts';
import { RectificationOrigin, RectificationStepKind } from '../../schema/rectification/index.ts';
import { LEVELS, severityOf, WarningLevel } from '../../schema/warning/index.ts';
import { monthRankings } from '../inspection/index.ts';
import { EventCursor, type EventLog, seenEvents } from '../live/index.ts';
import { all, type Reader } from '../read/index.ts';
import { openWarnings } from '../warning/index.ts';
import { readCosts } from './costs.ts';
import { boardEvent, isTold } from './events.ts';
import { CONCERNS } from './policy.ts';
import { readProgress } from './progress.ts';
import { OPENING_OR_ENDING, readOpenRectifications } from './rectifications.ts';

/** Events the ticker begins with. */
const RECENT = 20;

/**
 * What the ticker tells of what belongs to a round. A publication raises dozens of slight warnings at once, and opens a rectification of each poor result: they would push it,
 * and all before it, out of the latest. Open ones are in the snapshot anyway.
 */
const TOLD = sql`data ->> 'round' is not null and coalesce(data ->> 'level', '') not in (${join(LEVELS.filter((level) => severityOf(level) < severityOf(WarningLevel.ORANGE)))})
  and (kind <> 'RECTIFICATION_CHANGED' or data ->> 'step' in (${join(OPENING_OR_ENDING)})
    and (data ->> 'step' <> ${RectificationStepKind.OPEN} or exists (select from rectification where id = (data ->> 'rectification')::int and origin = ${RectificationOrigin.HAND})))`;

/**
 * The wall at one moment, with the cursor of that moment. The whole operation reads the same
 * snapshot from here on, so units, results and progress cannot disagree. Shaped as the GraphQL type Board.
 */
export async function boardSnapshot(read: Reader, log: EventLog, month?: string | null) {
  await read.snapshot();
  const [cursor, { round, ranked }] = await Promise.all([log.now(read), newestRounds(read, month)]);
  return {
    cursor: cursor.toString(),
    at: new Date(),
    round: round?.id ?? null,
    progress: () => readProgress(read, round?.id ?? null),
    costs: () => readCosts(read, round?.id ?? null),
    rankingMonth: ranked?.month ?? null,
    rankings: async () => {
      const rankings = ranked ? await monthRankings(read, ranked.month) : new Map<UnitClass, number[]>();
      return Object.values(UnitClass).map((unitClass) => ({ unitClass, results: rankings.get(unitClass) ?? [] }));
    },
    warnings: () => openWarnings(read, month),
    openRectifications: () => readOpenRectifications(read),
    recent: async () => {
      const events = await log.latest(read, month ? (round?.id ?? 0) : null, RECENT, all([seenEvents(read, CONCERNS), TOLD]));
      return events.filter(isTold).map((event) => boardEvent(event, EventCursor.at(log.id, event), read));
    },
  };
}

interface Round {
  id: number;
  month: string;
}

/** The newest round, or that of the month, and the newest one up to there whose results are out. */
async function newestRounds(read: Reader, month?: string | null): Promise<{ round?: Round; ranked?: Round }> {
  const rounds = read.seen(InspectionRound, 'r');
  const found = await read.query<Round & { ranked: boolean }>(sql`
    (select id, month, false as ranked from ${rounds} ${month ? sql`where month = ${month}` : empty} order by month desc limit 1)
    union all
    (select id, month, true from ${rounds} where state = ${RoundState.PUBLISHED} ${month ? sql`and month <= ${month}` : empty} order by month desc limit 1)`);
  return { round: found.find(({ ranked }) => !ranked), ranked: found.find(({ ranked }) => ranked) };
}
