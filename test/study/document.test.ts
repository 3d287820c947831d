import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { Grade } from '../../schema/inspection/InspectionResult.ts';
import type { MinutesContent } from '../../server/study/document/content.ts';
import { minutesDocument } from '../../server/study/document/minutesDocument.ts';
import type { Visitor } from '../access/visitors.ts';
import type { Office } from '../inspection/office.ts';
import { type Minutes, StudyDesk, TEXT } from './studyDesk.ts';

/* GB/T 9704-2012, read out of the document itself: measures in twips (1/20 point), sizes in half points. */

const CONTENT: MinutesContent = {
  title: '研究公安局连续2个月督查结果为差有关情况',
  office: '中共津市市委政法委员会',
  documentNumber: '〔2026〕3号',
  issuedAt: new Date('2026-11-22T16:00:00Z'),
  draftedAt: new Date('2026-11-20T08:00:00Z'),
  meetingOn: '2026-11-09',
  place: '市委三楼会议室',
  chair: '关立新',
  attendees: '关立新、贺文',
  observers: '罗小平',
  considered: '（一）听取了情况说明。\n会议认为，<台账>不实 & 须整改。',
  decided: '一、限期整改。\n（一）两个月后复查。',
  subject: '公安局',
  isAppraised: false,
  grade: Grade.POOR,
  figures: [
    { month: '2026-09', score: '50.00', grade: Grade.POOR },
    { month: '2026-10', score: '61.35', grade: Grade.POOR },
  ],
  submittedTo: '市委常委会组成人员',
  copiedTo: '市委组织部，市纪委监委',
  retraction: null,
};

interface Part {
  [name: string]: string;
}

const unzipped = (bytes: Uint8Array): Part => Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
const partsOf = async (change: Partial<MinutesContent> = {}) => unzipped(await minutesDocument({ ...CONTENT, ...change }));
/** Its paragraphs, in order, without what is around them. */
const paragraphsOf = (xml: string | undefined): string[] => xml?.match(/<w:p>.*?<\/w:p>|<w:p\/>/gs) ?? [];
const textOf = (xml: string) =>
  xml
    .replace(/<w:tab\/>/g, '\t')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
const paragraphWith = (part: Part, text: string): string => {
  const found = paragraphsOf(part['word/document.xml']).find((each) => textOf(each).includes(text));
  if (!found) throw new Error(`No paragraph says ${text}`);
  return found;
};
const attributes = (xml: string | undefined, element: string): Record<string, string> =>
  Object.fromEntries(
    [...(new RegExp(`<${element}( [^>]*?)/?>`).exec(xml ?? '')?.[1] ?? '').matchAll(/ ([\w:]+)="([^"]*)"/g)].map(([, name, value]) => [name as string, value as string]),
  );
/** `FangSong_GB2312 32`: of the first letters. */
const setIn = (xml: string) => `${attributes(xml, 'w:rFonts')['w:eastAsia']} ${attributes(xml, 'w:sz')['w:val']}`;

test('the page is A4 with a type area of 156 × 225 mm, 22 lines of 28 characters', async () => {
  const xml = (await partsOf())['word/document.xml'];
  expect(attributes(xml, 'w:pgSz')).toMatchObject({ 'w:w': '11906', 'w:h': '16838' });
  // 37, 26, 35 and 28 mm.
  expect(attributes(xml, 'w:pgMar')).toMatchObject({ 'w:top': '2098', 'w:right': '1474', 'w:bottom': '1984', 'w:left': '1587' });
  const grid = attributes(xml, 'w:docGrid');
  expect(grid['w:type']).toBe('linesAndChars');
  const area = { width: 11906 - 1474 - 1587, height: 16838 - 2098 - 1984 };
  expect(Math.floor(area.height / Number(grid['w:linePitch']))).toBe(22);
  expect(Math.floor(area.width / (320 + (20 * Number(grid['w:charSpace'])) / 4096))).toBe(28);
});

