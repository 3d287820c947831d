import { sql } from 'kysely';
import { ScreenState } from '../../schema/access/index.ts';
import type { Database } from '../database/index.ts';
import { takesTurn } from '../database/turn.ts';
import type { EventLog } from '../live/index.ts';
import type { Logger } from '../log.ts';
import { Recurring } from '../recurring.ts';
import type { LiveAccess } from './liveAccess.ts';
import { type ScreenStanding, SILENT_AFTER, screenStandings } from './screenStandings.ts';

/** Between two looks (milliseconds). */
const INTERVAL = 30_000;
const TROUBLED: readonly ScreenState[] = [ScreenState.LAGGING, ScreenState.SILENT];

export interface ScreenWatchParts {
  db: Database;
  log: Pick<EventLog, 'id'>;
  /** Which screens have a live connection to this process. */
  live: Pick<LiveAccess, 'screens'>;
  /** Gets a line for each warning and each end of one. */
  lines?: Pick<Logger, 'warn' | 'info'> | undefined;
}

interface Turn {
  screen: number;
  state: ScreenState;
}

/** Looks after the screens every half minute. Any number of processes may do so. */
export function startScreenWatch(parts: ScreenWatchParts, report: (error: unknown) => void): Recurring {
  // While no server was there, none was seen. They come back in seconds; only then is one silent that is not seen.
  const patientUntil = performance.now() + SILENT_AFTER * 1_000;
  return new Recurring(
    INTERVAL,
    async () => {
      await noteListening(parts);
      if (performance.now() >= patientUntil) await lookAfterScreens(parts);
    },
    report,
  );
}

/** Writes down that screens were seen which say nothing and only listen. */
export async function noteListening({ db, live }: Pick<ScreenWatchParts, 'db' | 'live'>): Promise<void> {
  const { screens } = live;
  if (screens.length) await sql`update screen set last_seen_at = now() where id = any(${screens}) and revoked_at is null`.execute(db);
}

/**
 * Raises a warning for each screen that lags or is silent, once for one cause however many processes look and however often, and ends it when the cause is gone.
 * As of `at`, now unless said otherwise. Does nothing while another process does the same.
 */
export async function lookAfterScreens({ db, log, lines }: Omit<ScreenWatchParts, 'live'>, at?: Date): Promise<void> {
  const turns = await db.transaction().execute(async (tx) => {
    if (!(await takesTurn(tx, 'screen watch'))) return undefined;
    const standings = await screenStandings(tx, log, { at });
    return { standings, ...(await settle(tx, standings, at)) };
  });
  if (!turns || !lines) return;
  const known = new Map(turns.standings.map((standing) => [standing.id, standing]));
  for (const { screen, state } of turns.raised)
    lines.warn({ screen, name: known.get(screen)?.name, state, since: known.get(screen)?.laggingSince }, 'a screen needs looking after');
  for (const { screen, state } of turns.ended) lines.info({ screen, name: known.get(screen)?.name, state }, 'a screen is no longer as warned of');
}

async function settle(tx: Database, standings: readonly ScreenStanding[], at?: Date): Promise<{ raised: Turn[]; ended: Turn[] }> {
  const moment = sql`coalesce(${at ?? null}::timestamptz, now())`;
  const troubled = JSON.stringify(standings.flatMap(({ id, state }) => (TROUBLED.includes(state) ? [{ screen: id, state }] : [])));
  const raised = await sql<Turn>`
    insert into screen_warning (screen_id, state, raised_at)
    select screen, state, ${moment} from jsonb_to_recordset(${troubled}::jsonb) as t (screen int, state text)
    on conflict (screen_id, state) where ended_at is null do nothing
    returning screen_id as screen, state`.execute(tx);
  const ended = await sql<Turn>`
    update screen_warning as w set ended_at = ${moment}
    where ended_at is null and not exists (select from jsonb_to_recordset(${troubled}::jsonb) as t (screen int, state text) where t.screen = w.screen_id and t.state = w.state)
    returning screen_id as screen, state`.execute(tx);
  return { raised: raised.rows, ended: ended.rows };
}
