import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { issueMinutes } from '../../server/study/issuing.ts';
import { person } from '../access/visitors.ts';
import { codes, GOOD, type Minutes, POOR, type Recipient, StudyDesk, TEXT, verb } from './studyDesk.ts';

let desk: StudyDesk;
beforeEach(async () => {
  desk = await StudyDesk.found();
});
afterEach(() => desk.stop());

const sql = <T>(text: string) => desk.server.database.orm.em.fork().execute<T[]>(text);
const recipientsOf = ({ recipients }: Minutes) => recipients.nodes.map(({ kind, body, signInName }) => `${kind} ${body} ${signInName ?? ''}`.trim());

test('minutes are drafted once the study is decided, edited until they are issued, and frozen from then on', async () => {
  const { proposal } = await desk.poorTwice();
  expect(codes(await desk.draft(proposal.id))).toEqual(['STUDY_STEP_ILLEGAL PROPOSED']);
  await desk.decide(proposal.id);
  const { minutes } = await desk.draft(proposal.id);
  expect(minutes).toMatchObject({
    documentNumber: null,
    issuedAt: null,
    title: '研究单位SZ01连续2个月督查结果为差有关情况',
    submittedTo: '市委常委会组成人员',
    copiedTo: '市委组织部',
  });
  const { minutes: edited } = await desk.draft(proposal.id, { decided: '复查。', recipients: null });
  expect(edited).toMatchObject({ id: minutes.id, decided: '复查。' });
  expect(recipientsOf(edited)).toEqual(['SUBMITTED_TO 市委常委会组成人员 leader', 'COPIED_TO 市委组织部']);
  const { minutes: issued } = await desk.issue(minutes.id);
  expect(issued).toMatchObject({ documentNumber: expect.stringMatching(/^〔\d{4}〕1号$/), issuedBy: 'secretary 同志' });
  expect(issued.recipients.nodes.every(({ deliveredAt }: Recipient) => deliveredAt === issued.issuedAt)).toBe(true);
  expect(codes(await desk.draft(proposal.id))).toEqual(['STUDY_STEP_ILLEGAL MINUTED']);
  expect(codes(await desk.issue(minutes.id))).toEqual(['STUDY_STEP_ILLEGAL MINUTED']);
  expect((await desk.minutes())[0]).toEqual(issued);
});

test('whoever drafted any of it does not issue it; another does', async () => {
  const { proposal } = await desk.poorTwice();
  await desk.decide(proposal.id);
  const { minutes } = await desk.draft(proposal.id, {}, desk.both);
  expect(codes(await desk.issue(minutes.id, desk.both))).toEqual(['DUTY_NOT_SEPARATED 会议纪要 the minutes']);
  // Also when somebody else wrote the last word.
  await desk.draft(proposal.id);
  expect(codes(await desk.issue(minutes.id, desk.both))).toEqual(['DUTY_NOT_SEPARATED 会议纪要 the minutes']);
  expect(
    await desk.secretary.refused('mutation ($input: DraftMinutesInput!) { draftMinutes(input: $input) { problems { code } } }', { input: { proposal: proposal.id, ...TEXT } }),
  ).toEqual(['FORBIDDEN']);
  expect(codes(await desk.issue(minutes.id))).toEqual([]);
});

