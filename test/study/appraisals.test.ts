import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { statementsOn } from '../../server/database/index.ts';
import { EventLog } from '../../server/live/index.ts';
import { reactions } from '../../server/reactions.ts';
import { studyConsumer } from '../../server/study/index.ts';
import { warningConsumer } from '../../server/warning/index.ts';
import { Offices, six } from '../appraisal/offices.ts';
import { settled } from '../testkit/settled.ts';
import { TEXT, verb } from './studyDesk.ts';

/* A member of an organ's leadership is good twice in a row, and so is the organ by its appraisals: one study of each, told in order. */

let offices: Offices;
const rounds: Record<string, string> = {};
beforeAll(async () => {
  offices = await Offices.found(reactions);
  for (const month of ['2026-01', '2026-02']) rounds[month] = await offices.close(month, { 'XZ01-01': month === '2026-01' ? '91' : '95.5', XZ01: '92' });
  await caughtUp();
});
afterAll(() => offices.stop());

const caughtUp = () => settled(offices.server.database.orm, [warningConsumer, studyConsumer]);
const ask = async (by: string, query: string) => {
  const { data, errors } = await offices.who(by).ask(query);
  return errors ? String(errors[0]?.extensions.code) : data;
};
const PROPOSALS =
  '{ studyProposals(orderBy: { field: subjectName }) { nodes { id state origin subjectName unit { code } officer { code } grade months month warning { cause } } } }';

/** Of the officer. */
let proposal: string;
let minutes: string;

test('a study is proposed of each, of the officer by name and number, for the committee alone', async () => {
  const { studyProposals } = await ask('secretary', PROPOSALS);
  const row = { state: 'PROPOSED', origin: 'APPRAISAL', unit: { code: 'XZ01' }, grade: 'GOOD', months: 2, month: '2026-02' };
  expect(studyProposals.nodes).toEqual([
    { id: expect.any(String), ...row, subjectName: '单位XZ01', officer: null, warning: { cause: 'STREAK_GOOD APPRAISAL_OF_ORGAN XZ01 2026-02 2' } },
    { id: expect.any(String), ...row, subjectName: '干警XZ01-01', officer: { code: 'XZ01-01' }, warning: { cause: 'STREAK_GOOD APPRAISAL_OF_OFFICER XZ01-01 2026-02 2' } },
  ]);
  proposal = studyProposals.nodes[1].id;
  const count = '{ studyProposals { totalCount } }';
  for (const by of ['reporter', 'leader']) expect([by, await ask(by, count)]).toEqual([by, { studyProposals: { totalCount: 0 } }]);
  for (const by of ['chief01', 'cadre1', 'officer05']) expect([by, await ask(by, count)]).toEqual([by, 'FORBIDDEN']);
});

/** Decided, drafted for the leader and on paper, issued. */
async function issued(study: string): Promise<string> {
  const asked = (by: string, mutation: string, variables: Record<string, unknown>) => verb(offices.who(by), mutation, variables);
  await asked('secretary', 'mutation ($id: ID!) { decideStudy(id: $id, reason: "须专题研究") { problems { code } } }', { id: study });
  const recipients = [
    { body: '市委常委会组成人员', kind: 'SUBMITTED_TO', signInName: 'leader' },
    { body: '市委组织部', kind: 'COPIED_TO' },
  ];
  const draft = await asked('staff', 'mutation ($input: DraftMinutesInput!) { draftMinutes(input: $input) { minutes { id } problems { code } } }', {
    input: { proposal: study, ...TEXT, recipients },
  });
  const { id } = draft.minutes;
  const issue = await asked('secretary', 'mutation ($id: ID!) { issueMinutes(id: $id) { problems { code } } }', { id });
  expect(issue.problems).toEqual([]);
  return id;
}

async function documentFor(by: string, id = minutes): Promise<string | number> {
  const response = await fetch(`${offices.server.url}/minutes/${id}.docx`, { headers: { cookie: offices.who(by).cookie as string } });
  if (!response.ok) return response.status;
  const part = unzipSync(new Uint8Array(await response.arrayBuffer()))['word/document.xml'] as Uint8Array;
  return strFromU8(part).replace(/<[^>]+>/g, '');
}

