import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { reactions } from '../../server/reactions.ts';
import { seed } from '../testkit/seed.ts';
import { startTestServer, type TestServer } from '../testkit/server.ts';
import { Desk } from './desk.ts';

let server: TestServer;
let desk: Desk;
beforeEach(async () => {
  server = await startTestServer({ reactions });
  await seed(server.database.orm).city().units({ TOWNSHIP: 3 }).ruleBook(2026).write();
  desk = new Desk(server);
});
afterEach(() => server.stop());

const causes = async (state?: string) => (await desk.warnings()).filter((each) => !state || each.state === state).map(({ cause }) => cause);

test('of two who acknowledge at once one does, and the other is told that it can be resolved', async () => {
  await desk.publish('2026-01', { XZ01: [['A4', 2]], XZ02: [], XZ03: [] });
  const { id } = await desk.warning('RESULT_POOR XZ01 2026-01');
  const answers = await Promise.all([desk.acknowledge(id, '我来'), desk.acknowledge(id, '我来')]);
  expect(answers.map(({ problems }) => problems.length).sort()).toEqual([0, 1]);
  expect(answers.flatMap(({ problems }) => problems)).toEqual([
    {
      code: 'WARNING_STEP_ILLEGAL',
      field: 'id',
      found: 'ACKNOWLEDGED',
      message: '预警状态为 ACKNOWLEDGED，只能办理：resolveWarning',
      messageEn: 'The warning is ACKNOWLEDGED; what can be done: resolveWarning',
    },
  ]);
});

test('a warning is resolved once it was taken up, with a reason, and then nothing more can be done about it', async () => {
  await desk.publish('2026-01', { XZ01: [['A4', 2]], XZ02: [], XZ03: [] });
  const { id } = await desk.warning('RESULT_POOR XZ01 2026-01');
  const code = ({ problems }: { problems: { code: string; found: string }[] }) => problems.map((each) => `${each.code} ${each.found ?? ''}`.trim());
  expect(code(await desk.resolve(id))).toEqual(['WARNING_STEP_ILLEGAL RAISED']);
  await desk.acknowledge(id, '  ');
  expect(code(await desk.resolve(id, ' '))).toEqual(['VALUE_MISSING']);
  expect(code(await desk.resolve(id, '长'.repeat(501)))).toEqual(['VALUE_TOO_LONG']);
  expect(await desk.resolve(id, ' 已约谈 ')).toMatchObject({ problems: [], warning: { state: 'RESOLVED' } });
  expect(code(await desk.resolve(id))).toEqual(['WARNING_STEP_ILLEGAL RESOLVED']);
  expect(code(await desk.acknowledge('nothing'))).toEqual(['UNKNOWN_ID nothing']);
  const { warnings } = await server.ask('{ warnings(filter: { state: { eq: RESOLVED } }) { nodes { note resolution acknowledgedBy resolvedBy acknowledgedAt resolvedAt } } }');
  expect(warnings.nodes).toEqual([
    { note: null, resolution: '已约谈', acknowledgedBy: null, resolvedBy: null, acknowledgedAt: expect.any(String), resolvedAt: expect.any(String) },
  ]);
});

test('a correction retracts what no longer holds, streaks too, and one that makes it hold again begins a new life', async () => {
  await desk.publish('2026-01', { XZ01: [['A4', 2]], XZ02: [], XZ03: [] });
  const office = await desk.publish('2026-02', { XZ01: [['A4', 2]], XZ02: [], XZ03: [] });
  expect(await causes()).toEqual([
    'RESULT_POOR XZ01 2026-01',
    'RESULT_POOR XZ01 2026-02',
    'STREAK_GOOD XZ02 2026-02 2',
    'STREAK_GOOD XZ03 2026-02 2',
    'STREAK_POOR XZ01 2026-02 2',
  ]);
  const { id } = await desk.warning('RESULT_POOR XZ01 2026-02');
  await desk.acknowledge(id);
  await desk.resolve(id);

  const result = await office.resultOf('XZ01');
  const findings = result.explanation.items.flatMap((item) => item.findings.map((finding) => finding.id));
  await office.correct(result.id, { retract: findings, reason: '误记' });
  await desk.settled();
  expect(await causes('RETRACTED')).toEqual(['RESULT_POOR XZ01 2026-02', 'STREAK_POOR XZ01 2026-02 2']);
  const { warnings } = await server.ask(`{ warnings(filter: { cause: { eq: "RESULT_POOR XZ01 2026-02" } }) {
    nodes { retractionReason resolvedAt retractedBy { reason unit { code } } result { version } explanation { holds level results { version score } } } } }`);
  // What it rested on then is kept, and computes again to it.
  expect(warnings.nodes).toEqual([
    {
      retractionReason: '结果更正后，原因不再成立。Its cause no longer holds after a correction.',
      resolvedAt: expect.any(String),
      retractedBy: { reason: '误记', unit: { code: 'XZ01' } },
      result: { version: 1 },
      explanation: { holds: true, level: 'ORANGE', results: [{ version: 1, score: '50.00' }] },
    },
  ]);

  await office.correct((await office.resultOf('XZ01')).id, { record: [office.finding({ itemCode: 'A4', occurrences: 3 })], reason: '补记' });
  await desk.settled();
  const again = (await desk.warnings()).filter(({ cause }) => cause.endsWith('XZ01 2026-02') || cause.endsWith('XZ01 2026-02 2'));
  expect(again.map(({ cause, life, state }) => `${cause}: ${life} ${state}`)).toEqual([
    'RESULT_POOR XZ01 2026-02: 1 RETRACTED',
    'RESULT_POOR XZ01 2026-02: 2 RAISED',
    'SCORE_DROP XZ01 2026-02: 1 RAISED',
    'STREAK_POOR XZ01 2026-02 2: 1 RETRACTED',
    'STREAK_POOR XZ01 2026-02 2: 2 RAISED',
  ]);
});

