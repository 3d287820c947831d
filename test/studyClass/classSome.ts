import type { TestServer } from '../testkit/server.ts';

/**
 * Study classes in the varied city of random questions, of the committee's and of each organ whose officers have a rectification, announced, closed and cancelled; attended,
 * missed, made up and corrected. Fixed moments.
 */
export async function classSome({ database }: TestServer): Promise<void> {
  const run = (sql: string) => database.orm.em.fork().execute(sql);
  await run(`
    insert into study_class (organ_id, tier, title, place, state, announced_at, closed_at, cancelled_at, cancellation_reason)
    select organ, (array['LEADERSHIP', 'RESERVE', 'MIDDLE', 'STAFF'])[1 + n % 4], '学习班' || n, (array['党校', '', '会议室'])[1 + n % 3], state, announced,
      case when state = 'CLOSED' then announced + interval '20 days' end, case when state = 'CANCELLED' then announced + interval '2 days' end, case when state = 'CANCELLED' then '改期' end
    from (
      select organ, state, row_number() over (order by organ nulls first, state)::int as n, timestamptz '2026-03-10 08:00:00.5Z' + coalesce(organ, 0) * interval '1 hour' as announced
      from (select null::int as organ union select unit_id from rectification where officer_id is not null) as organs cross join unnest(array['ANNOUNCED', 'CLOSED', 'CANCELLED']) as state
    ) as classes order by n`);
  await run(`
    insert into study_session (study_class_id, position, held_on) select c.id, n, date '2026-03-12' + (c.id % 3 + n * 2) from study_class c cross join generate_series(1, 3) as n order by c.id, n`);
  await run(`
    insert into study_enrolment (study_class_id, officer_id, officer_name, rectification_id, enrolled_at, enrolled_by, completed_at, taken_back_at)
    select c.id, o.id, o.name, r.id, c.announced_at + interval '1 day', case when r.id % 2 = 0 then '孔敏建' end, case when r.id % 3 = 0 then c.announced_at + interval '15 days' end,
      case when r.state = 'WITHDRAWN' then c.announced_at + interval '16 days' end
    from study_class c join rectification r on r.officer_id is not null and (c.organ_id is null or c.organ_id = r.unit_id) join officer o on o.id = r.officer_id
    where (c.id + r.id) % 5 > 0 order by c.id, r.id`);
  await run(`
    insert into study_attendance (enrolment_id, session_id, presence, recorded_at, recorded_by, superseded_at)
    select e.id, s.id, (array['PRESENT', 'ABSENT', 'EXCUSED', 'MADE_UP'])[1 + (e.id + s.id + v) % 4], s.held_on + v * interval '1 day' + interval '9 hours', case when e.id % 2 = 0 then '贺文' end,
      case when v = 1 and (e.id + s.id) % 3 = 0 then s.held_on + interval '2 days 9 hours' end
    from study_enrolment e join study_session s on s.study_class_id = e.study_class_id cross join generate_series(1, 2) as v
    where (v = 1 or (e.id + s.id) % 3 = 0) and (e.id + s.id) % 7 > 0 order by e.id, s.id, v`);
}