test('the minutes name the officer and say the months, scores and grades, also to a leader, who sees no appraisal', async () => {
  minutes = await issued(proposal);
  const { data } = await offices.who('leader').ask('{ minutes { nodes { id title proposal { subjectName officer { id } unit { code } } } } }');
  expect(data.minutes.nodes).toEqual([
    { id: minutes, title: '研究单位XZ01干警XZ01-01同志连续2个月月考评等次为好有关情况', proposal: { subjectName: '干警XZ01-01', officer: null, unit: { code: 'XZ01' } } },
  ]);
  const SAID = '一、月考评结果单位XZ01干警XZ01-01同志2026年1月得91.00分，等次为好；2026年2月得95.50分，等次为好。连续2个月为好。';
  expect(await documentFor('leader')).toContain(SAID);
  expect(await documentFor('staff')).toContain(SAID);
  expect(await ask('leader', '{ appraisals { totalCount } }')).toBe('FORBIDDEN');
});

test('nothing of it is the unit’s reporter’s, nor the cadre office’s; what is about the organ the reporter sees', async () => {
  const { studyProposals } = await ask('secretary', PROPOSALS);
  const ofOrgan = await issued(studyProposals.nodes[0].id);
  expect(await ask('reporter', '{ studyProposals { nodes { subjectName } } minutes { nodes { id title } } }')).toEqual({
    studyProposals: { nodes: [{ subjectName: '单位XZ01' }] },
    minutes: { nodes: [{ id: ofOrgan, title: '研究单位XZ01连续2个月月考评等次为好有关情况' }] },
  });
  expect(await documentFor('reporter')).toBe(404);
  expect(await documentFor('reporter', ofOrgan)).toContain('一、月考评结果单位XZ012026年1月得92.00分，等次为好；2026年2月得92.00分，等次为好。');
  for (const by of ['cadre1', 'chief01']) expect([by, await documentFor(by)]).toEqual([by, 403]);
});

test('a correction that breaks the row retracts warning, study and minutes, and tells every recipient once, also when the log is read again', async () => {
  const appraisal = (await offices.appraisals('staff', rounds['2026-01'] as string))['XZ01-01'].id;
  await offices.must('deputy', 'correctAppraisal', { appraisal, reason: '重复计分', dimensions: six('80') });
  await caughtUp();
  const REASON = '考评更正后，原因不再成立。Its cause no longer holds after an appraisal was corrected.';
  const STATES = '{ studyProposals(orderBy: { field: subjectName }) { nodes { state } } minutes { nodes { retractionReason } } }';
  expect(await ask('staff', STATES)).toEqual({
    studyProposals: { nodes: [{ state: 'MINUTED' }, { state: 'RETRACTED' }] },
    minutes: { nodes: [{ retractionReason: REASON }, { retractionReason: null }] },
  });
  const NOTICES = '{ retractionNotices { nodes { reason recipient { body } correction { id } correctedAppraisal { score } minutes { id } } } }';
  const told = await ask('staff', NOTICES);
  expect(told.retractionNotices.nodes).toEqual(
    ['市委常委会组成人员', '市委组织部'].map((body) => ({
      reason: REASON,
      recipient: { body },
      correction: null,
      correctedAppraisal: { score: '80.00' },
      minutes: { id: minutes },
    })),
  );
  expect(await ask('leader', '{ retractionNotices { nodes { reason recipient { body } } } }')).toEqual({
    retractionNotices: { nodes: [{ reason: REASON, recipient: { body: '市委常委会组成人员' } }] },
  });
  expect(await ask('leader', '{ retractionNotices { nodes { correctedAppraisal { id } } } }')).toBe('FORBIDDEN');

  const { orm } = offices.server.database;
  const log = await EventLog.open(orm);
  const all = (await log.latest(statementsOn(orm.em.fork().getKysely<object>()), null, 10_000)).reverse();
  for (const event of all) await orm.em.fork().transactional((em) => studyConsumer.handle({ ...event, cause: String(event.id) }, em));
  expect(await ask('staff', NOTICES)).toEqual(told);
  // What was issued keeps the figures that were considered.
  expect(await documentFor('leader')).toMatch(/撤回）.*2026年1月得91\.00分，等次为好/);
});
