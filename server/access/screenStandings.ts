import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Screen, ScreenState } from '../../schema/access/index.ts';
import type { Database } from '../database/index.ts';
import { EventCursor, type EventLog } from '../live/index.ts';
import { shownScreen } from './shown.ts';

/** Something that happened so long ago should stand on every screen (seconds). */
const LAGS_AFTER = 60;
/** A screen that was not seen for so long is silent (seconds). */
export const SILENT_AFTER = 120;

export interface ScreenStanding {
  id: number;
  name: string;
  state: ScreenState;
  /** When the first event happened that it has not shown, if that is too long ago; never before it was let in. */
  laggingSince: Date | null;
}

/** Which screens, all unless said otherwise; and as of when, now unless said otherwise. */
export interface StandingsAsked {
  keys?: readonly number[];
  at?: Date | undefined;
}

/**
 * How screens are. One that has not said what it shows, or says it of another log, has shown nothing. Events that are not released to readers yet are nobody's
 * to show, and of those beyond a cursor's position what its holder knows is not asked for.
 */
export async function screenStandings(db: Database, log: Pick<EventLog, 'id'>, { keys, at }: StandingsAsked = {}): Promise<ScreenStanding[]> {
  const known = await sql<{ id: number; cursor: string | null }>`
    select id, last_cursor as cursor from screen where ${keys ?? null}::int[] is null or id = any(${keys ?? null}::int[])`.execute(db);
  const places = known.rows.map(({ id, cursor }) => ({ id, ...placeOf(cursor, log.id) }));
  const moment = sql`coalesce(${at ?? null}::timestamptz, now())`;
  const { rows } = await sql<{ id: number; name: string; state: ScreenState; since: number | null }>`
    select s.id, s.name, s.state, case when s.late then (extract(epoch from s.since) * 1000)::float8 end as since
    from (
      select s.id, s.name, behind.since, behind.late, case
        when s.revoked_at is not null then ${ScreenState.REVOKED}
        when coalesce(s.last_seen_at, s.paired_at) < ${moment} - make_interval(secs => ${SILENT_AFTER}) then ${ScreenState.SILENT}
        when behind.late then ${ScreenState.LAGGING}
        else ${ScreenState.SHOWING} end as state
      from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as place (id int, tx text, event text, seen text)
      join screen as s on s.id = place.id
      left join lateral (
        select greatest(e.at, s.paired_at) as since, s.revoked_at is null and greatest(e.at, s.paired_at) < ${moment} - make_interval(secs => ${LAGS_AFTER}) as late
        from event as e
        where (e.tx, e.id) > (place.tx::xid8, place.event::bigint) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
          and e.tx <> all (string_to_array(place.seen, ',')::xid8[])
        order by e.tx, e.id
        limit 1
      ) as behind on true
    ) as s`.execute(db);
  return rows.map(({ id, name, state, since }) => ({ id, name, state, laggingSince: since === null ? null : new Date(since) }));
}

/** Screens as GraphQL shows them, with how they are. */
export async function shownScreens(em: EntityManager, log: EventLog, screens: readonly Screen[]): Promise<ReturnType<typeof shownScreen>[]> {
  const standings = await screenStandings(em.getKysely<object>(), log, { keys: screens.map(({ id }) => id) });
  const standingOf = new Map(standings.map((standing) => [standing.id, standing]));
  return screens.map((screen) => shownScreen(screen, standingOf.get(screen.id) as ScreenStanding));
}

function placeOf(cursor: string | null, log: string): { tx: string; event: string; seen: string } {
  try {
    if (cursor !== null) {
      const { tx, id, seen } = EventCursor.parse(cursor, log);
      return { tx: String(tx), event: String(id), seen: seen.join(',') };
    }
  } catch {
    // Of another log: the database was put together anew.
  }
  return { tx: '0', event: '0', seen: '' };
}
