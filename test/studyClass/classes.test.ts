import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Wire } from '../http/live/wire.ts';
import { ClassDesk } from './classDesk.ts';

/* Classes are announced, attended and closed, by whoever holds them; and who sees it. Each test has a class of its own. */

let desk: ClassDesk;
const wires: Wire[] = [];
beforeAll(async () => {
  desk = await ClassDesk.found();
});
beforeEach(() => desk.offices.on('2026-10-09'));
afterEach(async () => void (await Promise.all(wires.splice(0).map((wire) => wire.cut()))));
afterAll(() => desk.stop());

const DAYS = ['2026-10-12', '2026-10-14'] as const;

test('the committee holds classes for every tier, an organ for those that it grades itself, and for no other organ', async () => {
  expect(await desk.announce('secretary', '班子班', 'LEADERSHIP', DAYS[1], DAYS[0])).toMatchObject({
    state: 'ANNOUNCED',
    organ: null,
    sessions: {
      nodes: [
        { position: 1, heldOn: DAYS[0] },
        { position: 2, heldOn: DAYS[1] },
      ],
    },
  });
  expect(await desk.announce('cadre1', '中层班', 'MIDDLE', DAYS[0])).toMatchObject({ organ: { code: 'XZ01' }, tier: 'MIDDLE' });
  const input = { tier: 'STAFF', title: '干警班', place: '党校', sessions: [DAYS[0]] };
  for (const tier of ['LEADERSHIP', 'RESERVE']) {
    expect(await desk.refused('cadre1', 'announceOrganStudyClass', { unitCode: 'XZ01', input: { ...input, tier } })).toEqual([`STUDY_CLASS_OF_OTHER_BODY ${tier}`]);
  }
  expect(await desk.refused('cadre1', 'announceOrganStudyClass', { unitCode: 'XZ02', input })).toEqual(['FORBIDDEN']);
  for (const name of ['cadre1', 'officer05', 'reporter', 'leader']) expect(await desk.refused(name, 'announceStudyClass', { input })).toEqual(['FORBIDDEN']);
  for (const name of ['staff', 'officer05', 'reporter']) expect(await desk.refused(name, 'announceOrganStudyClass', { unitCode: 'XZ01', input })).toEqual(['FORBIDDEN']);
});

test('days and texts must make sense', async () => {
  const good = { tier: 'STAFF', title: '干警班', place: '党校', sessions: [DAYS[0]] };
  const refused = (more: object) => desk.refused('staff', 'announceStudyClass', { input: { ...good, ...more } });
  expect(await refused({ sessions: [] })).toEqual(['VALUE_MISSING']);
  expect(await refused({ sessions: ['2026-10-08'] })).toEqual(['DATE_OUT_OF_RANGE 2026-10-08']);
  expect(await refused({ sessions: ['2027-04-08'] })).toEqual(['DATE_OUT_OF_RANGE 2027-04-08']);
  expect(await refused({ sessions: [DAYS[0], DAYS[0]] })).toEqual([`DUPLICATE ${DAYS[0]}`]);
  expect(await refused({ sessions: ['2026-02-30'] })).toEqual(['BAD_USER_INPUT']);
  expect(await refused({ sessions: Array.from({ length: 31 }, (_, at) => `2026-12-${String(at + 1).padStart(2, '0')}`) })).toEqual(['NUMBER_OUT_OF_RANGE 31']);
  for (const field of ['title', 'place']) {
    expect(await refused({ [field]: ' ' })).toEqual(['VALUE_MISSING']);
    expect(await refused({ [field]: '字'.repeat(101) })).toEqual(['VALUE_TOO_LONG']);
  }
  const { id: studyClass } = await desk.announce('staff', '要取消', 'STAFF', DAYS[0]);
  expect(await desk.refused('staff', 'cancelStudyClass', { studyClass, reason: '' })).toEqual(['VALUE_MISSING']);
  expect(await desk.refused('staff', 'cancelStudyClass', { studyClass, reason: '由'.repeat(501) })).toEqual(['VALUE_TOO_LONG']);
});

