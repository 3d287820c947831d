import {
  BorderStyle,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Tab,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import { chineseDate } from '../dates.ts';
import type { MinutesContent } from './content.ts';
import { COLOPHON, EM, FONTS, LINE, PAGE, SIZE, twips } from './layout.ts';

const WIDTH = twips(PAGE.typeArea.width);
const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const FONT = { ascii: FONTS.body, hAnsi: FONTS.body, eastAsia: FONTS.body, cs: FONTS.body, hint: 'eastAsia' };

/**
 * 版记 (7.4): at the foot of the last page, as wide as the type area, whom the minutes are submitted and copied to, and who issued them and when. Word needs a paragraph
 * after a table.
 */
export function colophon({ submittedTo, copiedTo, office, issuedAt }: MinutesContent): (Table | Paragraph)[] {
  const sent = [
    ['呈报：', submittedTo],
    ['抄送：', copiedTo],
  ] as const;
  const lists = sent.flatMap(([word, bodies]) => (bodies ? sentTo(word, bodies) : []));
  const rows = [...(lists.length ? [lists] : []), [printed(office, issuedAt ? `${chineseDate(issuedAt)}印发` : '（草稿，未印发）')]];
  return [
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: [WIDTH],
      margins: { left: 0, right: 0, top: 0, bottom: 0 },
      float: {
        horizontalAnchor: TableAnchorType.MARGIN,
        relativeHorizontalPosition: RelativeHorizontalPosition.CENTER,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      },
      borders: { top: NO_LINE, bottom: NO_LINE, left: NO_LINE, right: NO_LINE, insideHorizontal: NO_LINE, insideVertical: NO_LINE },
      rows: rows.map((children, index) => new TableRow({ cantSplit: true, children: [cell(children, index > 0, index === rows.length - 1)] })),
    }),
    new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT } }),
  ];
}

function cell(children: Paragraph[], isBelowAnother: boolean, isLast: boolean): TableCell {
  const line = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '000000' });
  return new TableCell({
    width: { size: WIDTH, type: WidthType.DXA },
    borders: { top: line(isBelowAnother ? COLOPHON.thin : COLOPHON.thick), bottom: line(isLast ? COLOPHON.thick : COLOPHON.thin), left: NO_LINE, right: NO_LINE },
    children,
  });
}

/** 7.4.2: one character in on either side, what runs on below the first character after the colon, a full stop after the last. */
function sentTo(word: string, bodies: string): Paragraph {
  return small({ indent: { left: 4 * EM.fourth, hanging: 3 * EM.fourth, right: EM.fourth }, children: [run(`${word}${bodies}。`)] });
}

/** 7.4.3: the office one character in from the left, the date one from the right. */
function printed(office: string, date: string): Paragraph {
  return small({
    indent: { left: EM.fourth },
    tabStops: [{ type: TabStopType.RIGHT, position: WIDTH - EM.fourth }],
    children: [run(office), new TextRun({ font: FONT, size: SIZE.fourth, children: [new Tab(), date] })],
  });
}

function small(options: IParagraphOptions): Paragraph {
  return new Paragraph({ spacing: { line: LINE, lineRule: LineRuleType.EXACT }, ...options });
}

function run(text: string): TextRun {
  return new TextRun({ font: FONT, size: SIZE.fourth, text });
}
