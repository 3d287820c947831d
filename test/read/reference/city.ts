import { Officer, Region, RegionKind, Unit } from '../../../schema/organisation/index.ts';
import { appraiseSome } from '../../appraisal/appraiseSome.ts';
import { Office } from '../../inspection/office.ts';
import { fileSome } from '../../officerFile/fileSome.ts';
import { rectifySome } from '../../rectification/rectifySome.ts';
import { classSome } from '../../studyClass/classSome.ts';
import { talkSome } from '../../talk/talkSome.ts';
import { ITEMS, seed } from '../../testkit/seed.ts';
import type { TestServer } from '../../testkit/server.ts';
import { raiseAll } from '../../warning/raiseAll.ts';
import { warnOfDeadlines } from '../../warning/warnOfDeadlines.ts';

/** Texts that differ by case, width or sign alone, in which LIKE's signs stand for themselves, and none at all. */
const TEXTS = `array[null, '', ' ', '甲', '乙镇', '100%', '10_0', 'a\\b', 'ABC', 'abc', 'Élan', 'élan', 'я', 'Я', '𠀀', 'ｆ', null]`;

/**
 * A city in which everything that a read may meet is there: missing values, ties, levels of regions, a month with corrections of
 * corrections, months that are published, collected and only opened, findings taken back, units that were not inspected.
 */
export async function foundVariedCity(server: TestServer): Promise<void> {
  const run = (sql: string) => server.database.orm.em.fork().execute(sql);
  const city = seed(server.database.orm).city(5).units({ TOWNSHIP: 8, CITY: 6, LINE: 5 }).officers(3).ruleBook(2025).round('2025-12').inspected(2);
  city.ruleBook(2026, [...ITEMS, { code: 'D1', kind: 'DEDUCTION' as never, pointsPerOccurrence: '0.05', cap: '0.20', unitClasses: ['LINE' as never] }]);
  await city.round('2026-01').inspected(3).round('2026-02').inspected(1).round('2026-03').inspected(2).round('2026-04').write();

  await nameThem(server);
  // In another order by code than by id.
  await run(`update unit set code = substr(code, 1, 2) || (99 - substr(code, 3)::int)`);
  await run(`update unit set remark = (${TEXTS})[1 + id % 17], is_political_legal_organ = id % 3 = 0, region_id = 1 + (id * 5) % 12`);
  await run(`update officer set department = (${TEXTS})[1 + id % 16], tier = (array['LEADERSHIP', 'RESERVE', 'MIDDLE', 'STAFF'])[1 + id % 4]`);
  await run(
    `update inspection set inspected_on = inspected_on + id % 4, inspector = (array['孔敏建', '贺文', '罗小平'])[1 + id % 3], recorded_at = timestamptz '2026-01-31 12:00:00.000001Z' + (id % 9) * interval '1 microsecond'`,
  );
  // Every finding on an item of the book its month was opened with.
  await run(`update finding f set occurrences = f.id % 5 + 1, rectify_by = case when f.id % 3 > 0 then date '2026-01-20' + f.id % 4 end, evidence = coalesce((${TEXTS})[1 + f.id % 17], '问题'),
    recorded_at = timestamptz '2026-01-15 08:00:00.25Z' + (f.id % 11) * interval '7 hours',
    item_id = (select i.id from rule_item i where i.rule_book_id = r.rule_book_id order by (i.id * 7 + f.id * 3) % 13, i.id limit 1)
    from inspection n join inspection_round r on r.id = n.round_id where n.id = f.inspection_id`);
  await run(`delete from finding f using inspection n where n.id = f.inspection_id and (n.unit_id % 7 = 3 or n.id % 5 = 0)`);
  await run(`delete from inspection where unit_id % 7 = 3 and round_id > 1`);

  await retractSome(server, '2026-01');
  await retractSome(server, '2026-03');
  for (const month of ['2025-12', '2026-01', '2026-02']) await new Office(server, month).publish();
  await correctSome(server, '2026-01');
  await raiseAll(server);
  await rectifySome(server);
  await warnOfDeadlines(server, '2026-04-10T02:00:00Z', '2026-04-13T02:00:00Z');

  // What happened just now is moved to fixed moments, so that one seed asks the same questions on every day.
  await run(`update rule_book set adopted_at = timestamptz '2025-11-30 00:00Z' + id * interval '1 day'`);
  await run(
    `update inspection_round set opened_at = (month || '-01 08:00Z')::timestamptz, published_at = case when state = 'PUBLISHED' then (month || '-28 09:30:00.123456Z')::timestamptz end`,
  );
  await run(`update correction set corrected_at = timestamptz '2026-03-01 00:00:00.5Z' + id * interval '1 day'`);
  await run(`update finding set retracted_at = recorded_at + interval '3 days' where retracted_at is not null`);
  await run(`update finding set recorded_at = timestamptz '2026-03-02 10:00Z', inspected_on = date '2026-01-12' where from_version > 1`);
  await run(
    `update inspection_result r set published_at = coalesce((select corrected_at from correction c where c.id = r.correction_id), o.published_at) from inspection_round o where o.id = r.round_id`,
  );
  await run(`update inspection_result r set superseded_at = n.published_at from inspection_result n where n.inspection_id = r.inspection_id and n.version = r.version + 1`);
  await run(
    `update warning set raised_at = timestamptz '2026-03-04 09:00:00.000001Z' + (id % 7) * interval '5 hours', retracted_at = case when state = 'RETRACTED' then timestamptz '2026-03-20 10:00Z' + id * interval '1 minute' end`,
  );
  await run(
    `update warning set state = 'ACKNOWLEDGED', acknowledged_at = raised_at + interval '1 day', acknowledged_by = '关立新', note = (${TEXTS})[1 + id % 17] where state = 'RAISED' and id % 3 = 0`,
  );
  await run(
    `update warning set state = 'RESOLVED', resolved_at = acknowledged_at + interval '1 day', resolved_by = '孔敏建', resolution = '已约谈' where state = 'ACKNOWLEDGED' and id % 2 = 0`,
  );
  await run(
    `update warning set level = 'ORANGE', severity = 2, escalations = 1, escalated_at = raised_at + interval '7 days' where level = 'YELLOW' and state = 'RAISED' and id % 4 = 1`,
  );
  await appraiseSome(server);
  await warnOfAppraisals(server);
  await studySome(server);
  await talkSome(server);
  await classSome(server);
  await fileSome(server);
}

