import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Finding, InspectionRound, RoundState, RuleBook } from '../../schema/inspection/index.ts';
import { IntakeReceipt } from '../../schema/intake/IntakeReceipt.ts';
import { Region, Unit } from '../../schema/organisation/index.ts';
import { createIntake, type FileReport, type HandedOver } from '../../server/intake/index.ts';
import { freshDatabase, type TestDatabase } from '../testkit/database.ts';
import { census, csv, FAULTY, intakeOf, RECORDS, REGISTERS, sample } from './officeFiles.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const take = (...files: HandedOver[]) => intakeOf(database.orm).takeIn(files);
const codes = (report: FileReport | undefined) => report?.mistakes.map(({ line, column, problem }) => [line, column, problem.code]);
const brief = ({ file, outcome, added, changed, unchanged }: FileReport) => ({ file, outcome, added, changed, unchanged });

const REGION_HEADING = '代码,名称,类别,上级代码';
const UNIT_HEADING = '单位代码,单位名称,考核类别,政法机关,行政区划代码,备注';
const RECORD_HEADING = '单位代码,单位名称,条目,问题描述,次数,督查日期,督查人,整改期限';
const record = (...lines: string[]) => csv('督查记录-2026-10.csv', RECORD_HEADING, ...lines);

describe('all or nothing', () => {
  test('one mistake in the last line keeps the whole file out', async () => {
    const before = await census(database.orm);
    const [report] = await take(csv('区划.csv', REGION_HEADING, '430781,津市市,县级市,', '430781001,三洲驿街道,街道,430781', '430781002,汪家桥街道,乡下,430781'));
    expect(report?.outcome).toBe('REFUSED');
    expect(codes(report)).toEqual([[4, '类别', 'UNKNOWN_WORD']]);
    expect(await census(database.orm)).toEqual(before);
  });

  test('a refused file does not keep the others out', async () => {
    const reports = await take(sample(FAULTY), ...REGISTERS.map((name) => sample(name)), csv('不知.csv', '甲,乙', '1,2'));
    expect(reports.map(({ file, outcome }) => [file, outcome])).toEqual([...REGISTERS.map((name) => [name, 'TAKEN']), [FAULTY, 'REFUSED'], ['不知.csv', 'REFUSED']]);
  });

  test('a failure that is no mistake of the file is thrown, and leaves nothing of it', async () => {
    const intake = createIntake(database.orm, [
      {
        name: 'broken',
        title: { zh: '坏', en: 'broken' },
        order: 1,
        tables: [{ code: { heading: '代码' } }],
        async plan(em) {
          em.create(Region, { code: '430781000000', name: '津市市', kind: 'CITY' as Region['kind'] });
          await em.flush();
          throw new Error('a bug');
        },
      },
    ]);
    const before = await census(database.orm);
    await expect(intake.takeIn([csv('a.csv', '代码', '1')])).rejects.toThrow('a bug');
    await expect(intake.takeIn([csv('a.csv', '代码', '1')], { dryRun: true })).rejects.toThrow('a bug');
    expect(await census(database.orm)).toEqual(before);
  });
});

describe('what is not a file of a known kind', () => {
  test.each([
    ['only a heading', csv('a.csv', REGION_HEADING), 'FILE_EMPTY'],
    ['a heading with only a total below', csv('a.csv', REGION_HEADING, '合计,,,', '填表人:,,审核人:,'), 'FILE_EMPTY'],
    ['blank lines', csv('a.csv', '', '', ''), 'FILE_NOT_RECOGNISED'],
    ['an unknown heading', csv('a.csv', '姓名,电话', '甲,1'), 'FILE_NOT_RECOGNISED'],
  ])('%s is refused', async (_what, file, code) => {
    const [report] = await take(file);
    expect(report?.outcome).toBe('REFUSED');
    expect(report?.mistakes.map(({ problem }) => problem.code)).toEqual([code]);
  });

  test('a kind that is nearly there is named with the column that is missing', async () => {
    const [report] = await take(csv('督查记录-2026-10.csv', '单位代码,单位名称,条目,问题描述,次数,督查日期', 'XZ01,三洲驿街道,,,0,2026-10-08'));
    expect(report?.mistakes[0]?.problem.message).toContain('督查记录（monthly inspection record），缺少列 / missing: 「督查人」');
  });
});

