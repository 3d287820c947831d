import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../schema/Node.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { codes, Office } from './office.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seed(server.database.orm).city().units({ TOWNSHIP: 4, CITY: 2 }).ruleBook(2026).write();
});
afterAll(() => server.stop());

/** An office in a month of its own, opened. */
async function openMonth(month: string): Promise<Office> {
  const office = new Office(server, month);
  expect((await office.open()).problems).toEqual([]);
  return office;
}

describe('opening a month', () => {
  test('gives an open round with nothing in it', async () => {
    expect(await new Office(server, '2026-01').open()).toMatchObject({ round: { month: '2026-01', state: 'OPEN' }, problems: [] });
  });

  test('twice is refused with ROUND_ALREADY_OPEN', async () => {
    const office = await openMonth('2026-02');
    expect(await office.open()).toMatchObject({ round: null, problems: [{ code: 'ROUND_ALREADY_OPEN', field: 'month', found: '2026-02' }] });
  });

  test('of a year without a rule book is refused with RULE_BOOK_MISSING and leaves nothing', async () => {
    const office = new Office(server, '2025-12');
    const before = await office.rowCounts();
    expect(await office.open()).toMatchObject({ round: null, problems: [{ code: 'RULE_BOOK_MISSING', field: 'month', found: '2025' }] });
    expect(await office.rowCounts()).toEqual(before);
    expect(await server.ask('{ inspectionRound(month: "2025-12") { id } }')).toEqual({ inspectionRound: null });
  });

  test('by several at once lets one through and tells the others in a typed problem', async () => {
    const office = new Office(server, '2026-03');
    const answers = await Promise.all(Array.from({ length: 6 }, () => office.open()));
    expect(answers.filter(({ round }) => round)).toHaveLength(1);
    expect(answers.filter(({ round }) => !round).flatMap(({ problems }) => codes(problems))).toEqual(Array(5).fill('ROUND_ALREADY_OPEN'));
    const { inspectionRounds } = await server.ask('{ inspectionRounds(filter: { month: { eq: "2026-03" } }) { totalCount } }');
    expect(inspectionRounds.totalCount).toBe(1);
  });
});