test('numbers count a year’s minutes without gaps, also when several are issued at once and one is refused', async () => {
  for (const month of ['2026-01', '2026-02', '2026-03', '2026-04']) await desk.publish(month, { SZ01: POOR, SZ02: GOOD });
  const drafts: Minutes[] = [];
  for (const { id } of await desk.proposals()) {
    await desk.decide(id);
    drafts.push((await desk.draft(id)).minutes);
  }
  expect(drafts).toHaveLength(4);
  await sql(`delete from minutes_recipient where minutes_id = (select max(id) from minutes)`);
  const em = () => desk.server.database.orm.em.fork();
  const keys = (await sql<{ id: number }>('select id from minutes order by id')).map(({ id }) => id) as [number, number, number, number];
  const [one, two, three, none] = keys;
  // In Shanghai the year has begun for the third.
  const at = (key: number, moment: string) => issueMinutes(em(), key, { by: null, person: null, now: new Date(moment) });
  const issued = await Promise.allSettled([at(one, '2026-12-31T15:59:59Z'), at(two, '2026-12-31T15:59:59Z'), at(none, '2026-12-31T15:59:59Z'), at(three, '2026-12-31T16:00:00Z')]);
  expect(issued.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  const numbers = (await desk.minutes()).map(({ documentNumber }) => documentNumber);
  expect(numbers.slice(0, 2).sort()).toEqual(['〔2026〕1号', '〔2026〕2号']);
  expect(numbers.slice(2)).toEqual(['〔2027〕1号', null]);
});

test('of two who issue the same minutes at once one does', async () => {
  const { proposal } = await desk.poorTwice();
  await desk.decide(proposal.id);
  const { minutes } = await desk.draft(proposal.id);
  const answers = await Promise.all([desk.issue(minutes.id), desk.issue(minutes.id, desk.both)]);
  expect(answers.flatMap((each) => codes(each))).toEqual(['STUDY_STEP_ILLEGAL MINUTED']);
  expect(await sql(`select kind, count(*)::int as count from event where kind like 'MINUTES%' group by kind`)).toEqual([{ kind: 'MINUTES_ISSUED', count: 1 }]);
});

test('what a draft must not lack, or hold, is refused by name', async () => {
  const { proposal } = await desk.poorTwice();
  await desk.decide(proposal.id);
  const refused = async (change: Record<string, unknown>) =>
    (await desk.draft(proposal.id, change)).problems.map(({ code, field }: { code: string; field: string }) => `${code} ${field}`);
  expect(await refused({ chair: ' ' })).toEqual(['VALUE_MISSING chair']);
  expect(await refused({ place: '长'.repeat(101) })).toEqual(['VALUE_TOO_LONG place']);
  expect(await refused({ recipients: [] })).toEqual(['VALUE_MISSING recipients']);
  expect(await refused({ recipients: [{ body: '甲', kind: 'COPIED_TO', signInName: 'nobody' }] })).toEqual(['RECIPIENT_UNKNOWN signInName']);
  expect(await refused({ recipients: [{ body: '甲', kind: 'COPIED_TO', signInName: 'staff' }] })).toEqual(['RECIPIENT_UNKNOWN signInName']);
  const twice = { body: '甲', kind: 'COPIED_TO' };
  expect(await refused({ recipients: [twice, twice] })).toEqual(['DUPLICATE body']);
  const leader = { kind: 'COPIED_TO', signInName: ' Leader ' };
  expect(
    await refused({
      recipients: [
        { body: '甲', ...leader },
        { body: '乙', ...leader },
      ],
    }),
  ).toEqual(['DUPLICATE signInName']);
  expect(await desk.minutes()).toEqual([]);
});

test('without a list the default one is used, which the committee replaces as a whole', async () => {
  const { proposal } = await desk.poorTwice();
  await desk.decide(proposal.id);
  const { minutes } = await desk.draft(proposal.id, { recipients: null });
  expect(recipientsOf(minutes)).toEqual(['SUBMITTED_TO 市委常委会组成人员', 'SUBMITTED_TO 上级党委政法委员会', 'COPIED_TO 市委组织部', 'COPIED_TO 市纪委监委']);
  const replace = 'mutation ($recipients: [RecipientInput!]!) { setDefaultRecipients(recipients: $recipients) { recipients { body kind position signInName } problems { code } } }';
  const recipients = [
    { body: '市委书记', kind: 'SUBMITTED_TO', signInName: 'Leader' },
    { body: '市纪委监委', kind: 'COPIED_TO' },
  ];
  expect((await verb(desk.staff, replace, { recipients })).recipients).toEqual([
    { body: '市委书记', kind: 'SUBMITTED_TO', position: 1, signInName: 'leader' },
    { body: '市纪委监委', kind: 'COPIED_TO', position: 2, signInName: null },
  ]);
  expect(await desk.leader.refused(replace, { recipients })).toEqual(['FORBIDDEN']);
  // The draft keeps its own.
  expect(recipientsOf((await desk.minutes())[0] as Minutes)).toHaveLength(4);
});

test('a leader sees the minutes addressed to their account once they are issued, and of the recipients themselves; another sees none', async () => {
  const { proposal } = await desk.poorTwice();
  await desk.decide(proposal.id);
  const { minutes } = await desk.draft(proposal.id);
  const query =
    '{ minutes { totalCount nodes { decided copiedTo proposal { unit { code } months } recipients { nodes { body } } } } minutesRecipients { totalCount } studyProposals { totalCount } }';
  const nothing = { minutes: { totalCount: 0, nodes: [] }, minutesRecipients: { totalCount: 0 }, studyProposals: { totalCount: 0 } };
  expect((await desk.leader.ask(query)).data).toEqual(nothing);
  await desk.issue(minutes.id);
  expect((await desk.leader.ask(query)).data).toEqual({
    minutes: {
      totalCount: 1,
      nodes: [{ decided: TEXT.decided, copiedTo: '市委组织部', proposal: { unit: { code: 'SZ01' }, months: 2 }, recipients: { nodes: [{ body: '市委常委会组成人员' }] } }],
    },
    minutesRecipients: { totalCount: 1 },
    studyProposals: { totalCount: 1 },
  });
  expect((await desk.other.ask(query)).data).toEqual(nothing);
  expect((await desk.other.ask('query ($id: ID!) { node(id: $id) { id } }', { id: minutes.id })).data.node).toBeNull();
  expect((await desk.leader.ask('{ studyProposals { nodes { reason } } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('a unit’s reporter sees its minutes once they are issued, not to whom they went; another unit’s sees none', async () => {
  const { proposal } = await desk.poorTwice();
  const query = '{ studyProposals { totalCount } minutes { nodes { decided } } }';
  expect((await desk.reporter.ask(query)).data).toEqual({ studyProposals: { totalCount: 0 }, minutes: { nodes: [] } });
  await desk.issued(proposal.id);
  expect((await desk.reporter.ask(query)).data).toEqual({ studyProposals: { totalCount: 1 }, minutes: { nodes: [{ decided: TEXT.decided }] } });
  for (const field of ['copiedTo', 'submittedTo', 'recipients { totalCount }']) {
    expect((await desk.reporter.ask(`{ minutes { nodes { ${field} } } }`)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  const { unit } = await desk.server.ask('{ unit(code: "SZ02") { id } }');
  const another = await person(desk.server, desk.admin, 'reporter2', ['REPORTER'], { unit: unit.id });
  expect((await another.ask(query)).data).toEqual({ studyProposals: { totalCount: 0 }, minutes: { nodes: [] } });
});

test('reading is recorded once, of whom it was sent to and nobody else; on paper by the staff', async () => {
  const { proposal } = await desk.poorTwice();
  await desk.decide(proposal.id);
  const { minutes } = await desk.draft(proposal.id);
  const [toLeader, onPaper] = minutes.recipients.nodes as [Recipient, Recipient];
  expect(codes(await desk.confirm(minutes.id))).toEqual([`UNKNOWN_ID ${minutes.id}`]);
  expect(codes(await desk.receipt(onPaper.id))).toEqual([`UNKNOWN_ID ${onPaper.id}`]);
  await desk.issue(minutes.id);
  expect(codes(await desk.confirm(minutes.id, desk.other))).toEqual([`UNKNOWN_ID ${minutes.id}`]);
  expect(await desk.staff.refused('mutation ($id: ID!) { confirmMinutesRead(id: $id) { problems { code } } }', { id: minutes.id })).toEqual(['FORBIDDEN']);
  const first = (await desk.confirm(minutes.id)).recipient;
  expect(first).toEqual({ id: toLeader.id, readAt: expect.any(String) });
  expect((await desk.confirm(minutes.id)).recipient).toEqual(first);
  expect(codes(await desk.receipt(toLeader.id))).toEqual(['RECIPIENT_HAS_ACCOUNT']);
  const received = (await desk.receipt(onPaper.id)).recipient;
  expect(received).toMatchObject({ readAt: expect.any(String), receiptBy: 'staff 同志' });
  expect((await desk.receipt(onPaper.id, desk.both)).recipient).toEqual(received);
});
