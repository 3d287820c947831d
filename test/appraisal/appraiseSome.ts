import type { TestServer } from '../testkit/server.ts';

/** Organs that are graded: enough for peers, and few enough for a page of everything there is. */
const FEW = `u.id in (1, 2, 9, (select unit_id from correction order by id limit 1))`;

/**
 * Appraisals in the varied city of random questions: January closed and, of organs, filed; February in publicity, by quota, with corrections; March a draft of the
 * committee's, and in explanation at the organs. Fixed moments and figures, with ties; what was not computed by the rules does not hold, and must be said not to.
 */
export async function appraiseSome({ database }: TestServer): Promise<void> {
  const run = (sql: string) => database.orm.em.fork().execute(sql);
  await run(`
    insert into appraisal_round (month, body, organ_id, state, good_from, medium_from, method, quota_groups, good_share, poor_share, virtue_weight, ability_weight, diligence_weight,
      achievement_weight, integrity_weight, learning_weight, opened_at, explanation_opened_at, explain_by, publicised_at, closed_at, file_by, filed_at, filed_late)
    select month, case when u.id is null then 'COMMITTEE' else 'ORGAN' end, u.id, state, 90, 75, method,
      case when method = 'THRESHOLDS' then '{}' when u.id is null then '{ORGAN,LEADERSHIP}' else '{STAFF}' end::text[], 30 + coalesce(u.id, 0) % 3, 10,
      case when coalesce(u.id, 1) % 2 = 1 then 25 end, case when coalesce(u.id, 1) % 2 = 1 then 15 end, case when coalesce(u.id, 1) % 2 = 1 then 15 end,
      case when coalesce(u.id, 1) % 2 = 1 then 15 end, case when coalesce(u.id, 1) % 2 = 1 then 15 end, case when coalesce(u.id, 1) % 2 = 1 then 15 end,
      opened, case when state <> 'DRAFT' then opened + interval '1 day' end, case when state <> 'DRAFT' then opened::date + 8 end, case when state in ('IN_PUBLICITY', 'CLOSED') then opened + interval '10 days' end,
      case when state = 'CLOSED' then opened + interval '20 days' end, case when u.id is not null then opened::date + 10 end,
      case when state = 'CLOSED' and u.id is not null then opened + interval '21 days' end, case when state = 'CLOSED' and u.id is not null then u.id % 2 = 0 end
    from (values ('2026-01', 'CLOSED', 'THRESHOLDS', timestamptz '2026-01-20 08:00Z'), ('2026-02', 'IN_PUBLICITY', 'QUOTA', timestamptz '2026-02-20 08:00Z'),
      ('2026-03', 'DRAFT', 'HYBRID', timestamptz '2026-03-20 08:00Z'), ('2026-03', 'IN_EXPLANATION', 'HYBRID', timestamptz '2026-03-21 08:00Z')) as m (month, state, method, opened)
    join (select u.id from unit u where ${FEW} union all select null) as u on case m.state when 'DRAFT' then u.id is null when 'IN_EXPLANATION' then u.id is not null else true end
    order by month, u.id nulls first`);
  await run(`
    insert into appraisal (round_id, unit_id, officer_id, subject_name, peer_group, peers, score, grade, graded_at)
    select round, unit, officer, name, peers, count(*) over (partition by round, peers), 0, (array['GOOD', 'MEDIUM', 'POOR'])[1 + (unit + coalesce(officer, 0)) % 3], opened_at + interval '1 hour'
    from (
      select r.id as round, u.id as unit, null::int as officer, u.name, 'ORGAN' as peers, r.opened_at from appraisal_round r cross join unit u where r.body = 'COMMITTEE' and ${FEW}
      union all
      select r.id, o.unit_id, o.id, o.name, o.tier, r.opened_at from appraisal_round r join officer o
        on case when r.body = 'COMMITTEE' then o.tier in ('LEADERSHIP', 'RESERVE') and o.unit_id in (select u.id from unit u where ${FEW}) else o.unit_id = r.organ_id and o.tier in ('MIDDLE', 'STAFF') end
    ) as subjects order by round, unit, officer nulls first`);
  // Corrected in publicity: another version, of which the first is a part no more.
  await run(`update appraisal_round set revision = 2 where state = 'IN_PUBLICITY'`);
  await run(`
    insert into appraisal (round_id, unit_id, officer_id, subject_name, peer_group, peers, score, grade, version, from_revision, graded_at, superseded_at)
    select a.round_id, a.unit_id, a.officer_id, a.subject_name, a.peer_group, a.peers, 0, 'MEDIUM', 2, 2, r.publicised_at + interval '2 days', now()
    from appraisal a join appraisal_round r on r.id = a.round_id where r.state = 'IN_PUBLICITY' and a.id % 4 = 0 order by a.id`);
  await run(`
    update appraisal a set superseded_at = n.graded_at, until_revision = 2 from appraisal n
    where n.round_id = a.round_id and n.unit_id = a.unit_id and n.officer_id is not distinct from a.officer_id and a.version = 1 and n.version = 2`);
  await run(`update appraisal set superseded_at = null where version = 2`);
  await run(`
    insert into dimension_score (appraisal_id, dimension, score, evidence, finding_id, result_id)
    select a.id, d, 60 + (a.unit_id * 7 + coalesce(a.officer_id, 3) * 5 + n * a.version) % 40 + (n % 3) * 0.25, (array[null, '多次迟到', '台账齐全', '', 'abc'])[1 + (a.id + n) % 5],
      case when n = 2 and a.id % 5 = 0 then (select min(id) from finding) + a.id % 3 end, case when n = 3 and a.id % 7 = 0 then (select min(id) from inspection_result) end
    from appraisal a cross join unnest(array['VIRTUE', 'ABILITY', 'DILIGENCE', 'ACHIEVEMENT', 'INTEGRITY', 'LEARNING']) with ordinality as list (d, n) order by a.id, n`);
  await run(`update dimension_score set finding_id = null where finding_id not in (select id from finding)`);
  await run(`
    update appraisal a set score = s.score from (
      select a.id, round(sum(d.score * case d.dimension when 'VIRTUE' then coalesce(r.virtue_weight, 1) else coalesce(r.ability_weight, 1) end)
        / sum(case d.dimension when 'VIRTUE' then coalesce(r.virtue_weight, 1) else coalesce(r.ability_weight, 1) end), 2) as score
      from dimension_score d join appraisal a on a.id = d.appraisal_id join appraisal_round r on r.id = a.round_id group by a.id
    ) as s where s.id = a.id and a.id % 11 > 0`);
  await run(`update appraisal set grade = case when score >= 90 then 'GOOD' when score >= 75 then 'MEDIUM' else 'POOR' end where id % 3 > 0`);
  await run(`insert into appraisal_statement (appraisal_id, text, written_at)
    select a.id, '说明' || a.id % 5, r.explanation_opened_at + a.id * interval '1 minute' from appraisal a join appraisal_round r on r.id = a.round_id where r.state <> 'DRAFT' and (r.state = 'CLOSED' or a.id % 2 = 0) order by a.id`);
  await run(`insert into appraisal_objection (appraisal_id, text, state, made_at, decided_at, reason, revision)
    select a.id, '异议' || a.id % 5, state, made, case when state <> 'OPEN' then made + interval '1 day' end, case when state <> 'OPEN' then '复核' end, case when state = 'UPHELD' then 2 end
    from (select a.*, r.publicised_at + a.id * interval '1 minute' as made, case when a.until_revision = 2 then 'UPHELD' when r.state = 'IN_PUBLICITY' and a.id % 3 = 0 then 'OPEN' else 'DISMISSED' end as state
      from appraisal a join appraisal_round r on r.id = a.round_id where r.state in ('IN_PUBLICITY', 'CLOSED') and a.version = 1) as a order by a.id`);
}
