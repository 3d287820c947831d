import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { statementsOn } from '../../server/database/index.ts';
import { publishInspectionRound } from '../../server/inspection/index.ts';
import { openInspectionRound, recordInspection } from '../../server/inspection/recording.ts';
import { reactions } from '../../server/reactions.ts';
import { recomputeWarnings, warningConsumer } from '../../server/warning/index.ts';
import { type Asking, asking, viewersOf } from '../access/asking.ts';
import { Offices, six } from '../appraisal/offices.ts';
import { settled } from '../testkit/settled.ts';

/* One year of the committee's rounds, told in order: what each test closes and corrects the next finds. */

let offices: Offices;
let asked: Asking;
beforeAll(async () => {
  offices = await Offices.found(reactions);
  asked = await asking(offices.server);
});
afterAll(async () => {
  await asked.stop();
  await offices.stop();
});

const caughtUp = () => settled(offices.server.database.orm, [warningConsumer]);

/** Closes a month, and waits until warned of. */
async function close(month: string, scores: Record<string, string>): Promise<string> {
  const round = await offices.close(month, scores);
  await caughtUp();
  return round;
}

/** Streaks as somebody sees them, by cause; or what they are refused with. */
async function seen(by: string, fields = 'cause', filter = ''): Promise<Record<string, unknown>[] | string> {
  const { data, errors } = await offices
    .who(by)
    .ask(`{ warnings(first: 100, filter: { origin: { eq: APPRAISAL } ${filter} }, orderBy: { field: cause }) { nodes { ${fields} } } }`);
  return errors ? String(errors[0]?.extensions.code) : data.warnings.nodes;
}
const causes = async (by: string, state = 'RAISED') => {
  const found = await seen(by, 'cause', `state: { eq: ${state} }`);
  return typeof found === 'string' ? found : found.map(({ cause }) => cause);
};

async function correct(round: string, code: string, score: string): Promise<void> {
  const { id } = (await offices.appraisals('staff', round))[code];
  await offices.must('deputy', 'correctAppraisal', { appraisal: id, reason: '复核有误', dimensions: six(score, Number(score) < 75 ? '多次迟到' : undefined) });
  await caughtUp();
}

const rounds: Record<string, string> = {};
const LEADER = 'STREAK_GOOD APPRAISAL_OF_OFFICER XZ01-01 2026-02 2';
const ORGAN = 'STREAK_GOOD APPRAISAL_OF_ORGAN XZ01 2026-03 2';

test('a leadership member good twice in a row is warned of once the second round is closed; a reserve cadre is not', async () => {
  rounds['2026-01'] = await close('2026-01', { 'XZ01-01': '95', 'XZ01-02': '95', XZ01: '92', XZ02: '80' });
  offices.on('2026-10-09');
  const round = await offices.open('2026-02', {}, 'staff');
  rounds['2026-02'] = round;
  await offices.grade(round, { 'XZ01-01': '91', 'XZ01-02': '95', XZ02: '80' }, 'staff');
  await offices.bring(round, 'IN_PUBLICITY', ['secretary', 'staff']);
  await caughtUp();
  expect(await causes('staff')).toEqual([]);
  const { publicityEndsOn } = (await offices.who('staff').ask('{ appraisalRounds(filter: { month: { eq: "2026-02" } }) { nodes { publicityEndsOn } } }')).data.appraisalRounds
    .nodes[0];
  offices.on(publicityEndsOn.replace(/-\d\d$/, '-31'));
  await offices.must('staff', 'closeAppraisalRound', { appraisalRound: round });
  await caughtUp();
  expect(await causes('staff')).toEqual([LEADER]);
});

test('a month in which an organ was not rated neither counts nor breaks', async () => {
  await close('2026-03', { XZ01: '92', XZ02: '95' });
  expect(await causes('staff')).toEqual([LEADER, ORGAN]);
});