test('each part is set as the standard has it', async () => {
  const part = await partsOf();
  const flag = paragraphWith(part, '专题会议纪要');
  expect(setIn(flag)).toBe('FZXiaoBiaoSong-B05S 84');
  expect(attributes(flag, 'w:color')).toEqual({ 'w:val': 'FF0000' });
  // 35 mm below the upper edge of the type area.
  expect(attributes(flag, 'w:spacing')['w:before']).toBe('1984');
  expect(setIn(paragraphWith(part, '〔2026〕3号'))).toBe('FangSong_GB2312 32');
  const issuer = paragraphWith(part, '中共津市市委政法委员会\t2026年11月23日');
  expect(attributes(issuer, 'w:bottom')).toMatchObject({ 'w:val': 'single', 'w:color': 'FF0000' });
  expect(attributes(issuer, 'w:tab')).toMatchObject({ 'w:val': 'right', 'w:pos': '8844' });
  expect(setIn(paragraphWith(part, CONTENT.title))).toBe('FZXiaoBiaoSong-B05S 44');
  expect(setIn(paragraphWith(part, '会议认为'))).toBe('FangSong_GB2312 32');
  expect(attributes(paragraphWith(part, '会议认为'), 'w:ind')).toMatchObject({ 'w:firstLineChars': '200', 'w:firstLine': '640' });
  expect(['一、督查结果', '二、研究情况', '三、议定事项', '一、限期整改'].map((text) => setIn(paragraphWith(part, text)))).toEqual(Array(4).fill('SimHei 32'));
  expect(setIn(paragraphWith(part, '（一）听取'))).toBe('KaiTi_GB2312 32');
  const defaults = /<w:docDefaults>.*<\/w:docDefaults>/s.exec(part['word/styles.xml'] ?? '')?.[0];
  expect(attributes(defaults, 'w:spacing')).toMatchObject({ 'w:line': '560', 'w:lineRule': 'exact' });
  expect(part['word/fontTable.xml']).toContain('<w:font w:name="FZXiaoBiaoSong-B05S"><w:altName w:val="SimSun"/>');
  expect(Object.keys(part).filter((name) => /\.(odttf|ttf|otf)$/.test(name))).toEqual([]);
});

test('it says what was typed in and the figures of the streak, in their order', async () => {
  const lines = paragraphsOf((await partsOf())['word/document.xml'])
    .map(textOf)
    .filter(Boolean);
  expect(lines).toEqual([
    '专题会议纪要',
    '〔2026〕3号',
    '中共津市市委政法委员会\t2026年11月23日',
    '研究公安局连续2个月督查结果为差有关情况',
    '2026年11月9日，在市委三楼会议室召开专题研究会议，关立新主持。现将会议情况纪要如下：',
    '一、督查结果',
    '公安局2026年9月得50.00分，等次为差；2026年10月得61.35分，等次为差。连续2个月为差。',
    '二、研究情况',
    '（一）听取了情况说明。',
    '会议认为，<台账>不实 & 须整改。',
    '三、议定事项',
    '一、限期整改。',
    '（一）两个月后复查。',
    '出席：关立新、贺文',
    '列席：罗小平',
    '呈报：市委常委会组成人员。',
    '抄送：市委组织部，市纪委监委。',
    '中共津市市委政法委员会\t2026年11月23日印发',
  ]);
});

test('“出席” is in 黑体, and what runs on stands below the first name', async () => {
  const present = paragraphWith(await partsOf(), '出席：');
  expect(setIn(present)).toBe('SimHei 32');
  expect(attributes(present, 'w:ind')).toMatchObject({ 'w:left': '1600', 'w:hanging': '960' });
});

test('at the foot of the last page stands to whom it is sent, in 四号 仿宋 between a thick, a thin and a thick line', async () => {
  const part = await partsOf();
  const table = /<w:tbl>.*<\/w:tbl>/s.exec(part['word/document.xml'] ?? '')?.[0] ?? '';
  expect(attributes(table, 'w:tblpPr')).toMatchObject({ 'w:vertAnchor': 'margin', 'w:tblpYSpec': 'bottom' });
  expect(paragraphsOf(table).map((each) => setIn(each))).toEqual(Array(3).fill('FangSong_GB2312 28'));
  const lines = [...table.matchAll(/<w:tcBorders>(.*?)<\/w:tcBorders>/gs)].map(([, borders]) => [attributes(borders, 'w:top')['w:sz'], attributes(borders, 'w:bottom')['w:sz']]);
  expect(lines).toEqual([
    ['8', '6'],
    ['6', '8'],
  ]);
  const without = await partsOf({ submittedTo: '', copiedTo: '' });
  expect(without['word/document.xml']).not.toMatch(/抄送|呈报/);
});

test('pages are numbered — 1 — in 四号 宋体, at the right of odd and the left of even ones', async () => {
  const part = await partsOf();
  const footers = Object.entries(part).filter(([name]) => /^word\/footer\d+\.xml$/.test(name));
  const shown = footers.map(([, xml]) => [setIn(xml), attributes(xml, 'w:jc')['w:val'], textOf(xml.replace(/<w:instrText.*?<\/w:instrText>/gs, '#').replace(/^<\?.*?\?>/, ''))]);
  expect(shown.sort()).toEqual([
    ['SimSun 28', 'left', '— # —'],
    ['SimSun 28', 'right', '— # —'],
  ]);
  // The line of 14 points has its middle 7 mm below the type area, 28 mm above the page's edge: its lower edge 25.53 mm.
  expect(footers.map(([, xml]) => attributes(xml, 'w:spacing')['w:line'])).toEqual(['280', '280']);
  expect(attributes(part['word/document.xml'], 'w:pgMar')['w:footer']).toBe('1447');
  expect(part['word/settings.xml']).toContain('<w:evenAndOddHeaders');
});

