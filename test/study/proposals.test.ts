import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { codes, GOOD, POOR, type Proposal, StudyDesk } from './studyDesk.ts';

let desk: StudyDesk;
beforeEach(async () => {
  desk = await StudyDesk.found();
});
afterEach(() => desk.stop());

const shown = async () => (await desk.proposals()).map(({ unit, grade, months, month, state }) => `${unit.code} ${grade} ${months} ${month} ${state}`);

test('an organ poor or good twice in a row is proposed for a study, a unit that is none is not', async () => {
  await desk.publish('2026-01', { SZ01: POOR, SZ02: GOOD, SZ03: POOR, XZ01: POOR });
  expect(await shown()).toEqual([]);
  await desk.publish('2026-02', { SZ01: POOR, SZ02: GOOD, SZ03: POOR, XZ01: POOR });
  expect((await shown()).sort()).toEqual(['SZ01 POOR 2 2026-02 PROPOSED', 'SZ02 GOOD 2 2026-02 PROPOSED']);
  const { warnings } = await desk.server.ask('{ warnings(filter: { kind: { eq: STREAK_POOR } }) { totalCount } }');
  expect(warnings.totalCount).toBe(3);
});

test('it is proposed at two and at four in a row, and not at three', async () => {
  for (const month of ['2026-01', '2026-02', '2026-03', '2026-04']) await desk.publish(month, { SZ01: POOR });
  expect(await shown()).toEqual(['SZ01 POOR 2 2026-02 PROPOSED', 'SZ01 POOR 4 2026-04 PROPOSED']);
});

test('a decision needs a reason and a secretary, and says who made it', async () => {
  const { proposal } = await desk.poorTwice();
  expect(codes(await desk.decide(proposal.id, ' '))).toEqual(['VALUE_MISSING']);
  expect(codes(await desk.decide(proposal.id, '长'.repeat(501)))).toEqual(['VALUE_TOO_LONG']);
  const asStaff = 'mutation ($id: ID!) { decideStudy(id: $id, reason: "须研究") { problems { code } } }';
  expect(await desk.staff.refused(asStaff, { id: proposal.id })).toEqual(['FORBIDDEN']);
  expect(await desk.leader.refused(asStaff, { id: proposal.id })).toEqual(['FORBIDDEN']);
  expect(await desk.decide(proposal.id, ' 须研究 ')).toMatchObject({
    problems: [],
    proposal: { state: 'DECIDED', reason: '须研究', decidedBy: 'secretary 同志', decidedAt: expect.any(String) },
  });
  expect(codes(await desk.decide('nothing'))).toEqual(['UNKNOWN_ID nothing']);
});

test('an illegal step is refused, naming the verbs that are legal', async () => {
  const { proposal } = await desk.poorTwice();
  expect((await desk.draft(proposal.id)).problems).toEqual([
    {
      code: 'STUDY_STEP_ILLEGAL',
      field: 'id',
      found: 'PROPOSED',
      message: '专题研究状态为 PROPOSED，只能办理：decideStudy, declineStudy',
      messageEn: 'The study is PROPOSED; what can be done: decideStudy, declineStudy',
    },
  ]);
  await desk.decline(proposal.id);
  expect((await desk.decide(proposal.id)).problems).toMatchObject([
    { code: 'STUDY_STEP_ILLEGAL', found: 'DECLINED', messageEn: 'The study is DECLINED; what can be done: 无 nothing' },
  ]);
});

test('of two who decide at once one does, and the other is told what is left to do', async () => {
  const { proposal } = await desk.poorTwice();
  const answers = await Promise.all([desk.decide(proposal.id), desk.decline(proposal.id, '另有安排', desk.both)]);
  expect(answers.map(({ problems }) => problems.length).sort()).toEqual([0, 1]);
  const [{ state }] = (await desk.proposals()) as [Proposal];
  expect(answers.flatMap((each) => codes(each))).toEqual([`STUDY_STEP_ILLEGAL ${state}`]);
});

test('what nobody has decided is withdrawn with its warning, what was declined stays, and a new life of the cause is proposed anew', async () => {
  const { office } = await desk.poorTwice();
  await desk.exonerate(office, 'SZ01');
  expect(await shown()).toEqual(['SZ01 POOR 2 2026-02 WITHDRAWN']);
  await office.correct((await office.resultOf('SZ01')).id, { record: [office.finding({ itemCode: 'A4', occurrences: 3 })], reason: '补记' });
  await desk.settled();
  const lives = (await desk.proposals()).map(({ state, warning }) => `${warning.cause} ${warning.life} ${state}`);
  expect(lives).toEqual(['STREAK_POOR SZ01 2026-02 2 1 WITHDRAWN', 'STREAK_POOR SZ01 2026-02 2 2 PROPOSED']);
  const [, again] = (await desk.proposals()) as [Proposal, Proposal];
  await desk.decline(again.id);
  await desk.exonerate(office, 'SZ01');
  expect((await desk.proposals()).map(({ state }) => state)).toEqual(['WITHDRAWN', 'DECLINED']);
});

test('a proposal whose figures are corrected while it holds follows them, and says so once', async () => {
  const { office } = await desk.poorTwice();
  await office.correct((await office.resultOf('SZ01')).id, { record: [office.finding({ itemCode: 'A1', occurrences: 1 })], reason: '补记' });
  await desk.settled();
  expect(await shown()).toEqual(['SZ01 POOR 2 2026-02 PROPOSED']);
  const steps = await desk.server.database.orm.em.fork().execute(`select data ->> 'step' as step from event where kind = 'STUDY_CHANGED' order by tx, id`);
  expect(steps).toEqual([{ step: 'PROPOSE' }, { step: 'RESTATE' }]);
  const [row] = await desk.server.database.orm.em.fork().execute('select p.basis = w.basis as follows from study_proposal p join warning w on w.id = p.warning_id');
  expect(row).toEqual({ follows: true });
});

test('what the system is about to take back cannot be decided any more', async () => {
  const { proposal } = await desk.poorTwice();
  await desk.server.database.orm.em.fork().execute("update warning set state = 'RETRACTED' where kind = 'STREAK_POOR'");
  expect(codes(await desk.decide(proposal.id))).toEqual(['STUDY_STEP_ILLEGAL RETRACTED']);
});