test('it names the officer by the number on the roll, the appraisal and the rule, belongs to no round, and explains itself', async () => {
  const FIELDS = `kind origin level month ofOfficer unit { code } officer { code } round { month } result { id } appraisal { score round { month } } rectification { id }
    explanation { holds level months rule { kind } results { id } appraisals { grade round { month } } }`;
  expect(await seen('secretary', FIELDS, `cause: { eq: "${LEADER}" }`)).toEqual([
    {
      ...{
        kind: 'STREAK_GOOD',
        origin: 'APPRAISAL',
        level: 'INFO',
        month: '2026-02',
        ofOfficer: true,
        unit: { code: 'XZ01' },
        officer: { code: 'XZ01-01' },
        round: null,
        result: null,
      },
      appraisal: { score: '91.00', round: { month: '2026-02' } },
      rectification: null,
      explanation: {
        ...{ holds: true, level: 'INFO', months: 2, rule: { kind: 'STREAK_GOOD' }, results: [] },
        appraisals: ['2026-01', '2026-02'].map((month) => ({ grade: 'GOOD', round: { month } })),
      },
    },
  ]);
});

test('the committee sees both, a reporter that of the organ, the leader their own, and nobody else any: no cadre office, no colleague, no wall, no city leader', async () => {
  expect([await causes('secretary'), await causes('staff')]).toEqual([
    [LEADER, ORGAN],
    [LEADER, ORGAN],
  ]);
  expect([await causes('reporter'), await causes('chief01')]).toEqual([[ORGAN], [LEADER]]);
  for (const by of ['cadre1', 'other', 'officer05']) expect([by, await causes(by)]).toEqual([by, []]);
  expect(await causes('leader')).toBe('FORBIDDEN');
  const { SCREEN } = viewersOf({ unit: 1, officer: 1, assignedUnits: [1] });
  expect((await asked.ask(SCREEN, '{ warnings { totalCount } }')).data).toEqual({ warnings: { totalCount: 0 } });
  // Own words only: how it came about is theirs too, and who of the committee took it up is not.
  expect(await seen('chief01', 'officer { code } explanation { holds appraisals { grade } }')).toEqual([
    { officer: { code: 'XZ01-01' }, explanation: { holds: true, appraisals: [{ grade: 'GOOD' }, { grade: 'GOOD' }] } },
  ]);
  expect(await seen('reporter', 'explanation { holds appraisals { grade } }')).toEqual([{ explanation: { holds: true, appraisals: [{ grade: 'GOOD' }, { grade: 'GOOD' }] } }]);
  expect(await seen('chief01', 'acknowledgedBy')).toBe('FORBIDDEN');
});

test('it is on no board, whoever looks', async () => {
  const { data } = await offices.who('secretary').ask('{ board { warnings { cause } recent { __typename } } }');
  expect(data.board).toEqual({ warnings: [], recent: [] });
});

test('a correction that leaves the streak standing restates it, one that breaks it retracts it and is named', async () => {
  await correct(rounds['2026-01'] as string, 'XZ01-01', '93');
  const shown = 'state life officer { code } correctedAppraisal { id } explanation { holds appraisals { score version } }';
  const row = async () => ((await seen('staff', shown, `cause: { eq: "${LEADER}" }`)) as Record<string, unknown>[])[0];
  expect(await row()).toMatchObject({
    ...{ state: 'RAISED', life: 1, correctedAppraisal: null },
    explanation: {
      holds: true,
      appraisals: [
        { score: '93.00', version: 2 },
        { score: '91.00', version: 1 },
      ],
    },
  });
  await correct(rounds['2026-02'] as string, 'XZ01-01', '80');
  expect(await causes('staff')).toEqual([ORGAN]);
  const [retracted] = (await seen('staff', 'state retractionReason retractedBy { id } correctedAppraisal { score version } explanation { holds }', 'state: { eq: RETRACTED }')) as [
    object,
  ];
  // What it rested on then is kept, and judged again from that.
  expect(retracted).toEqual({
    ...{ state: 'RETRACTED', retractionReason: '考评更正后，原因不再成立。Its cause no longer holds after an appraisal was corrected.', retractedBy: null },
    ...{ correctedAppraisal: { score: '80.00', version: 2 }, explanation: { holds: true } },
  });
});

