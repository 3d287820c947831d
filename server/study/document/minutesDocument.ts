import { AlignmentType, Document, DocumentGridType, Footer, LineRuleType, Packer, PageNumber, Paragraph, Tab, TabStopType, TextRun } from 'docx';
import { chineseDate, chineseMonth } from '../dates.ts';
import { GRADE_WORDS } from '../drafting.ts';
import { colophon } from './colophon.ts';
import type { MinutesContent } from './content.ts';
import { BLANK_LINES, BOTTOM, EM, FONTS, HEADING, LINE, PAGE, PAGE_NUMBER, RED_RULE, RIGHT, SIZE, twips, WORD_GRID } from './layout.ts';
import { reproducible } from './package.ts';

/** 一级标题、二级标题, as 7.3.3 numbers them. */
const FIRST_LEVEL = /^[一二三四五六七八九十]+、/;
const SECOND_LEVEL = /^（[一二三四五六七八九十]+）/;

/** Two characters in, whatever size these have (7.3.3). */
const FIRST_LINE = { firstLine: 2 * EM.third, firstLineChars: 200 };
const TYPE_AREA = twips(PAGE.typeArea.width);

/** Minutes as a .docx in the layout of official minutes (GB/T 9704-2012 10.3). The same content gives the same bytes. */
export async function minutesDocument(content: MinutesContent): Promise<Uint8Array> {
  const document = new Document({
    title: content.title,
    creator: content.office,
    lastModifiedBy: content.office,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: { document: { run: { font: fontOf(FONTS.body), size: SIZE.third }, paragraph: { spacing: { line: LINE, lineRule: LineRuleType.EXACT } } } },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(PAGE.width), height: twips(PAGE.height) },
            margin: { top: twips(PAGE.top), left: twips(PAGE.left), bottom: twips(BOTTOM), right: twips(RIGHT), header: twips(15), footer: twips(PAGE_NUMBER.fromEdge), gutter: 0 },
          },
          grid: { type: DocumentGridType.LINES_AND_CHARS, ...WORD_GRID },
        },
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [...head(content), ...body(content), ...attendance(content), ...colophon(content)],
      },
    ],
  });
  return reproducible(await Packer.toBuffer(document), content.issuedAt ?? content.draftedAt);
}

/** 纪要标志、编号、印发机关和日期、红色分隔线、标题. */
function head({ documentNumber, office, issuedAt, retraction, title }: MinutesContent): Paragraph[] {
  const rule = { color: HEADING.colour, style: 'single', size: RED_RULE.eighthsOfPoint, space: Math.round((RED_RULE.below / 25.4) * 72) } as const;
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      // As high as its letters: what is above 35 mm is the type area's own.
      spacing: { before: twips(HEADING.below), line: SIZE.initial * 10, lineRule: LineRuleType.EXACT },
      children: [run('专题会议纪要', FONTS.title, SIZE.initial, HEADING.colour)],
    }),
    centred(documentNumber ?? '（草稿）', FONTS.body, SIZE.third, BLANK_LINES.beforeNumber),
    ...(retraction ? [centred(`（本纪要已于${chineseDate(retraction.at)}撤回）`, FONTS.heading, SIZE.third, 0)] : []),
    new Paragraph({
      tabStops: [{ type: TabStopType.RIGHT, position: TYPE_AREA }],
      border: { bottom: rule },
      children: [run(office), new TextRun({ ...styleOf(FONTS.body, SIZE.third), children: [new Tab(), issuedAt ? chineseDate(issuedAt) : '（未印发）'] })],
    }),
    centred(title, FONTS.title, SIZE.second, BLANK_LINES.beforeTitle),
    new Paragraph({}),
  ];
}

function body({ meetingOn, place, chair, subject, isAppraised, grade, figures, considered, decided, retraction }: MinutesContent): Paragraph[] {
  const months = figures.map((figure) => `${chineseMonth(figure.month)}得${figure.score}分，等次为${GRADE_WORDS[figure.grade]}`);
  return [
    ...paragraphs(`${chineseDate(meetingOn)}，在${place}召开专题研究会议，${chair}主持。现将会议情况纪要如下：`),
    ...paragraphs(`一、${isAppraised ? '月考评结果' : '督查结果'}\n${subject}${months.join('；')}。连续${figures.length}个月为${GRADE_WORDS[grade]}。`),
    ...paragraphs(`二、研究情况\n${considered}`),
    ...paragraphs(`三、议定事项\n${decided}`),
    ...(retraction ? paragraphs(`四、撤回说明\n${inChinese(retraction.reason)}`) : []),
  ];
}

/** 10.3: a line below the text, two characters in; what runs on stands below the first character after the colon. */
function attendance({ attendees, observers }: MinutesContent): Paragraph[] {
  return (
    [
      ['出席：', attendees],
      ['列席：', observers],
    ] as const
  ).flatMap(([word, names], index) =>
    names === null
      ? []
      : new Paragraph({
          indent: { left: 5 * EM.third, hanging: 3 * EM.third },
          spacing: { before: index ? 0 : BLANK_LINES.beforeAttendees * LINE, line: LINE, lineRule: LineRuleType.EXACT },
          children: [run(word, FONTS.heading), run(names.replaceAll('\n', '，'))],
        }),
  );
}

/** A paragraph for each line that is not blank, headings in their fonts. Each page is filled to its last line: Word would hold the last but one back. */
function paragraphs(text: string): Paragraph[] {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  return lines.map((line) => {
    const font = FIRST_LEVEL.test(line) ? FONTS.heading : SECOND_LEVEL.test(line) ? FONTS.subheading : FONTS.body;
    return new Paragraph({ indent: FIRST_LINE, widowControl: false, children: [run(line, font)] });
  });
}

/** Of what the system says in both languages the Chinese sentence: it is a Chinese paper. */
function inChinese(text: string): string {
  return text.slice(0, text.lastIndexOf('。') + 1) || text;
}

function centred(text: string, font: string, size: number, blankLines: number): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: blankLines * LINE, line: LINE, lineRule: LineRuleType.EXACT },
    children: [run(text, font, size)],
  });
}

/** — 1 — */
function pageNumber(side: 'left' | 'right'): Footer {
  const children = ['— ', PageNumber.CURRENT, ' —'];
  return new Footer({
    children: [
      new Paragraph({
        alignment: side,
        indent: { [side]: EM.fourth },
        spacing: { line: EM.fourth, lineRule: LineRuleType.EXACT },
        children: [new TextRun({ ...styleOf(FONTS.pageNumber, SIZE.fourth), children })],
      }),
    ],
  });
}

function run(text: string, font: string = FONTS.body, size: number = SIZE.third, color?: string): TextRun {
  return new TextRun({ ...styleOf(font, size), text, ...(color ? { color } : {}) });
}

function styleOf(font: string, size: number) {
  return { font: fontOf(font), size };
}

/** Digits and letters too: Word would set them in another one. */
function fontOf(name: string) {
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' };
}
