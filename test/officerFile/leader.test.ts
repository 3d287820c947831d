import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Dimension } from '../../schema/appraisal/index.ts';
import { OfficerFileEntryKind } from '../../schema/officerFile/index.ts';
import { OfficerTier } from '../../schema/organisation/index.ts';
import { Presence } from '../../schema/studyClass/index.ts';
import { correctAppraisal } from '../../server/appraisal/objections.ts';
import { reactions } from '../../server/reactions.ts';
import { decideStudy } from '../../server/study/deciding.ts';
import { draftMinutes } from '../../server/study/drafting.ts';
import { issueMinutes } from '../../server/study/issuing.ts';
import { recordAttendance } from '../../server/studyClass/attendance.ts';
import { enrolInStudyClass } from '../../server/studyClass/enrolling.ts';
import { announceStudyClass, closeStudyClass } from '../../server/studyClass/holding.ts';
import { arrangeTalk } from '../../server/talk/deciding.ts';
import { confirmTalkRecord, recordTalk } from '../../server/talk/recording.ts';
import { Offices } from '../appraisal/offices.ts';
import { TEXT } from '../study/studyDesk.ts';
import { RECORD } from '../talk/talkDesk.ts';
import { settled } from '../testkit/settled.ts';

/*
 * A leader is poor in two months: talked with, sent to a class for each, studied, and poor no longer in the second after a correction. Everything that reacts to the log is
 * running.
 */

const HELPED = Object.values(OfficerFileEntryKind).filter((kind) => /^(TALK|STUDY_CLASS|STREAK|MINUTES)_/.test(kind));
const act = (day: string) => ({ now: new Date(`${day}T04:00:00Z`), account: null, name: '关立新' });

let offices: Offices;
const em = (): EntityManager => offices.server.database.orm.em.fork();
const key = async (sql: string) => ((await em().execute(sql)) as [{ id: number }])[0].id;

beforeAll(async () => {
  offices = await Offices.found(reactions);
  for (const month of ['2026-01', '2026-02']) await offices.close(month, { 'XZ01-01': '60' });
  await caughtUp();
  for (const month of ['2026-01', '2026-02']) {
    const talk = await key(`select id from collective_talk where month = '${month}'`);
    await arrangeTalk(em(), talk, { arrangedOn: '2026-12-07', place: '市委三楼会议室', reason: '须集体谈话' }, act('2026-12-01'));
    if (month === '2026-02') continue;
    await recordTalk(em(), talk, { heldOn: '2026-12-07', ...RECORD }, act('2026-12-08'));
    await confirmTalkRecord(em(), talk, act('2026-12-09'));
  }
  await attended();
  const study = await key('select id from study_proposal');
  await decideStudy(em(), study, { reason: '须研究', by: '关立新', now: act('2026-12-01').now });
  const minutes = await draftMinutes(em(), study, TEXT, { person: 1, now: act('2026-12-01').now });
  await issueMinutes(em(), minutes.id, { by: '关立新', person: 2, now: act('2026-12-02').now });
  const second = await key(`select a.id from appraisal a join appraisal_round r on r.id = a.round_id where r.month = '2026-02'`);
  await correctAppraisal(
    em(),
    second,
    { reason: '复核', dimensions: Object.values(Dimension).map((dimension) => ({ dimension, score: '91' })) },
    { by: null, now: act('2026-12-15').now },
  );
  await caughtUp();
}, 120_000);
afterAll(() => offices.stop());

const caughtUp = () => settled(offices.server.database.orm, reactions);

/** A class for what is to be put right of each month; the first is attended and closed. */
async function attended(): Promise<void> {
  for (const month of ['2026-01', '2026-02']) {
    const input = { tier: OfficerTier.LEADERSHIP, title: `${month}学习班`, place: '市委党校', sessions: ['2026-12-07'] };
    const { id } = await announceStudyClass(em(), input, act('2026-12-01'));
    await enrolInStudyClass(em(), id, [await key(`select id from rectification where month = '${month}'`)], act('2026-12-01'));
    if (month === '2026-02') continue;
    const [session, enrolment] = [await key(`select id from study_session where study_class_id = ${id}`), await key(`select id from study_enrolment where study_class_id = ${id}`)];
    await recordAttendance(em(), session, [{ enrolment, presence: Presence.ABSENT }], act('2026-12-08'));
    await recordAttendance(em(), session, [{ enrolment, presence: Presence.MADE_UP }], act('2026-12-10'));
    await closeStudyClass(em(), id, act('2026-12-12'));
  }
}

const ABOUT = `month talk { records { nodes { said } } } enrolment { studyClass { title } } attendance { presence } warning { cause }`;
const fileOf = async (by: string, about = ABOUT) => {
  const asked = `first: 100, orderBy: [{ field: happenedAt }, { field: kind }], filter: { kind: { in: [${HELPED}] } }`;
  const { data, errors } = await offices.who(by).ask(`{ officerFileEntries(${asked}) { nodes { kind ${about} } } }`);
  return errors ? errors.map(({ extensions }) => String(extensions.code)) : data.officerFileEntries.nodes;
};

test('talks, classes with every attendance, streaks and studies enter the file of a leader', async () => {
  const kinds = (await fileOf('chief01')).map(({ kind }: { kind: string }) => kind);
  expect([...new Set(kinds)].sort()).toEqual(HELPED.toSorted());
  // Both were arranged and enrolled in; one was held, one fell; attendance was corrected once.
  expect(kinds).toHaveLength(HELPED.length + 3);
});

test('the leader reads of each what they may see of the thing itself', async () => {
  const own = await fileOf('chief01');
  const of = (kind: string) => own.filter((each: { kind: string }) => each.kind === kind);
  expect(of('TALK_RECORDED')).toMatchObject([{ month: '2026-01', talk: { records: { nodes: [{ said: RECORD.said }] } } }]);
  expect(of('STUDY_CLASS_ATTENDANCE')).toMatchObject([{ attendance: { presence: 'ABSENT' } }, { attendance: { presence: 'MADE_UP' } }]);
  expect(of('STUDY_CLASS_TAKEN_BACK')).toMatchObject([{ enrolment: { studyClass: { title: '2026-02学习班' } } }]);
  expect(of('STREAK_WARNED')).toMatchObject([{ month: '2026-02', warning: { cause: 'STREAK_POOR APPRAISAL_OF_OFFICER XZ01-01 2026-02 2' } }]);
  expect(of('MINUTES_RETRACTED')).toMatchObject([{ month: '2026-02', warning: { cause: 'STREAK_POOR APPRAISAL_OF_OFFICER XZ01-01 2026-02 2' } }]);
  // What the meeting said is for those whom the minutes are addressed to.
  expect((await offices.who('chief01').ask('{ minutes { nodes { id } } }')).errors).toBeDefined();
});

test('the committee reads the same; a cadre office classes alone, and nobody else any of it', async () => {
  expect(await fileOf('secretary')).toEqual(await fileOf('chief01'));
  const seen = new Set((await fileOf('cadre1', '')).map(({ kind }: { kind: string }) => kind.split('_')[0]));
  expect([...seen]).toEqual(['STUDY']);
  expect([await fileOf('officer05'), await fileOf('leader', ''), await fileOf('reporter', '')]).toEqual([[], ['FORBIDDEN'], ['FORBIDDEN']]);
});