describe('recording', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openMonth('2026-04');
  });

  test('a finding inspects the unit and sets the month collecting', async () => {
    const { finding, problems } = await office.record('XZ01', { occurrences: 3, rectifyBy: '2026-04-30' });
    expect(problems).toEqual([]);
    const { node } = await server.ask(
      `query ($id: ID!) { node(id: $id) { ... on Finding { evidence occurrences inspector inspectedOn rectifyBy retractedAt fromVersion untilVersion item { code } inspection { unit { code } inspectedOn round { month state } } } } }`,
      { id: finding?.id },
    );
    expect(node).toEqual({
      evidence: '台账缺失',
      occurrences: 3,
      inspector: '孔敏建',
      inspectedOn: '2026-04-12',
      rectifyBy: '2026-04-30',
      retractedAt: null,
      fromVersion: 1,
      untilVersion: null,
      item: { code: 'A1' },
      inspection: { unit: { code: 'XZ01' }, inspectedOn: '2026-04-12', round: { month: '2026-04', state: 'COLLECTING' } },
    });
  });

  test('a second finding joins the inspection the first one made, and so does a visit', async () => {
    const first = await office.record('XZ02');
    const second = await office.record('XZ02', { inspectedOn: '2026-04-20' });
    const visit = await office.visit('XZ02');
    expect(second.finding?.inspection.id).toBe(first.finding?.inspection.id);
    expect(visit.inspection?.id).toBe(first.finding?.inspection.id);
  });

  test('many findings of one unit at once make one inspection', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => office.record('XZ03')));
    expect(answers.flatMap(({ problems }) => problems)).toEqual([]);
    expect(new Set(answers.map(({ finding }) => finding?.inspection.id)).size).toBe(1);
  });

  test('takes the last day, the longest texts and the largest count as they are', async () => {
    expect(
      (
        await office.record('SZ01', {
          itemCode: 'A3',
          inspectedOn: '2026-04-30',
          rectifyBy: '2026-04-30',
          evidence: '长'.repeat(500),
          inspector: '长'.repeat(50),
          occurrences: 1000,
        })
      ).problems,
    ).toEqual([]);
  });

  test.each([
    ['an unknown unit', 'XZ99', {}, [{ code: 'UNKNOWN_UNIT', field: 'unitCode', found: 'XZ99' }]],
    ['an unknown item', 'XZ01', { itemCode: 'Z9' }, [{ code: 'UNKNOWN_RULE_ITEM', field: 'itemCode', found: 'Z9' }]],
    ['an item of another class', 'XZ01', { itemCode: 'A3' }, [{ code: 'ITEM_NOT_FOR_CLASS', field: 'itemCode', found: 'A3' }]],
    ['a day before the month', 'XZ01', { inspectedOn: '2026-03-31' }, [{ code: 'DATE_OUTSIDE_MONTH', field: 'inspectedOn', found: '2026-03-31' }]],
    ['a day after the month', 'XZ01', { inspectedOn: '2026-05-01' }, [{ code: 'DATE_OUTSIDE_MONTH', field: 'inspectedOn' }]],
    ['a day of the same month another year', 'XZ01', { inspectedOn: '2025-04-12' }, [{ code: 'DATE_OUTSIDE_MONTH', field: 'inspectedOn' }]],
    ['a deadline before the inspection', 'XZ01', { rectifyBy: '2026-04-11' }, [{ code: 'DEADLINE_BEFORE_INSPECTION', field: 'rectifyBy', found: '2026-04-11' }]],
    ['no occurrence', 'XZ01', { occurrences: 0 }, [{ code: 'NUMBER_OUT_OF_RANGE', field: 'occurrences', found: '0' }]],
    ['a negative count', 'XZ01', { occurrences: -1 }, [{ code: 'NUMBER_OUT_OF_RANGE', field: 'occurrences', found: '-1' }]],
    ['one occurrence too many', 'XZ01', { occurrences: 1001 }, [{ code: 'NUMBER_OUT_OF_RANGE', field: 'occurrences', found: '1001' }]],
    ['the largest count there is', 'XZ01', { occurrences: 2 ** 31 - 1 }, [{ code: 'NUMBER_OUT_OF_RANGE', field: 'occurrences' }]],
    ['blank evidence', 'XZ01', { evidence: ' 　\n' }, [{ code: 'VALUE_MISSING', field: 'evidence' }]],
    ['no inspector', 'XZ01', { inspector: '' }, [{ code: 'VALUE_MISSING', field: 'inspector' }]],
    ['evidence of a page', 'XZ01', { evidence: '长'.repeat(501) }, [{ code: 'VALUE_TOO_LONG', field: 'evidence' }]],
    ['a name of a line', 'XZ01', { inspector: '长'.repeat(51) }, [{ code: 'VALUE_TOO_LONG', field: 'inspector' }]],
    ['a month nobody opened', 'XZ01', { month: '2026-12', inspectedOn: '2026-12-01' }, [{ code: 'ROUND_MISSING', field: 'month', found: '2026-12' }]],
    [
      'everything wrong at once, all of it told',
      'XZ04',
      { itemCode: 'A3', occurrences: 0, evidence: '', inspector: '长'.repeat(51), inspectedOn: '2026-05-02', rectifyBy: '2026-05-01' },
      [
        { code: 'VALUE_TOO_LONG', field: 'inspector' },
        { code: 'DATE_OUTSIDE_MONTH', field: 'inspectedOn' },
        { code: 'VALUE_MISSING', field: 'evidence' },
        { code: 'NUMBER_OUT_OF_RANGE', field: 'occurrences' },
        { code: 'ITEM_NOT_FOR_CLASS', field: 'itemCode' },
        { code: 'DEADLINE_BEFORE_INSPECTION', field: 'rectifyBy' },
      ],
    ],
  ])('refuses %s and leaves nothing behind', async (_, unitCode, change, expected) => {
    const before = await office.rowCounts();
    const { finding, problems } = await office.record(unitCode, change);
    expect({ finding, problems }).toMatchObject({ finding: null, problems: expected });
    expect(problems).toHaveLength(expected.length);
    expect(problems.every((problem) => 'message' in problem && problem.message && 'messageEn' in problem && problem.messageEn)).toBe(true);
    expect(await office.rowCounts()).toEqual(before);
  });

  test.each([
    ['a day that is none', { inspectedOn: '2026-04-31' }],
    ['a count no integer holds', { occurrences: 2 ** 31 }],
    ['half an occurrence', { occurrences: 1.5 }],
  ])('%s is no input at all: BAD_USER_INPUT', async (_, change) => {
    const before = await office.rowCounts();
    const { errors } = await server.graphql('mutation ($input: RecordFindingInput!) { recordFinding(input: $input) { problems { code } } }', {
      input: { month: '2026-04', unitCode: 'XZ01', ...office.finding(change) },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(await office.rowCounts()).toEqual(before);
  });

  test('a visit outside the month by nobody is refused with both problems', async () => {
    const before = await office.rowCounts();
    const { inspection, problems } = await office.visit('XZ04', { inspectedOn: '2026-05-01', inspector: ' ' });
    expect(inspection).toBeNull();
    expect(codes(problems).sort()).toEqual(['DATE_OUTSIDE_MONTH', 'VALUE_MISSING']);
    expect(await office.rowCounts()).toEqual(before);
  });

  test('a visit to an unknown unit is refused', async () => {
    expect(await office.visit('QQ01')).toMatchObject({ inspection: null, problems: [{ code: 'UNKNOWN_UNIT' }] });
  });

  test('text that the database cannot hold is refused, not an internal error', async () => {
    const before = await office.rowCounts();
    const answer = await server.graphql('mutation ($input: RecordFindingInput!) { recordFinding(input: $input) { problems { code } } }', {
      input: { month: '2026-04', unitCode: 'XZ01', ...office.finding({ evidence: 'a\u0000b' }) },
    });
    expect(JSON.stringify(answer)).not.toContain('INTERNAL_SERVER_ERROR');
    expect(await office.rowCounts()).toEqual(before);
  });
});