test('columns may stand in any order among others, under other names, below a title and above a total', async () => {
  const reports = await take(
    csv(
      '乱.csv',
      '津市市行政区划（2026年）',
      '',
      '序号,类 别,区划名称,电话,上级代码*,代码',
      '1,县级市,津市市,,,４３０７８１',
      ' ,,, ,,',
      '2,街道,三洲驿街道,,430781,430781001',
      '合 计,,2,,,',
      '制表：某某,,,,,',
    ),
  );
  expect(reports.map(brief)).toEqual([{ file: '乱.csv', outcome: 'TAKEN', added: 2, changed: 0, unchanged: 0 }]);
  const street = await database.orm.em.fork().findOneOrFail(Region, { code: '430781001000' }, { populate: ['parent'] });
  expect([street.name, street.parent?.code]).toEqual(['三洲驿街道', '430781000000']);
});

describe('registers', () => {
  test('a division belongs below one that exists and begins its code, and no code stands twice', async () => {
    const [report] = await take(
      csv(
        '区划.csv',
        REGION_HEADING,
        '430781001001,后湖社区,社区,430781001',
        '430781,津市市,县级市,',
        '430781001,三洲驿街道,街道,430781',
        '430781002,汪家桥街道,街道,430781009',
        '430781003,襄阳街街道,街道,430782',
        '430781001000,又一个,街道,430781',
        '4307,某省,县级市,',
        '430781004,金鱼岭街道,街道,',
      ),
    );
    expect(codes(report)).toEqual([
      [5, '上级代码', 'BAD_CODE'],
      [6, '上级代码', 'BAD_CODE'],
      [7, '代码', 'DUPLICATE'],
      [8, '代码', 'BAD_CODE'],
      [9, '上级代码', 'VALUE_MISSING'],
    ]);
    const [orphan] = await take(csv('区划.csv', REGION_HEADING, '430781001,三洲驿街道,街道,430781'));
    expect(codes(orphan)).toEqual([[2, '上级代码', 'UNKNOWN_REGION']]);
  });

  test('a changed unit is changed and told of, the others stay, nobody is deleted', async () => {
    await take(...REGISTERS.slice(0, 2).map((name) => sample(name)));
    const [report] = await take(csv('单位.csv', UNIT_HEADING, 'XZ01,三洲驿街道办事处,乡镇街道,,430781001,新牌子', 'XZ02,汪家桥街道,乡镇街道,否,430781002,'));
    expect(report).toMatchObject({
      outcome: 'TAKEN',
      added: 0,
      changed: 1,
      unchanged: 1,
      changes: ['更改 单位 XZ01 三洲驿街道办事处：名称“三洲驿街道”→“三洲驿街道办事处”，备注“”→“新牌子”'],
    });
    expect(await database.orm.em.fork().count(Unit)).toBe(64);
  });

  test('a unit’s name belongs to one unit, in the file and in the register', async () => {
    await take(...REGISTERS.slice(0, 2).map((name) => sample(name)));
    const [report] = await take(csv('单位.csv', UNIT_HEADING, 'AA01,新单位,市直单位,,430781,', 'AA02, 新 单位 ,市直单位,,430781,', 'AA03,市公安局,市直单位,,430781,'));
    expect(codes(report)).toEqual([
      [3, '单位名称', 'DUPLICATE'],
      [4, '单位名称', 'DUPLICATE'],
    ]);
  });
});

