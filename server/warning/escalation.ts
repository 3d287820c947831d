import sql, { join } from 'sql-template-tag';
import { LEVELS, severityOf, WarningLevel, WarningStep } from '../../schema/warning/index.ts';
import type { ClockCheck } from '../clock.ts';
import { statementsOn } from '../database/index.ts';
import { appendEvents } from '../live/index.ts';
import { warningLife } from './life.ts';

/**
 * Raises the level of whatever nobody has taken up in time: by one for each full term of its rule since it was raised, to RED at most. What the level should be
 * follows from the clock alone, so looking more often, or not for a week, comes to the same.
 */
export const escalationCheck: ClockCheck = {
  name: 'warning escalation',
  async run(em, now) {
    const db = statementsOn(em.getKysely<object>());
    // Whoever is taking one up holds its row: it is passed over, and acknowledged in a moment.
    const escalated = await db.query<{ id: number; round: number | null; level: WarningLevel }>(sql`
      with due as (
        select w.id, least(${severityOf(WarningLevel.RED)}, w.severity - w.escalations + floor(extract(epoch from ${now}::timestamptz - w.raised_at) / (86400 * r.escalate_after_days))::int) as severity
        from warning w join warning_rule r on r.rule_book_id = w.rule_book_id and r.kind = w.kind
        where w.state in (${join(warningLife.statesBefore(WarningStep.ESCALATE))}) and r.escalate_after_days is not null
        order by w.id for update of w skip locked
      ), risen as (
        update warning w set severity = due.severity, level = (${LEVELS}::text[])[due.severity + 1], escalations = w.escalations + due.severity - w.severity, escalated_at = ${now}
        from due where due.id = w.id and due.severity > w.severity
        returning w.id, w.round_id as round, w.level
      )
      select * from risen order by id`);
    await appendEvents(
      em,
      escalated.map(({ id, round, level }) => ({ kind: 'WARNING_CHANGED', data: { round, warning: id, level, step: WarningStep.ESCALATE } })),
    );
  },
};