test('who has an open rectification and is of the tier and the organ is enrolled, all or none, and everything that is wrong is named', async () => {
  const { id: studyClass } = await desk.announce('cadre1', '报名班', 'STAFF', DAYS[0]);
  const [first, again, second, middle, stranger, unit, gone] = await Promise.all(
    ['XZ01-05', 'XZ01-05', 'XZ01-06', 'XZ01-03', 'XZ02-05', 'XZ01-09', 'XZ01-10'].map((code) => desk.rectification(code)),
  );
  await desk.withdraw(gone as string);
  await desk.offices.server.database.orm.em.fork().execute(`update rectification set officer_id = null where officer_id = (select id from officer where code = 'XZ01-09')`);
  expect(await desk.refused('cadre1', 'enrolInStudyClass', { studyClass, rectifications: [first, again, middle, stranger, unit, gone] })).toEqual([
    'ENROLMENT_TWICE XZ01-05',
    'ENROLMENT_WRONG_TIER XZ01-03',
    `ENROLMENT_OTHER_ORGAN ${stranger}`,
    `ENROLMENT_NOT_OPEN ${unit}`,
    `ENROLMENT_NOT_OPEN ${gone}`,
  ]);
  expect(await desk.refused('cadre1', 'enrolInStudyClass', { studyClass, rectifications: ['nothing'] })).toEqual(['UNKNOWN_ID nothing']);
  expect(await desk.refused('cadre1', 'enrolInStudyClass', { studyClass, rectifications: [] })).toEqual(['NUMBER_OUT_OF_RANGE 0']);
  expect(await desk.enrolled(studyClass)).toEqual({});
  await desk.must('cadre1', 'enrolInStudyClass', { studyClass, rectifications: [first, second] });
  expect(Object.keys(await desk.enrolled(studyClass)).sort()).toEqual(['XZ01-05', 'XZ01-06']);
  expect(await desk.refused('cadre2', 'enrolInStudyClass', { studyClass, rectifications: [again] })).toEqual(['ENROLMENT_TWICE XZ01-05']);
  // An organ's class is that organ's to run.
  for (const name of ['staff', 'secretary', 'other', 'officer05'])
    expect(await desk.refused(name, 'enrolInStudyClass', { studyClass, rectifications: [again] })).toEqual(['FORBIDDEN']);
});