describe('a rule book', () => {
  const ITEM_HEADING = '部分,条目,内容,分值,类型,每次,封顶,适用类别,依据';

  test('handed over again unchanged writes nothing, a CSV without its parameters is told what is missing', async () => {
    await take(...REGISTERS.map((name) => sample(name)));
    expect((await take(sample('考核细则-2026.xlsx', '新名字.xlsx'))).map(({ outcome }) => outcome)).toEqual(['UNCHANGED']);
    const [report] = await take(csv('细则.csv', ITEM_HEADING, '组织领导,A1,内容,4,扣分,2,4,全部,文件'));
    expect(report?.mistakes[0]?.problem.message).toContain('「参数」「值」');
    expect(await database.orm.em.fork().count(RuleBook)).toBe(1);
  });
});

describe('a month’s record', () => {
  beforeEach(async () => {
    await take(...REGISTERS.map((name) => sample(name)));
  });
  const findings = () => database.orm.em.fork().find(Finding, {}, { orderBy: { id: 'asc' } });

  test('two equal rows are two findings, and stay two when handed over again', async () => {
    const row = 'XZ01,三洲驿街道,F1,宣传栏未更新,1,2026-10-08,黎霞,2026-11-01';
    expect((await take(record(row, row))).map(brief)).toMatchObject([{ outcome: 'TAKEN', added: 2 }]);
    expect((await take(record(row, row))).map(brief)).toMatchObject([{ outcome: 'UNCHANGED', unchanged: 2 }]);
    expect((await take(record(row, row, row))).map(brief)).toMatchObject([{ outcome: 'TAKEN', added: 1, unchanged: 2 }]);
    expect(await findings()).toHaveLength(3);
  });

  test('another count retracts the old finding, naming the file, and records the new one', async () => {
    await take(record('XZ01,三洲驿街道,F1,宣传栏未更新,1,2026-10-08,黎霞,2026-11-01'));
    expect((await take(record('XZ01,三洲驿街道,F1,宣传栏未更新,2,2026年10月8日,黎霞,2026-11-01'))).map(brief)).toMatchObject([{ outcome: 'TAKEN', changed: 1 }]);
    expect((await findings()).map(({ occurrences, retractionReason }) => [occurrences, retractionReason ?? null])).toEqual([
      [1, '由《督查记录-2026-10.csv》第 2 行取代'],
      [2, null],
    ]);
  });

  test('of equal rows with different counts each keeps its own finding', async () => {
    const row = (count: number) => `XZ01,三洲驿街道,F1,宣传栏未更新,${count},2026-10-08,黎霞,`;
    await take(record(row(1), row(2)));
    expect((await take(record(row(2), row(3)))).map(brief)).toMatchObject([{ added: 0, changed: 1, unchanged: 1 }]);
  });

  test('every mistake of a row is named at once', async () => {
    const [report] = await take(
      record('XZ01,三洲驿街道,F1,,0,2026-09-30,,2026-09-01', ',不存在的镇,,,3,2026-10-08,黎霞,', 'XZ02,,G9,证据,1,2026-10-08,黎霞,2026-10-07', ',,,,,,,2026-10-07'),
    );
    expect(codes(report)).toEqual([
      [2, '督查日期', 'DATE_OUTSIDE_MONTH'],
      [2, '督查人', 'VALUE_MISSING'],
      [2, '次数', 'NUMBER_OUT_OF_RANGE'],
      [2, '问题描述', 'VALUE_MISSING'],
      [3, '单位名称', 'UNKNOWN_UNIT'],
      [3, '次数', 'COUNT_WITHOUT_ITEM'],
      [4, '条目', 'UNKNOWN_RULE_ITEM'],
      [4, '整改期限', 'DEADLINE_BEFORE_INSPECTION'],
      [5, '单位名称', 'VALUE_MISSING'],
      [5, '督查日期', 'VALUE_MISSING'],
      [5, '督查人', 'VALUE_MISSING'],
      [5, '次数', 'VALUE_MISSING'],
    ]);
  });

  test('days in two months with neither title nor name to tell leave the month unclear', async () => {
    const [report] = await take(csv('记录.csv', RECORD_HEADING, 'XZ01,三洲驿街道,,,0,2026-10-08,黎霞,', 'XZ02,汪家桥街道,,,0,2026-11-08,黎霞,'));
    expect(report?.mistakes.map(({ problem }) => problem.code)).toEqual(['MONTH_UNCLEAR']);
  });

  test('once published a month takes the same file as unchanged and refuses any other', async () => {
    const row = 'XZ01,三洲驿街道,F1,宣传栏未更新,1,2026-10-08,黎霞,';
    await take(record(row));
    await database.orm.em.fork().nativeUpdate(InspectionRound, { month: '2026-10' }, { state: RoundState.PUBLISHED });
    expect((await take(record(row))).map(({ outcome }) => outcome)).toEqual(['UNCHANGED']);
    const before = await census(database.orm);
    expect((await take(record(row, 'XZ02,汪家桥街道,,,0,2026-10-08,黎霞,'))).flatMap(({ mistakes }) => mistakes.map(({ problem }) => problem.code))).toEqual([
      'ROUND_ALREADY_PUBLISHED',
    ]);
    expect(await census(database.orm)).toEqual(before);
  });

  test('handed over in pieces ends where the whole would, one change at a time', async () => {
    const file = record('XZ01,三洲驿街道,F1,宣传栏未更新,1,2026-10-08,黎霞,', 'XZ02,汪家桥街道,,,0,2026-10-08,黎霞,', 'XZ01,三洲驿街道,F2,满意度低,1,2026-10-05,黎霞,');
    const outcomes: string[] = [];
    for (let times = 0; times < 4; times++) outcomes.push(...(await intakeOf(database.orm).takeIn([file], { atMost: 1 })).map(({ outcome, added }) => `${outcome} ${added}`));
    expect(outcomes).toEqual(['TAKEN 1', 'TAKEN 1', 'TAKEN 1', 'UNCHANGED 0']);
    expect((await take(file)).map(({ outcome }) => outcome)).toEqual(['UNCHANGED']);
  });
});