describe('retracting before publication', () => {
  test('takes a finding out of the score and keeps it on record with its reason', async () => {
    const office = await openMonth('2026-05');
    await office.recorded('XZ01', { occurrences: 1 });
    const mistaken = await office.recorded('XZ01', { itemCode: 'A4' });
    expect(await office.retract(mistaken, '张冠李戴')).toMatchObject({ problems: [], finding: { id: mistaken, retractionReason: '张冠李戴', retractedAt: expect.any(String) } });

    const findings = (argument: string) => server.ask(`{ findings(${argument}, filter: { inspection: { round: { month: { eq: "2026-05" } } } }) { nodes { id } } }`);
    expect((await findings('includeRetracted: false')).findings.nodes).toHaveLength(1);
    expect((await findings('includeRetracted: true')).findings.nodes.map(({ id }: { id: string }) => id)).toContain(mistaken);

    await office.publish();
    const result = await office.resultOf('XZ01');
    expect(result).toMatchObject({ score: '98.50', explanation: { score: '98.50' } });
    expect(result.explanation.items.map(({ item }) => item.code)).toEqual(['A1']);
  });

  test('the only finding leaves the unit inspected, with 100 points', async () => {
    const office = await openMonth('2026-06');
    await office.retract(await office.recorded('XZ01', { itemCode: 'A4' }));
    await office.publish();
    expect(await office.resultOf('XZ01')).toMatchObject({ score: '100.00', rank: 1 });
  });

  test('twice is refused with ALREADY_RETRACTED and keeps the first reason', async () => {
    const office = await openMonth('2026-07');
    const finding = await office.recorded('XZ01');
    await office.retract(finding, '第一次');
    const before = await office.rowCounts();
    expect(await office.retract(finding, '第二次')).toMatchObject({ finding: null, problems: [{ code: 'ALREADY_RETRACTED' }] });
    expect(await office.rowCounts()).toEqual(before);
    expect(await server.ask('query ($id: ID!) { node(id: $id) { ... on Finding { retractionReason } } }', { id: finding })).toEqual({ node: { retractionReason: '第一次' } });
  });

  test('by several at once is done once', async () => {
    const office = await openMonth('2026-08');
    const finding = await office.recorded('XZ01');
    const answers = await Promise.all(Array.from({ length: 6 }, () => office.retract(finding)));
    expect(answers.flatMap(({ problems }) => codes(problems))).toEqual(Array(5).fill('ALREADY_RETRACTED'));
  });

  test.each([
    ['a finding that is not there', () => globalId('Finding', 99_999_999)],
    ['the id of something else', () => globalId('Unit', 1)],
    ['no id at all', () => 'nonsense'],
  ])('refuses %s with UNKNOWN_ID, naming it', async (_, id) => {
    const office = new Office(server, '2026-07');
    expect(await office.retract(id())).toMatchObject({ finding: null, problems: [{ code: 'UNKNOWN_ID', field: 'finding', found: id() }] });
  });

  test('without a reason is refused', async () => {
    const office = await openMonth('2026-09');
    const finding = await office.recorded('XZ01');
    expect(await office.retract(finding, '  ')).toMatchObject({ finding: null, problems: [{ code: 'VALUE_MISSING', field: 'reason' }] });
    expect(await office.retract(finding, '长'.repeat(501))).toMatchObject({ finding: null, problems: [{ code: 'VALUE_TOO_LONG', field: 'reason' }] });
  });
});

test('a finding for a published month is told so first, whatever else is wrong with it', async () => {
  const office = await openMonth('2026-11');
  await office.recorded('XZ01');
  await office.publish();
  for (const wrong of [{ itemCode: 'Z9' }, { occurrences: 0 }, { inspectedOn: '2026-12-01' }]) {
    expect(codes((await office.record('XZ01', wrong)).problems)).toEqual(['ROUND_ALREADY_PUBLISHED']);
  }
});

test('verbs of one request see what the ones before them did', async () => {
  const input = (unitCode: string) =>
    `{ month: "2026-10", unitCode: "${unitCode}", itemCode: "A1", evidence: "台账缺失", occurrences: 1, inspectedOn: "2026-10-09", inspector: "孔敏建" }`;
  const answer = await server.ask(`mutation {
    opened: openInspectionRound(month: "2026-10") { round { state results { totalCount } } }
    recorded: recordFinding(input: ${input('XZ01')}) { finding { inspection { round { state } } } }
    published: publishInspectionRound(month: "2026-10") { round { state results { totalCount } } }
    late: recordFinding(input: ${input('XZ01')}) { finding { id } problems { code } } }`);
  expect(answer).toEqual({
    opened: { round: { state: 'OPEN', results: { totalCount: 0 } } },
    recorded: { finding: { inspection: { round: { state: 'COLLECTING' } } } },
    published: { round: { state: 'PUBLISHED', results: { totalCount: 1 } } },
    late: { finding: null, problems: [{ code: 'ROUND_ALREADY_PUBLISHED' }] },
  });
});
