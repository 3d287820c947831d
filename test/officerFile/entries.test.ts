import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OfficerFileEntryKind } from '../../schema/officerFile/index.ts';
import { statementsOn } from '../../server/database/index.ts';
import { serveDuban } from '../../server/duban.ts';
import { enterPast } from '../../server/officerFile/entering.ts';
import { type EntryReference, SOURCES } from '../../server/officerFile/entries.ts';
import { officerFileConsumer } from '../../server/officerFile/index.ts';
import type { Offices } from '../appraisal/offices.ts';
import { handOver } from '../testkit/handOver.ts';
import { liveThrough } from './months.ts';

/* What enters the files of officers, and that it enters once and stays. */

let offices: Offices;
beforeAll(async () => {
  offices = await liveThrough();
}, 120_000);
afterAll(() => offices.stop());

const run = <T extends object>(sql: string) => offices.server.database.orm.em.fork().execute<T[]>(sql);
/** All there is in all files, without the numbers that entries were given. */
const files = () =>
  run(`select o.code, f.kind, f.month, f.happened_at, f.source, f.appraisal_id, f.statement_id, f.objection_id, f.rectification_id, f.step_id
  from officer_file_entry f join officer o on o.id = f.officer_id order by o.code, f.source`);
const fileOf = async (by: string) => {
  const { data, errors } = await offices.who(by).ask(
    `{ officers { nodes { fileEntries(first: 100, orderBy: [{ field: happenedAt }, { field: kind }]) { nodes { kind month happenedAt appraisal { grade version } statement { text } objection { text reason }
      rectification { month } step { text } } } } } }`,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.officers.nodes.flatMap((officer: { fileEntries: { nodes: unknown[] } }) => officer.fileEntries.nodes);
};
const emptied = async () => {
  await run('alter table officer_file_entry disable trigger all');
  await run('delete from officer_file_entry');
  await run('alter table officer_file_entry enable trigger all');
};

test('every kind of thing that a file keeps of grades and what follows enters from what happens, and every source gives some', async () => {
  await handOver(offices.server.database.orm, officerFileConsumer);
  const kinds = (await run<{ kind: string }>('select distinct kind from officer_file_entry order by kind')).map(({ kind }) => kind);
  // The rest happens to leaders, or of their own: leader.test.ts.
  expect(kinds).toEqual(
    Object.values(OfficerFileEntryKind)
      .filter((kind) => /^(APPRAIS|OBJECTION|RECTIFICATION|MEASURE|HELPERS)/.test(kind))
      .sort(),
  );
  const sources = new Set((await run<{ source: string }>('select source from officer_file_entry')).map(({ source }) => source.split(' ')[0]));
  const OF_GRADES: readonly EntryReference[] = ['appraisal', 'rectification'];
  const given = SOURCES.filter(({ references }) => references.some((each) => OF_GRADES.includes(each)));
  expect([...sources].sort()).toEqual(given.map(({ name }) => name).sort());
});

test('an officer reads their own, in the order in which it happened, with the words where they stand', async () => {
  const own = await fileOf('officer05');
  // What happened in one moment, by its kind.
  expect(own.map(({ kind }: { kind: string }) => kind)).toEqual([
    ...['APPRAISAL_EXPLAINED', 'OBJECTION_MADE', 'APPRAISAL_CORRECTED', 'OBJECTION_UPHELD', 'APPRAISED', 'RECTIFICATION_OPENED', 'APPRAISAL_CORRECTED', 'RECTIFICATION_RESTATED'],
    ...['HELPERS_ASSIGNED', 'RECTIFICATION_EXPLAINED', 'MEASURES_PLANNED', 'MEASURE_COMPLETED', 'RECTIFICATION_SUBMITTED', 'RECTIFICATION_SENT_BACK'],
    ...['MEASURES_PLANNED', 'MEASURE_COMPLETED', 'RECTIFICATION_SUBMITTED', 'RECTIFICATION_ACCEPTED', 'RECTIFICATION_REOPENED', 'RECTIFICATION_OPENED', 'RECTIFICATION_WITHDRAWN'],
    ...['APPRAISAL_CORRECTED', 'RECTIFICATION_LAPSED'],
  ]);
  const of = (kind: string) => own.filter((each: { kind: string }) => each.kind === kind);
  expect(of('APPRAISAL_EXPLAINED')).toMatchObject([{ month: '2026-07', appraisal: { version: 1, grade: 'POOR' }, statement: { text: '当月在外培训' } }]);
  // As it stood when it was filed: what was corrected since is an entry of its own.
  expect(of('APPRAISED')).toMatchObject([{ appraisal: { version: 2, grade: 'POOR' }, objection: null }]);
  expect(of('APPRAISAL_CORRECTED')).toMatchObject([
    { appraisal: { version: 2, grade: 'POOR' }, objection: { text: '记录有误', reason: '核减一次' } },
    { appraisal: { version: 3, grade: 'POOR' }, objection: { reason: '复核为72' } },
    { appraisal: { version: 4, grade: 'GOOD' }, objection: { reason: '复核为91' } },
  ]);
  expect(of('RECTIFICATION_SENT_BACK')).toMatchObject([{ month: '2026-07', rectification: { month: '2026-07' }, step: { text: '佐证不足' } }]);
  expect((await fileOf('officer06')).map(({ kind }: { kind: string }) => kind).sort()).toEqual(['APPRAISED', 'OBJECTION_DISMISSED', 'OBJECTION_MADE']);
});

test('what is handed over again enters nothing more, also from a process that dies at every event', async () => {
  const before = await files();
  await handOver(offices.server.database.orm, officerFileConsumer);
  await handOver(offices.server.database.orm, officerFileConsumer, { dies: true });
  expect(await files()).toEqual(before);
  const [{ last }] = (await run<{ last: number }>('select max(id) as last from officer_file_entry')) as [{ last: number }];
  expect(last).toBe(before.length);
});

test('from an empty file a process that dies at every event enters the same', async () => {
  const before = await files();
  await emptied();
  await handOver(offices.server.database.orm, officerFileConsumer, { dies: true });
  expect(await files()).toEqual(before);
});

test('of two that enter the same past at once each thing enters once', async () => {
  const before = await files();
  await emptied();
  const enterAll = () => offices.server.database.orm.em.fork().transactional((em) => enterPast(statementsOn(em.getKysely<object>())));
  await Promise.all([enterAll(), enterAll(), enterAll()]);
  expect(await files()).toEqual(before);
});

test('a consumer that is new to the database enters what the log tells of no longer, once', async () => {
  const before = await files();
  await emptied();
  await run('update event_log_identity set horizon_tx = e.tx, horizon_id = e.id from (select tx, id from event order by tx desc, id desc limit 1) e');
  await run('delete from event');
  const { orm, url: databaseUrl } = offices.server.database;
  const serve = () =>
    serveDuban({ orm, databaseUrl, host: '127.0.0.1', port: 0, openToEveryone: true, report: (error) => offices.server.reported.push(error), reactions: [officerFileConsumer] });
  const [one, other] = await Promise.all([serve(), serve()]);
  await one.close();
  await other.close();
  expect(await files()).toEqual(before);
  // The past is no news.
  expect(await run(`select from event where kind = 'OFFICER_FILE_ENTRY_ADDED'`)).toEqual([]);
});

test('an organ’s grades enter when they are filed, the committee’s when its round is closed', async () => {
  const graded = async (month: string) =>
    (await run<{ code: string }>(`select o.code from officer_file_entry f join officer o on o.id = f.officer_id where f.kind = 'APPRAISED' and f.month = '${month}'`)).length;
  const organs = await offices.open('2026-08');
  await offices.grade(organs, { 'XZ01-05': '80' });
  await offices.bring(organs, 'CLOSED');
  await handOver(offices.server.database.orm, officerFileConsumer);
  expect(await graded('2026-08')).toBe(0);
  await offices.must('cadre1', 'fileAppraisalRound', { appraisalRound: organs });
  await handOver(offices.server.database.orm, officerFileConsumer);
  expect(await graded('2026-08')).toBe(1);
  const committees = await offices.open('2026-09', {}, 'staff');
  // The organ itself has no file.
  await offices.grade(committees, { XZ01: '95', 'XZ01-01': '80' }, 'staff');
  await offices.bring(committees, 'IN_PUBLICITY', ['secretary', 'staff']);
  await handOver(offices.server.database.orm, officerFileConsumer);
  expect(await graded('2026-09')).toBe(0);
  offices.on('2027-01-29');
  await offices.must('staff', 'closeAppraisalRound', { appraisalRound: committees });
  await handOver(offices.server.database.orm, officerFileConsumer);
  expect(await graded('2026-09')).toBe(1);
});

test.each(['officer_file_entry', 'officer_file_reading'])('the database refuses to change, delete or truncate %s', async (table) => {
  for (const statement of [`update ${table} set id = id`, `delete from ${table}`, `truncate ${table}`]) await expect(run(statement)).rejects.toThrow(/append-only/);
});

test('the committee reads what it sees of the things themselves, a cadre office its own officers’, an officer their own, and nobody else anything', async () => {
  const explain = await offices.open('2026-10');
  await offices.grade(explain, { 'XZ01-05': '60', 'XZ01-12': '90' });
  await offices.must('cadre1', 'openAppraisalExplanation', { appraisalRound: explain });
  const [own] = Object.values(await offices.appraisals('officer05', explain)) as [{ id: string }];
  await offices.must('officer05', 'explainAppraisal', { appraisal: own.id, text: '说明' });
  await handOver(offices.server.database.orm, officerFileConsumer);
  const count = async (by: string, filter = '') => {
    const { data, errors } = await offices.who(by).ask(`{ officerFileEntries${filter} { totalCount } }`);
    return errors ? errors.map(({ extensions }) => extensions.code) : data.officerFileEntries.totalCount;
  };
  const all = (await files()).length;
  // An organ's round is the committee's to know of once it is filed.
  const october = '(filter: { month: { eq: "2026-10" } })';
  expect([await count('staff', october), await count('cadre1', october), await count('officer05', october)]).toEqual([0, 1, 1]);
  expect([await count('staff'), await count('secretary')]).toEqual([all - 1, all - 1]);
  // What the committee says of an organ's leader its cadre office does not see.
  const ofCommittees = (await run<{ count: number }>(`select count(*)::int as count from officer_file_entry where month = '2026-09'`))[0]?.count as number;
  expect(ofCommittees).toBe(1);
  expect(await count('cadre1')).toBe(all - ofCommittees);
  expect([await count('other'), await count('officer06'), await count('chief01'), await count('both')]).toEqual([0, 3, 1, all - ofCommittees]);
  expect([await count('leader'), await count('reporter')]).toEqual([['FORBIDDEN'], ['FORBIDDEN']]);
});