test('attendance is recorded from the session’s day on, corrected by another record beside the old one, and complete when nothing is left to make up', async () => {
  const { id: studyClass, sessions } = await desk.announce('cadre1', '出勤班', 'STAFF', ...DAYS);
  const [one, two] = sessions.nodes.map(({ id }: { id: string }) => id);
  await desk.must('cadre1', 'enrolInStudyClass', { studyClass, rectifications: [await desk.rectification('XZ01-05'), await desk.rectification('XZ01-06')] });
  const { 'XZ01-05': five, 'XZ01-06': six } = await desk.enrolled(studyClass);
  const record = (session: string, ...attendance: [string | undefined, string][]) => ({
    session,
    attendance: attendance.map(([enrolment, presence]) => ({ enrolment, presence })),
  });
  const of = async (code: string) => (await desk.enrolments('cadre1', '出勤班')).find(({ officer }) => officer.code === code);
  expect(await desk.refused('cadre1', 'recordAttendance', record(one, [five, 'PRESENT']))).toEqual(['SESSION_NOT_YET 2026-10-09']);
  desk.offices.on(DAYS[0]);
  expect(await desk.refused('cadre1', 'recordAttendance', record(one, [five, 'PRESENT'], [five, 'ABSENT']))).toEqual([`DUPLICATE ${five}`]);
  expect(await desk.refused('cadre1', 'recordAttendance', record(one))).toEqual(['NUMBER_OUT_OF_RANGE 0']);
  await desk.must('cadre1', 'recordAttendance', record(one, [five, 'PRESENT'], [six, 'EXCUSED']));
  expect(await desk.refused('cadre1', 'recordAttendance', record(two, [five, 'PRESENT']))).toEqual([`SESSION_NOT_YET ${DAYS[0]}`]);
  expect(await desk.refused('cadre1', 'closeStudyClass', { studyClass })).toEqual([`SESSION_NOT_YET ${DAYS[0]}`]);
  desk.offices.on(DAYS[1]);
  expect(await desk.refused('cadre1', 'closeStudyClass', { studyClass })).toEqual([`ATTENDANCE_MISSING XZ01-05 ${DAYS[1]}, XZ01-06 ${DAYS[1]}`]);
  await desk.must('cadre1', 'recordAttendance', record(two, [five, 'PRESENT'], [six, 'PRESENT']));
  expect((await of('XZ01-05')).completedAt).not.toBeNull();
  expect((await of('XZ01-06')).completedAt).toBeNull();
  await desk.must('cadre2', 'recordAttendance', record(one, [five, 'ABSENT'], [six, 'MADE_UP']));
  // Said again it is no other.
  await desk.must('cadre2', 'recordAttendance', record(one, [five, 'ABSENT'], [six, 'MADE_UP']));
  expect(await of('XZ01-06')).toMatchObject({
    completedAt: expect.any(String),
    attendances: {
      nodes: [
        { presence: 'EXCUSED', session: { heldOn: DAYS[0] }, supersededAt: expect.any(String) },
        { presence: 'PRESENT', session: { heldOn: DAYS[1] }, supersededAt: null },
        { presence: 'MADE_UP', session: { heldOn: DAYS[0] }, supersededAt: null },
      ],
    },
  });
  expect(await of('XZ01-05')).toMatchObject({ completedAt: null, attendances: { nodes: [{ presence: 'PRESENT' }, { presence: 'PRESENT' }, { presence: 'ABSENT' }] } });
  await desk.must('cadre1', 'closeStudyClass', { studyClass });
  for (const [verb, args] of [
    ['recordAttendance', record(one, [five, 'MADE_UP'])],
    ['enrolInStudyClass', { studyClass, rectifications: [await desk.rectification('XZ01-08')] }],
    ['cancelStudyClass', { studyClass, reason: '改期' }],
    ['closeStudyClass', { studyClass }],
  ] as const) {
    expect(await desk.refused('cadre1', verb, args)).toEqual(['STUDY_CLASS_STEP_ILLEGAL CLOSED']);
  }
});

test('a withdrawn rectification takes the enrolment back, once; what was attended stays, and who has another may be enrolled again', async () => {
  const { id: studyClass, sessions } = await desk.announce('staff', '收回班', 'STAFF', DAYS[0]);
  const [session] = sessions.nodes.map(({ id }: { id: string }) => id);
  const [wrong, other, later] = await Promise.all(['XZ01-05', 'XZ02-06', 'XZ01-05'].map((code) => desk.rectification(code)));
  await desk.must('staff', 'enrolInStudyClass', { studyClass, rectifications: [wrong, other] });
  const { 'XZ01-05': five, 'XZ02-06': six } = await desk.enrolled(studyClass);
  desk.offices.on(DAYS[0]);
  const attendance = [five, six].map((enrolment) => ({ enrolment, presence: 'PRESENT' }));
  await desk.must('staff', 'recordAttendance', { session, attendance });
  await desk.withdraw(wrong as string);
  for (const dies of [true, false]) await desk.follow(dies);
  const [taken, standing] = await desk.enrolments('staff', '收回班');
  expect(taken).toMatchObject({ takenBackAt: expect.any(String), completedAt: expect.any(String), attendances: { nodes: [{ presence: 'PRESENT', supersededAt: null }] } });
  expect(standing).toMatchObject({ takenBackAt: null, officer: { code: 'XZ02-06' } });
  expect(await desk.refused('staff', 'recordAttendance', { session, attendance: [{ enrolment: five, presence: 'ABSENT' }] })).toEqual(['ENROLMENT_TAKEN_BACK XZ01-05']);
  await desk.must('staff', 'enrolInStudyClass', { studyClass, rectifications: [later] });
  expect(await desk.refused('staff', 'closeStudyClass', { studyClass })).toEqual([`ATTENDANCE_MISSING XZ01-05 ${DAYS[0]}`]);
  // Of each person the log tells by their keys.
  const told = await desk.offices.server.database.orm.em.fork().execute<{ step: string; code: string | null }[]>(
    `select e.data ->> 'step' as step, o.code from event e join study_class c on c.id = (e.data ->> 'studyClass')::int
      left join study_enrolment n on n.id = (e.data ->> 'enrolment')::int left join officer o on o.id = (e.data ->> 'officer')::int and o.id = n.officer_id
    where e.kind = 'STUDY_CLASS_CHANGED' and c.title = '收回班' order by e.tx, e.id`,
  );
  expect(told.map(({ step, code }) => `${step} ${code ?? ''}`.trim())).toEqual([
    ...['ANNOUNCE', 'ENROL XZ01-05', 'ENROL XZ02-06', 'ATTEND XZ01-05', 'ATTEND XZ02-06', 'TAKE_BACK XZ01-05', 'ENROL XZ01-05'],
  ]);
});

