import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { statementsOn } from '../../server/database/index.ts';
import { EventLog } from '../../server/live/index.ts';
import { studyConsumer } from '../../server/study/index.ts';
import { codes, type Minutes, type Recipient, StudyDesk, verb } from './studyDesk.ts';

let desk: StudyDesk;
beforeEach(async () => {
  desk = await StudyDesk.found();
});
afterEach(() => desk.stop());

const REASON = '结果更正后，原因不再成立。Its cause no longer holds after a correction.';
const NOTICES = '{ retractionNotices { nodes { id reason deliveredAt readAt receiptBy correction { reason } recipient { body } minutes { retractedAt } } } }';
const notices = async () => (await desk.server.ask(NOTICES)).retractionNotices.nodes;
const sql = <T>(text: string, values: unknown[] = []) => desk.server.database.orm.em.fork().execute<T[]>(text, values);
const events = async (like: string) =>
  (await sql<{ kind: string; step: string | null }>(`select kind, data ->> 'step' as step from event where kind like ? order by tx, id`, [like])).map(
    ({ kind, step }) => step ?? kind,
  );

test('minutes whose cause falls away are retracted, and every recipient is told why, once, also when the log is read again', async () => {
  const { proposal, office } = await desk.poorTwice();
  await desk.issued(proposal.id);
  await desk.exonerate(office, 'SZ01');
  const [minutes] = (await desk.minutes()) as [Minutes];
  expect(minutes).toMatchObject({ documentNumber: expect.stringContaining('1号'), retractedAt: expect.any(String), retractionReason: REASON });
  expect((await desk.proposals())[0]).toMatchObject({ state: 'RETRACTED', retractedAt: minutes.retractedAt });
  const told = await notices();
  expect(told).toEqual(
    ['市委常委会组成人员', '市委组织部'].map((body) => ({
      id: expect.any(String),
      ...{
        reason: REASON,
        deliveredAt: minutes.retractedAt,
        readAt: null,
        receiptBy: null,
        correction: { reason: '误记' },
        recipient: { body },
        minutes: { retractedAt: minutes.retractedAt },
      },
    })),
  );

  const { orm } = desk.server.database;
  const log = await EventLog.open(orm);
  const all = (await log.latest(statementsOn(orm.em.fork().getKysely<object>()), null, 10_000)).reverse();
  for (const event of all) await orm.em.fork().transactional((em) => studyConsumer.handle({ ...event, cause: String(event.id) }, em));
  expect(await notices()).toEqual(told);
  expect(await desk.minutes()).toEqual([minutes]);
  expect(await events('STUDY_%')).toEqual(['PROPOSE', 'DECIDE', 'DRAFT', 'ISSUE', 'RETRACT']);
  expect(await events('MINUTES_%')).toEqual(['MINUTES_ISSUED', 'MINUTES_RETRACTED']);
});

test('a decision without issued minutes is retracted with nobody to tell, and its draft is not issued any more', async () => {
  const { proposal, office } = await desk.poorTwice();
  await desk.decide(proposal.id);
  const { minutes } = await desk.draft(proposal.id);
  await desk.exonerate(office, 'SZ01');
  expect((await desk.proposals())[0]).toMatchObject({ state: 'RETRACTED', reason: expect.any(String) });
  expect(await notices()).toEqual([]);
  expect((await desk.issue(minutes.id)).problems).toMatchObject([
    { code: 'STUDY_STEP_ILLEGAL', found: 'RETRACTED', messageEn: 'The study is RETRACTED; what can be done: 无 nothing' },
  ]);
  expect(codes(await desk.draft(proposal.id))).toEqual(['STUDY_STEP_ILLEGAL RETRACTED']);
  expect((await desk.minutes())[0]).toMatchObject({ documentNumber: null, retractedAt: null });
});

test('a leader sees the notice addressed to their account and confirms it, once; on paper the staff record it; nobody else sees one', async () => {
  const { proposal, office } = await desk.poorTwice();
  await desk.issued(proposal.id);
  await desk.exonerate(office, 'SZ01');
  const query = '{ retractionNotices { nodes { id reason readAt recipient { body } } } }';
  const seen = (await desk.leader.ask(query)).data.retractionNotices.nodes;
  expect(seen).toEqual([{ id: expect.any(String), reason: REASON, readAt: null, recipient: { body: '市委常委会组成人员' } }]);
  expect((await desk.other.ask(query)).data.retractionNotices.nodes).toEqual([]);
  expect((await desk.reporter.ask(query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  // The minutes themselves stay, marked.
  expect((await desk.leader.ask('{ minutes { nodes { retractedAt retractionReason } } }')).data.minutes.nodes).toEqual([
    { retractedAt: expect.any(String), retractionReason: REASON },
  ]);

  const [{ id }] = seen;
  const confirm = 'mutation ($id: ID!) { confirmRetractionRead(id: $id) { notice { readAt } problems { code found } } }';
  expect(codes(await verb(desk.other, confirm, { id }))).toEqual([`UNKNOWN_ID ${id}`]);
  const first = await verb(desk.leader, confirm, { id });
  expect(first).toEqual({ notice: { readAt: expect.any(String) }, problems: [] });
  expect(await verb(desk.leader, confirm, { id })).toEqual(first);
  const record = 'mutation ($id: ID!) { recordRetractionReceipt(id: $id) { notice { readAt receiptBy } problems { code found } } }';
  expect(codes(await verb(desk.staff, record, { id }))).toEqual(['RECIPIENT_HAS_ACCOUNT']);
  const onPaper = (await notices()).find(({ recipient }: { recipient: Recipient }) => recipient.body === '市委组织部');
  expect((await verb(desk.staff, record, { id: onPaper.id })).notice).toEqual({ readAt: expect.any(String), receiptBy: 'staff 同志' });
});

test('minutes keep the figures that were considered when these are corrected and the row still stands', async () => {
  const { proposal, office } = await desk.poorTwice();
  const issued = await desk.issued(proposal.id);
  const basis = async () =>
    (await sql<Record<'minuted' | 'followed', number[]>>('select m.basis as minuted, p.basis as followed from minutes m join study_proposal p on p.id = m.proposal_id'))[0];
  const before = await basis();
  await office.correct((await office.resultOf('SZ01')).id, { record: [office.finding({ itemCode: 'A1', occurrences: 1 })], reason: '补记' });
  await desk.settled();
  const after = await basis();
  expect(before?.minuted).toEqual(before?.followed);
  expect(after?.minuted).toEqual(before?.minuted);
  expect(after?.followed).not.toEqual(before?.followed);
  expect(await desk.minutes()).toEqual([issued]);
  expect((await desk.proposals())[0]).toMatchObject({ state: 'MINUTED' });
});
