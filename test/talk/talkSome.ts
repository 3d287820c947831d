import type { TestServer } from '../testkit/server.ts';

/**
 * Talks in every state in the varied city of random questions, with whoever was appraised in a round that is closed, be they a leader or not: one of an earlier month
 * whose record is confirmed, and one that is anywhere. Fixed moments.
 */
export async function talkSome({ database }: TestServer): Promise<void> {
  const run = (sql: string) => database.orm.em.fork().execute(sql);
  await run(`
    insert into collective_talk (officer_id, appraisal_id, month, state, proposed_at, reason, decided_at, decided_by, arranged_at, arranged_on, place, cause_fell_at)
    select officer_id, id, month, state, proposed, case when state <> 'PROPOSED' then '理由' || id % 3 end, case when state not in ('PROPOSED', 'WITHDRAWN') then proposed + interval '1 day' end,
      case when state = 'ARRANGED' then '关立新' end, case when is_arranged then proposed + interval '1 day' end, case when is_arranged then date '2026-02-20' + id % 4 end,
      case when is_arranged then (array['会议室', '三楼', ''])[1 + id % 3] end, case when state = 'WITHDRAWN' or (state = 'RECORDED' and id % 3 = 0) then proposed + interval '9 days' end
    from (
      select a.id, a.officer_id, m.month, timestamptz '2026-02-12 09:00:00.000001Z' + (a.id % 7) * interval '5 hours' as proposed, m.state,
        m.state in ('ARRANGED', 'HELD', 'RECORDED') or (m.state in ('DECLINED', 'WITHDRAWN') and a.id % 2 = 0) as is_arranged
      from appraisal a join appraisal_round r on r.id = a.round_id
      cross join lateral (values ('2025-12', 'RECORDED'), ('2026-01', (array['PROPOSED', 'ARRANGED', 'DECLINED', 'HELD', 'RECORDED', 'WITHDRAWN'])[1 + a.id % 6])) as m (month, state)
      where r.state = 'CLOSED' and a.officer_id is not null
    ) as talks order by id, month`);
  await run(`
    insert into talk_record (talk_id, held_on, place, attendees, said, help, response, written_at, written_by, confirmed_at, confirmed_by)
    select id, arranged_on + id % 2, '会议室', '贺文', '谈话' || id % 5, '帮助', '表态', proposed_at + interval '8 days', case when id % 2 = 0 then '孔敏建' end,
      case when state = 'RECORDED' then proposed_at + interval '10 days' end, case when state = 'RECORDED' and id % 2 = 0 then '关立新' end
    from collective_talk where state in ('HELD', 'RECORDED') order by id`);
}