test('the committee sees all, a cadre office its own classes and in others its officers, an officer themselves, and nobody else anything', async () => {
  const { id: joint } = await desk.announce('staff', '联合班', 'STAFF', DAYS[0]);
  await desk.must('staff', 'enrolInStudyClass', { studyClass: joint, rectifications: [await desk.rectification('XZ01-05'), await desk.rectification('XZ02-05')] });
  const { id: own } = await desk.announce('cadre1', '本院班', 'STAFF', DAYS[0]);
  await desk.must('cadre1', 'enrolInStudyClass', { studyClass: own, rectifications: [await desk.rectification('XZ01-06')] });
  const classes = async (by: string) => {
    const { data, errors } = await desk.offices.who(by).ask('{ studyClasses { nodes { title enrolments { nodes { officerName } } } } }');
    if (errors) return errors.map(({ extensions }) => extensions.code);
    const shown = data.studyClasses.nodes.filter(({ title }: { title: string }) => ['联合班', '本院班'].includes(title));
    return shown.map(({ title, enrolments }: { title: string; enrolments: { nodes: { officerName: string }[] } }) => [title, ...enrolments.nodes.map((each) => each.officerName)]);
  };
  const [all, ofFirst, ofSecond] = [
    ['联合班', '干警XZ01-05', '干警XZ02-05'],
    ['联合班', '干警XZ01-05'],
    ['联合班', '干警XZ02-05'],
  ];
  for (const name of ['staff', 'secretary']) expect(await classes(name)).toEqual([all, ['本院班', '干警XZ01-06']]);
  expect(await classes('cadre1')).toEqual([ofFirst, ['本院班', '干警XZ01-06']]);
  expect(await classes('other')).toEqual([ofSecond]);
  expect(await classes('officer05')).toEqual([ofFirst]);
  expect(await classes('officer06')).toEqual([['本院班', '干警XZ01-06']]);
  expect(await classes('chief01')).toEqual([]);
  for (const name of ['reporter', 'leader']) expect(await classes(name)).toEqual(['FORBIDDEN']);
  // The committee's class is the committee's to run.
  expect(await desk.refused('cadre1', 'cancelStudyClass', { studyClass: joint, reason: '改期' })).toEqual(['FORBIDDEN']);
  await desk.must('staff', 'cancelStudyClass', { studyClass: joint, reason: '改期' });
});

test('nobody enrols themselves, or records their own attendance', async () => {
  const { id: studyClass, sessions } = await desk.announce('both', '自办班', 'STAFF', DAYS[0]);
  const rectifications = [await desk.rectification('XZ01-07')];
  expect(await desk.refused('both', 'enrolInStudyClass', { studyClass, rectifications })).toEqual(['DUTY_NOT_SEPARATED XZ01-07']);
  await desk.must('cadre1', 'enrolInStudyClass', { studyClass, rectifications });
  desk.offices.on(DAYS[0]);
  const attendance = Object.values(await desk.enrolled(studyClass)).map((enrolment) => ({ enrolment, presence: 'PRESENT' }));
  const args = { session: sessions.nodes[0].id, attendance };
  expect(await desk.refused('both', 'recordAttendance', args)).toEqual(['DUTY_NOT_SEPARATED XZ01-07']);
  await desk.must('cadre1', 'recordAttendance', args);
});