test('a dry run tells what would happen, later files seeing earlier ones, and leaves nothing', async () => {
  const before = await census(database.orm);
  const files = [...RECORDS, ...REGISTERS, FAULTY].map((name) => sample(name));
  const rehearsed = await intakeOf(database.orm).takeIn(files, { dryRun: true });
  expect(await census(database.orm)).toEqual(before);
  expect(rehearsed.find(({ file }) => file === FAULTY)?.mistakeCount).toBe(9);
  expect(new Set(rehearsed.filter(({ file }) => file !== FAULTY).map(({ outcome }) => outcome))).toEqual(new Set(['DRY_RUN']));
  const taken = await intakeOf(database.orm).takeIn(files);
  expect(taken.map((report) => brief(report))).toEqual(rehearsed.map((report) => ({ ...brief(report), outcome: report.outcome === 'DRY_RUN' ? 'TAKEN' : report.outcome })));
});

test('two intakes of the same file at once give one taken in and one unchanged', async () => {
  await take(...REGISTERS.map((name) => sample(name)));
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => take(sample('督查记录-2026-10.xlsx'))));
  expect(
    outcomes
      .flat()
      .map(({ outcome }) => outcome)
      .toSorted(),
  ).toEqual(['TAKEN', 'UNCHANGED', 'UNCHANGED', 'UNCHANGED']);
});

test('a receipt says what a file changed, and only such a file has one', async () => {
  await intakeOf(database.orm).takeIn([sample('行政区划.csv')], { source: 'demo' });
  await take(sample('行政区划.csv'));
  expect(await database.orm.em.fork().find(IntakeReceipt, {})).toMatchObject([
    { fileName: '行政区划.csv', kind: 'regions', source: 'demo', added: 87, changed: 0, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
});