/** A warning of every organ and leadership member that was graded in January and February, whether these are a row or not: what is none must be said not to hold. */
async function warnOfAppraisals(server: TestServer): Promise<void> {
  await server.database.orm.em.fork().execute(`
    insert into warning (cause, life, kind, origin, level, severity, state, unit_id, officer_id, of_officer, month, appraisal_id, basis, rule_book_id, raised_at, retracted_at, retraction_reason, corrected_appraisal_id)
    select kind || ' ' || subject || ' 2026-02 2', 1, kind, 'APPRAISAL', case kind when 'STREAK_POOR' then 'RED' else 'INFO' end, case kind when 'STREAK_POOR' then 3 else 0 end,
      case when id % 4 = 0 then 'RETRACTED' else 'RAISED' end, unit_id, officer_id, officer_id is not null, '2026-02', id, array[before, id], 1, timestamptz '2026-03-05 09:00Z' + id * interval '1 minute',
      case when id % 4 = 0 then timestamptz '2026-03-21 10:00Z' end, case when id % 4 = 0 then '更正' end, case when id % 4 = 0 then id end
    from (
      select b.*, a.id as before, case b.grade when 'POOR' then 'STREAK_POOR' else 'STREAK_GOOD' end as kind,
        case when b.officer_id is null then 'APPRAISAL_OF_ORGAN ' || u.code else 'APPRAISAL_OF_OFFICER ' || o.code end as subject
      from appraisal a join appraisal_round ra on ra.id = a.round_id and ra.month = '2026-01' and ra.body = 'COMMITTEE'
      join appraisal_round rb on rb.month = '2026-02' and rb.body = 'COMMITTEE'
      join appraisal b on b.round_id = rb.id and b.unit_id = a.unit_id and b.officer_id is not distinct from a.officer_id
      join unit u on u.id = b.unit_id left join officer o on o.id = b.officer_id
      where a.version = 1 and b.version = 1 and b.peer_group in ('ORGAN', 'LEADERSHIP')
    ) as rows order by id`);
}