test('a month closed late comes between two others: what was in a row over it is no more', async () => {
  await close('2026-04', { 'XZ02-01': '60', XZ02: '95' });
  await close('2026-06', { 'XZ02-01': '60', XZ02: '95' });
  const poor = 'STREAK_POOR APPRAISAL_OF_OFFICER XZ02-01 2026-06 2';
  expect(await causes('staff')).toEqual([ORGAN, 'STREAK_GOOD APPRAISAL_OF_ORGAN XZ02 2026-04 2', poor]);
  await close('2026-05', { 'XZ02-01': '80', XZ02: '95' });
  // The organ's row goes on, and fires at four.
  expect(await causes('staff')).toEqual([ORGAN, 'STREAK_GOOD APPRAISAL_OF_ORGAN XZ02 2026-04 2', 'STREAK_GOOD APPRAISAL_OF_ORGAN XZ02 2026-06 4']);
  expect(await seen('staff', 'retractionReason', `cause: { eq: "${poor}" }`)).toEqual([
    { retractionReason: '其间月份的考评结束后，原因不再成立。Its cause no longer holds since the appraisals of a month before were closed.' },
  ]);
});

test('what settles inspections leaves these alone, and they those; both compute again to themselves, and a grade changed behind their back is found', async () => {
  const em = () => offices.server.database.orm.em.fork();
  const every = async () => (await offices.who('staff').ask('{ warnings(first: 100, filter: { state: { eq: RAISED } }) { nodes { cause } } }')).data.warnings.nodes.length;
  const before = [await causes('staff'), await causes('staff', 'RETRACTED')];
  await openInspectionRound(em(), '2026-01');
  await recordInspection(em(), { month: '2026-01', unitCode: 'XZ01', inspectedOn: '2026-01-10', inspector: '孔敏建' });
  await publishInspectionRound(em(), '2026-01');
  await caughtUp();
  expect([await causes('staff'), await causes('staff', 'RETRACTED')]).toEqual(before);
  expect(await every()).toBe((before[0] as string[]).length + 2);
  await close('2026-07', { 'XZ01-01': '80' });
  expect(await every()).toBe((before[0] as string[]).length + 2);

  const db = statementsOn(em().getKysely<object>());
  expect(await recomputeWarnings(db)).toEqual({ missing: [], unfounded: [] });
  const run = (sql: string) => em().execute(sql);
  await run(`update appraisal set grade = 'MEDIUM' where round_id = (select id from appraisal_round where month = '2026-03') and subject_name like '%XZ01'`);
  expect(await recomputeWarnings(db, '2026-03')).toEqual({
    missing: [],
    unfounded: [expect.stringMatching(/^STREAK_GOOD APPRAISAL_OF_ORGAN XZ01 2026-03 2 by rules 1 of appraisals \d+, \d+$/)],
  });
  expect(await recomputeWarnings(db, '2026-04')).toEqual({ missing: [], unfounded: [] });
  await run(`update appraisal set grade = 'GOOD' where round_id = (select id from appraisal_round where month = '2026-03') and subject_name like '%XZ01'`);
});

test('a dry run says what other rules would have raised of appraisals', async () => {
  const { data } = await offices
    .who('staff')
    .ask(
      `{ warningsUnder(from: "2026-05", to: "2026-12", rules: [{ kind: STREAK_GOOD, level: YELLOW, months: 3 }]) { cause origin level unit { code } officer { code } round { id } results { id } appraisals { score } } }`,
    );
  expect(data.warningsUnder).toEqual([
    {
      ...{ cause: 'STREAK_GOOD APPRAISAL_OF_ORGAN XZ02 2026-05 3', origin: 'APPRAISAL', level: 'YELLOW', unit: { code: 'XZ02' }, officer: null, round: null, results: [] },
      appraisals: Array(3).fill({ score: '95.00' }),
    },
  ]);
});

test('no rules are adopted for a month whose appraisals the committee has closed', async () => {
  const adopt = (fromMonth: string) =>
    offices
      .who('secretary')
      .ask('mutation ($input: AdoptWarningRulesInput!) { adoptWarningRules(input: $input) { ruleBook { version } problems { code expected: found messageEn } } }', {
        input: { title: '试', fromMonth, rules: [{ kind: 'STREAK_GOOD', level: 'YELLOW', months: 3 }] },
      })
      .then(({ data }) => data.adoptWarningRules);
  expect(await adopt('2026-07')).toMatchObject({ ruleBook: null, problems: [{ code: 'WARNING_RULES_TOO_LATE', messageEn: expect.stringContaining('not later than 2026-07') }] });
  expect(await adopt('2026-08')).toMatchObject({ ruleBook: { version: 2 }, problems: [] });
});
