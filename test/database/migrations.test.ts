import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { seed } from '../testkit/seed.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('migrations from zero give exactly the tables of the entities', async () => {
  expect(await database.orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
});

test('migrating again changes nothing', async () => {
  expect(await database.orm.migrator.up()).toEqual([]);
});

test('what was warned of, studied and minuted before appraisals counted is told apart by what it follows from, and the log is read again', async () => {
  await seed(database.orm).city().units({ CITY: 1 }).ruleBook(2026).round('2026-01').inspected(0).write();
  const run = (sql: string) => database.orm.em.fork().execute(sql);
  await run(`
    delete from migration where name = '0014-streaks';
    alter table warning drop column origin, drop column officer_id, drop column appraisal_id, drop column corrected_appraisal_id;
    alter table study_proposal drop column officer_id, drop column subject_name, drop column origin;
    alter table minutes drop column figures;
    alter table retraction_notice drop column corrected_appraisal_id`);
  await run(`
    insert into inspection_result (round_id, unit_id, inspection_id, unit_class, score, grade, rank, published_at) select round_id, unit_id, id, 'CITY', 50, 'POOR', 1, now() from inspection;
    insert into warning (cause, life, kind, level, severity, unit_id, month, basis, rule_book_id, raised_at)
    select kind || ' SZ01 2026-01', 1, kind, 'RED', 3, u.id, '2026-01', array(select id from inspection_result), 1, now() from unit u, unnest(array['STREAK_POOR', 'FILING_MISSING']) as kind;
    insert into study_proposal (warning_id, unit_id, grade, months, month, raised_at, basis) select id, unit_id, 'POOR', 2, month, raised_at, basis from warning where kind = 'STREAK_POOR';
    insert into minutes (proposal_id, title, office, meeting_on, place, chair, attendees, considered, decided, submitted_to, copied_to, drafted_at, issued_at, basis)
    select id, '纪要', '政法委', '2026-02-03', '会议室', '关立新', '贺文', '情况', '复查', '', '', now(), now(), basis from study_proposal;
    insert into event_consumer (name, tx, event_id) values ('warnings', '7', 7), ('studies', '7', 7)`);
  expect((await database.orm.migrator.up()).map(({ name }) => name)).toEqual(['0014-streaks']);
  expect(await run('select kind, origin, officer_id from warning order by id')).toEqual([
    { kind: 'STREAK_POOR', origin: 'INSPECTION', officer_id: null },
    { kind: 'FILING_MISSING', origin: 'CLOCK', officer_id: null },
  ]);
  expect(
    await run('select p.origin, p.subject_name = u.name as named, m.figures from study_proposal p join unit u on u.id = p.unit_id join minutes m on m.proposal_id = p.id'),
  ).toEqual([{ origin: 'INSPECTION', named: true, figures: [{ month: '2026-01', score: '50.00', grade: 'POOR' }] }]);
  expect(await run('select name from event_consumer')).toEqual([{ name: 'studies' }]);
  expect(await database.orm.schema.getUpdateSchemaSQL({ wrap: false })).toBe('');
});