/** Studies in every state, minutes drafted, issued and retracted, addressed to each of two accounts and to bodies without one; some of the unit that a correction was about. */
async function studySome(server: TestServer): Promise<void> {
  const run = (sql: string) => server.database.orm.em.fork().execute(sql);
  await run(`insert into account (name, display_name, roles) values ('leader one', '某领导', '{LEADER}'), ('leader two', '另一领导', '{LEADER}')`);
  await run(`insert into study_proposal (warning_id, unit_id, officer_id, subject_name, origin, grade, months, month, state, raised_at, reason, decided_at, decided_by, retracted_at)
    select id, case when id % 4 = 0 then (select min(unit_id) from correction) else unit_id end,
      case when id % 5 = 0 then 1 + id % 3 end, '对象' || id % 3, origin, (array['GOOD', 'POOR'])[1 + id % 2], 2 + id % 2 * 2, month,
      (array['PROPOSED', 'DECIDED', 'DECLINED', 'MINUTED', 'WITHDRAWN', 'RETRACTED'])[1 + id % 6], raised_at, (${TEXTS})[1 + id % 17],
      case when id % 6 in (1, 2, 3, 5) then raised_at + interval '1 day' end, case when id % 6 = 3 then '关立新' end, case when id % 6 > 3 then raised_at + interval '9 days' end
    from warning where unit_id is not null order by id limit 24`);
  await run(`insert into minutes (proposal_id, title, office, document_number, year, sequence, meeting_on, place, chair, attendees, observers, considered, decided, submitted_to, copied_to, drafted_at, issued_at, issued_by, retracted_at, retraction_reason)
    select id, '纪要' || id, '政法委员会', case when state <> 'DECIDED' then '〔2026〕' || id || '号' end, case when state <> 'DECIDED' then 2026 end, case when state <> 'DECIDED' then id end, date '2026-03-05' + id % 3, '会议室',
      '关立新', '贺文', (${TEXTS})[1 + id % 17], '情况', '复查', '常委', '', raised_at + interval '2 days', case when state <> 'DECIDED' then raised_at + interval '3 days' end,
      case when state = 'MINUTED' then '孔敏建' end, case when state = 'RETRACTED' then raised_at + interval '9 days' end, case when state = 'RETRACTED' then '更正' end
    from study_proposal where state in ('DECIDED', 'MINUTED', 'RETRACTED')`);
  await run(`insert into minutes_recipient (minutes_id, body, kind, position, sign_in_name, account_key, delivered_at, read_at, receipt_by)
    select m.id, (array['常委会', '组织部', '纪委'])[n], (array['SUBMITTED_TO', 'COPIED_TO', 'COPIED_TO'])[n], n, (array['leader one', 'leader two', null])[n],
      case when n < 3 and (m.id + n) % 3 > 0 then (select id from account where name = (array['leader one', 'leader two'])[n]) end, m.issued_at, case when (m.id + n) % 2 = 0 then m.issued_at + n * interval '1 hour' end, null
    from minutes m cross join generate_series(1, 3) as n`);
  await run(`insert into retraction_notice (minutes_id, recipient_id, reason, correction_id, corrected_appraisal_id, delivered_at, read_at)
    select m.id, r.id, '更正', case when r.id % 2 = 0 then (select min(id) from correction) end, case when r.id % 2 = 1 then (select min(id) from appraisal) + r.id % 3 end, m.retracted_at, case when r.id % 3 = 0 then m.retracted_at + interval '1 day' end
    from minutes m join minutes_recipient r on r.minutes_id = m.id where m.retracted_at is not null`);
}

/** Names that sound alike, that are read as surnames are, that are no Chinese. Written as the server writes them, so that they can be searched. */
async function nameThem(server: TestServer): Promise<void> {
  const em = server.database.orm.em.fork();
  const towns = await em.find(Region, { id: { $gt: 1 } }, { orderBy: { id: 'asc' } });
  const villages = ['重庆路', '重阳', '洲岛', '渡口', '杜口', 'Élan村', '绿洲(一)'];
  for (const [n, name] of villages.entries()) {
    const kind = n % 2 ? RegionKind.VILLAGE : RegionKind.COMMUNITY;
    em.create(Region, { code: `43078100100${n + 1}`, name, kind, parent: towns[n % 3] as Region });
  }
  const bureaus = ['小渡口镇', '三洲驿街道', '公安局', '人民法院', '单位', 'Abc'];
  for (const unit of await em.find(Unit, {})) unit.name = `${bureaus[unit.id % bureaus.length]}${unit.code}`;
  const people = ['王建', '王剑', '孔敏', '单雄', '仇吕', 'Li Si', '欧阳晓渡'];
  for (const officer of await em.find(Officer, {})) officer.name = people[officer.id % people.length] as string;
  await em.flush();
}

async function retractSome(server: TestServer, month: string): Promise<void> {
  const found = await server.ask('query ($month: YearMonth!) { findings(first: 500, filter: { inspection: { round: { month: { eq: $month } } } }) { nodes { id } } }', { month });
  const office = new Office(server, month);
  for (const [index, { id }] of found.findings.nodes.entries()) if (index % 4 === 1) await office.retract(id, `误记${index % 3}`);
}

/** Corrections that change figures, that move ranks, and one of a result that was corrected before. */
async function correctSome(server: TestServer, month: string): Promise<void> {
  const office = new Office(server, month);
  const [first, second] = (await office.results()).filter(({ explanation }) => explanation.items.length);
  if (!first || !second) throw new Error(`Nothing was found in ${month}`);
  const findings = first.explanation.items.flatMap(({ findings: counting }) => counting.map(({ id }) => id));
  await office.correct(first.id, { retract: findings, reason: '复核' });
  await office.correct((await office.resultOf(first.unit.code)).id, { record: [office.finding({ itemCode: 'A4', occurrences: 2 })], reason: '补记' });
  await office.correct((await office.resultOf(second.unit.code)).id, { record: [office.finding({ itemCode: 'B2' })], reason: '补记' });
}