test('of two at once who enrol the same one does, and of two who record the same there is one record', async () => {
  const { id: studyClass, sessions } = await desk.announce('cadre1', '并发班', 'STAFF', DAYS[0]);
  const rectifications = [await desk.rectification('XZ01-05')];
  const enrolled = await Promise.all(['cadre1', 'cadre2'].map((name) => desk.refused(name, 'enrolInStudyClass', { studyClass, rectifications })));
  expect(enrolled.sort()).toEqual([[], ['ENROLMENT_TWICE XZ01-05']]);
  desk.offices.on(DAYS[0]);
  const [enrolment] = Object.values(await desk.enrolled(studyClass));
  const args = { session: sessions.nodes[0].id, attendance: [{ enrolment, presence: 'PRESENT' }] };
  expect(await Promise.all(['cadre1', 'cadre2'].map((name) => desk.refused(name, 'recordAttendance', args)))).toEqual([[], []]);
  expect((await desk.enrolments('cadre1', '并发班'))[0].attendances.nodes).toEqual([{ presence: 'PRESENT', supersededAt: null, session: { heldOn: DAYS[0] } }]);
  // What is withdrawn at the same moment is not enrolled, or taken back.
  const fading = await desk.rectification('XZ01-06');
  const [refused] = await Promise.all([desk.refused('cadre1', 'enrolInStudyClass', { studyClass, rectifications: [fading] }), desk.withdraw(fading)]);
  await desk.follow();
  const left = (await desk.enrolments('cadre1', '并发班')).slice(1).map(({ takenBackAt }) => takenBackAt !== null);
  expect([refused, left]).toEqual(refused.length ? [[`ENROLMENT_NOT_OPEN ${fading}`], []] : [[], [true]]);
  const ends = await Promise.all([desk.refused('cadre1', 'closeStudyClass', { studyClass }), desk.refused('cadre2', 'cancelStudyClass', { studyClass, reason: '改期' })]);
  expect(ends.filter((each) => !each.length)).toHaveLength(1);
});

test('each step is told once and in order to the committee and to the cadre office that sees the class, and an officer may not listen', async () => {
  const QUERY = 'subscription ($after: EventCursor) { studyClassChanged(after: $after) { step studyClass { title } } }';
  const now = await desk.offices.who('staff').ask('{ board { cursor } }');
  const wireOf = async (name: string) => {
    const wire = await Wire.open(desk.offices.server.socketUrl, { headers: { cookie: desk.offices.who(name).cookie as string } });
    wires.push(wire);
    return wire;
  };
  const [staff, cadre, other, officer] = [await wireOf('staff'), await wireOf('cadre1'), await wireOf('other'), await wireOf('officer05')];
  for (const wire of [staff, cadre, other]) await wire.listen('classes', QUERY, { after: now.data.board.cursor });
  officer.subscribe('classes', QUERY);
  expect((await officer.refused('classes'))[0].extensions.code).toBe('FORBIDDEN');
  const { id: studyClass } = await desk.announce('cadre1', '收听班', 'STAFF', DAYS[0]);
  await desk.must('cadre1', 'enrolInStudyClass', { studyClass, rectifications: [await desk.rectification('XZ01-05')] });
  await desk.must('cadre1', 'cancelStudyClass', { studyClass, reason: '改期' });
  const { id: joint } = await desk.announce('staff', '联收班', 'STAFF', DAYS[0]);
  await desk.must('staff', 'enrolInStudyClass', { studyClass: joint, rectifications: [await desk.rectification('XZ02-05')] });
  const heard = async (wire: Wire, count: number) =>
    (await wire.heard('classes', count)).map(({ data: { studyClassChanged } }) => `${studyClassChanged.studyClass.title} ${studyClassChanged.step}`);
  const own = ['ANNOUNCE', 'ENROL', 'CANCEL'].map((step) => `收听班 ${step}`);
  expect(await heard(staff, 5)).toEqual([...own, '联收班 ANNOUNCE', '联收班 ENROL']);
  expect(await heard(cadre, 3)).toEqual(own);
  expect((await heard(other, 1)).at(-1)).toMatch(/^联收班/);
});