test('a month published late comes between two others: what was measured over it is retracted', async () => {
  await desk.publish('2026-01', { XZ01: [], XZ02: [] });
  await desk.publish('2026-03', { XZ01: [['A4', 1]], XZ02: [] });
  expect(await causes()).toContain('SCORE_DROP XZ01 2026-03');
  await desk.publish('2026-02', { XZ01: [['A4', 1]], XZ02: [['A4', 2]] });
  expect(await causes('RETRACTED')).toEqual(['SCORE_DROP XZ01 2026-03', 'STREAK_GOOD XZ02 2026-03 2']);
  expect(await causes('RAISED')).toEqual(expect.arrayContaining(['SCORE_DROP XZ01 2026-02', 'SCORE_DROP XZ02 2026-02', 'RESULT_POOR XZ02 2026-02']));
  const { warnings } = await server.ask('{ warnings(filter: { state: { eq: RETRACTED } }) { nodes { retractionReason retractedBy { id } } } }');
  expect(warnings.nodes[0]).toEqual({ retractionReason: '其间月份发布后，原因不再成立。Its cause no longer holds since a month before was published.', retractedBy: null });
});

test('a unit that came on the register later is not missed in months before', async () => {
  await desk.publish('2026-01', { XZ01: [], XZ02: [] });
  expect(await causes()).toEqual(['INSPECTION_MISSING XZ03 2026-01']);
  await server.database.orm.em.fork().execute(`insert into unit (code, name, unit_class, region_id) select 'XZ04', '新设街道', 'TOWNSHIP', min(id) from region`);
  await desk.publish('2026-02', { XZ01: [], XZ03: [] });
  expect((await causes()).filter((cause) => cause.startsWith('INSPECTION_MISSING'))).toEqual([
    'INSPECTION_MISSING XZ02 2026-02',
    'INSPECTION_MISSING XZ03 2026-01',
    'INSPECTION_MISSING XZ04 2026-02',
  ]);
  const { warnings } = await server.ask(
    '{ warnings(filter: { kind: { eq: INSPECTION_MISSING } }) { nodes { result { id } explanation { holds level results { id } rule { kind escalateAfterDays } } } } }',
  );
  expect(warnings.nodes[0]).toEqual({ result: null, explanation: { holds: true, level: 'YELLOW', results: [], rule: { kind: 'INSPECTION_MISSING', escalateAfterDays: 7 } } });
});

test('warnings are filtered, ordered by severity, counted and reached from unit and month as every list is', async () => {
  await desk.publish('2026-01', { XZ01: [['A4', 2]], XZ02: [['C1', 1]] });
  const { warnings, unit, inspectionRound } = await server.ask(`{
    warnings(orderBy: { field: severity, direction: DESC }, filter: { severity: { gte: 1 } }) { totalCount nodes { cause severity } aggregates(groupBy: [level]) { key { level } count } }
    unit(code: "XZ02") { warnings { nodes { kind } } }
    inspectionRound(month: "2026-01") { warnings { totalCount } }
  }`);
  expect(warnings.nodes).toEqual([
    { cause: 'VETO_PROPOSED XZ02 2026-01', severity: 3 },
    { cause: 'RESULT_POOR XZ01 2026-01', severity: 2 },
    { cause: 'INSPECTION_MISSING XZ03 2026-01', severity: 1 },
  ]);
  expect(warnings.aggregates).toHaveLength(3);
  expect(unit.warnings.nodes).toEqual([{ kind: 'VETO_PROPOSED' }]);
  expect(inspectionRound.warnings.totalCount).toBe(3);
});

test('the board shows open warnings, the severest first and those that nobody took up before the others', async () => {
  await desk.publish('2026-01', { XZ01: [['A4', 2]], XZ02: [['A4', 2]] });
  await desk.publish('2026-02', { XZ01: [['C1', 1]], XZ02: [['A4', 3]], XZ03: [] });
  await desk.acknowledge((await desk.warning('RESULT_POOR XZ01 2026-01')).id);
  const missing = await desk.warning('INSPECTION_MISSING XZ03 2026-01');
  await desk.acknowledge(missing.id);
  await desk.resolve(missing.id);
  const { board, january } = await server.ask('{ board { warnings { cause state } } january: board(month: "2026-01") { warnings { cause } } }');
  expect(board.warnings.map(({ cause, state }: { cause: string; state: string }) => `${cause} ${state}`)).toEqual([
    'VETO_PROPOSED XZ01 2026-02 RAISED',
    'STREAK_POOR XZ02 2026-02 2 RAISED',
    'RESULT_POOR XZ02 2026-01 RAISED',
    'RESULT_POOR XZ02 2026-02 RAISED',
    'RESULT_POOR XZ01 2026-01 ACKNOWLEDGED',
    'SCORE_DROP XZ02 2026-02 RAISED',
  ]);
  expect(january.warnings).toEqual([{ cause: 'RESULT_POOR XZ02 2026-01' }, { cause: 'RESULT_POOR XZ01 2026-01' }]);
});