test('the same minutes are the same bytes, whenever they are made', async () => {
  const [one, two] = [await minutesDocument(CONTENT), await minutesDocument(CONTENT)];
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  expect(unzipped(one)['docProps/core.xml']).toContain('2026-11-22T16:00:00Z');
});

test('a draft says that it is one, and what was retracted says when and why', async () => {
  const draft = await partsOf({ documentNumber: null, issuedAt: null });
  expect(textOf(draft['word/document.xml'] ?? '')).toMatch(/（草稿）.*（草稿，未印发）/s);
  const retracted = await partsOf({ retraction: { at: new Date('2026-12-01T00:00:00Z'), reason: '结果更正后，原因不再成立。Its cause no longer holds after a correction.' } });
  expect(textOf(retracted['word/document.xml'] ?? '')).toMatch(/（本纪要已于2026年12月1日撤回）.*四、撤回说明结果更正后，原因不再成立。出席/s);
});

let desk: StudyDesk;
let office: Office;
let minutes: Minutes;
beforeAll(async () => {
  desk = await StudyDesk.found();
  const { proposal, office: second } = await desk.poorTwice();
  office = second;
  await desk.decide(proposal.id);
  minutes = (await desk.draft(proposal.id)).minutes;
});
afterAll(() => desk.stop());

const fetched = (by: Visitor | undefined, id = minutes.id) => fetch(`${desk.server.url}/minutes/${id}.docx`, { headers: by?.cookie ? { cookie: by.cookie } : {} });
const documentFor = async (by: Visitor) => textOf(unzipped(new Uint8Array(await (await fetched(by)).arrayBuffer()))['word/document.xml'] ?? '');
const leaderReadAt = async () => (await desk.minutes())[0]?.recipients.nodes[0]?.readAt;

test('whoever may see minutes fetches them as a document, a recipient thereby reads them, and all of it is in the audit log', async () => {
  expect((await fetched(desk.leader)).status).toBe(404);
  expect(await documentFor(desk.staff)).toContain('（草稿）');
  await desk.issue(minutes.id);
  expect(await documentFor(desk.staff)).toContain(`2026年1月得50.00分`);
  expect(await leaderReadAt()).toBeNull();
  const response = await fetched(desk.leader);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']);
  expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toMatch(/会议纪要〔\d{4}〕1号\.docx$/);
  const readAt = await leaderReadAt();
  expect(readAt).toEqual(expect.any(String));
  expect(await documentFor(desk.leader)).toContain(`抄送：市委组织部。`);
  expect(await leaderReadAt()).toBe(readAt);
  // To whom it went is no business of the unit.
  const forUnit = await documentFor(desk.reporter);
  expect(forUnit).toContain(TEXT.decided.split('\n')[0]);
  expect(forUnit).not.toMatch(/抄送|呈报/);

  const entries = await desk.server.database.orm.em
    .fork()
    .execute(
      `select kind, subjects, outcome, rows from audit_entry where actor_name = 'leader 同志' and (verb = 'GET /minutes' or operation = 'GET /minutes' or act_id in (select id from audit_entry where verb = 'GET /minutes')) order by id limit 5`,
    );
  expect(entries).toMatchObject([
    { kind: 'ACT' },
    { kind: 'OUTCOME', outcome: 'REFUSED' },
    { kind: 'ACT', subjects: [expect.stringMatching(/^minutes=Minutes:\d+$/)] },
    { kind: 'READ', rows: [expect.stringMatching(/^Minutes:\d+$/)] },
    { kind: 'OUTCOME', outcome: 'DONE' },
  ]);
});

test('what is addressed to others, is nothing, or is nobody’s business is not there', async () => {
  expect((await fetched(desk.other)).status).toBe(404);
  expect((await fetched(desk.staff, 'nothing')).status).toBe(404);
  const inspectors = await fetched(desk.admin);
  expect([inspectors.status, (await inspectors.json()).errors[0].extensions.code]).toEqual([403, 'FORBIDDEN']);
  expect((await fetch(`${desk.server.url}/minutes/${minutes.id}.docx`, { method: 'HEAD', headers: { cookie: desk.leader.cookie as string } })).status).toBe(404);
});

test('after a correction the document that was issued shows its old figures, and that it is retracted', async () => {
  await desk.exonerate(office, 'SZ01');
  const text = await documentFor(desk.leader);
  expect(text).toContain('2026年2月得50.00分，等次为差。连续2个月为差。');
  expect(text).toMatch(/（本纪要已于\d{4}年\d{1,2}月\d{1,2}日撤回）/);
});
