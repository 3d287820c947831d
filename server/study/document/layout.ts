/*
 * How official minutes are laid out: GB/T 9704-2012 《党政机关公文格式》, each measure with its clause. Lengths in mm as the standard has them; Word counts
 * twips (1/20 point) and half points.
 */

const TWIPS_A_MM = 1440 / 25.4;

export function twips(mm: number): number {
  return Math.round(mm * TWIPS_A_MM);
}

/** 5.1, 5.2.1: A4, 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm. What is left is the margin at the bottom (35 mm) and at the right (26 mm). */
export const PAGE = { width: 210, height: 297, top: 37, left: 28, typeArea: { width: 156, height: 225 } } as const;
export const BOTTOM = PAGE.height - PAGE.top - PAGE.typeArea.height;
export const RIGHT = PAGE.width - PAGE.left - PAGE.typeArea.width;

/** 5.2.3: 22 lines of 28 characters a page. */
export const GRID = { lines: 22, characters: 28 } as const;

/** Sizes (号) in half points: 初号 42, 二号 22, 三号 16, 四号 14 points. */
export const SIZE = { initial: 84, second: 44, third: 32, fourth: 28 } as const;

/** A character of 三号, as wide as high (twips); of 四号. */
export const EM = { third: 320, fourth: 280 } as const;

/** Fixed 28 points from line to line: of these 22 and no 23rd go into 225 mm (637.8 points). Twips. */
export const LINE = 560;

/** What Word needs to know for 28 characters a line: how much the pitch of one differs from its size, in 1/4096 point; and 22 lines: their pitch in twips.
 * Rounded down: one line or character too wide, and a page holds one less. */
export const WORD_GRID = {
  linePitch: Math.floor(twips(PAGE.typeArea.height) / GRID.lines),
  charSpace: Math.floor((((PAGE.typeArea.width / 25.4) * 72) / GRID.characters - SIZE.third / 2) * 4096),
} as const;

/** Named, never bundled: offices have them. Beside each what Word takes where it is not installed. */
export const FONTS = {
  /** 7.2.4, 7.3.1, 10.3 小标宋. */
  title: 'FZXiaoBiaoSong-B05S',
  /** 5.2.2 仿宋. */
  body: 'FangSong_GB2312',
  /** 7.3.3 黑体 of the first level of headings, and 10.3 of “出席”. */
  heading: 'SimHei',
  /** 7.3.3 楷体 of the second. */
  subheading: 'KaiTi_GB2312',
  /** 7.5 宋体 of page numbers. */
  pageNumber: 'SimSun',
} as const;
export const FALLBACKS: Readonly<Record<string, string>> = {
  [FONTS.title]: 'SimSun',
  [FONTS.body]: 'FangSong',
  [FONTS.heading]: 'Microsoft YaHei',
  [FONTS.subheading]: 'KaiTi',
  [FONTS.pageNumber]: 'NSimSun',
};

/** 10.3: 纪要标志 red, its upper edge 35 mm below that of the type area. */
export const HEADING = { below: 35, colour: 'FF0000' } as const;
/** 7.2.5: the number two lines below it. 7.2.7: 4 mm below that a red line as wide as the type area. 7.3.1: the title two lines below the line. */
export const RED_RULE = { below: 4, eighthsOfPoint: 12 } as const;
export const BLANK_LINES = { beforeNumber: 2, beforeTitle: 2, beforeAttendees: 1 } as const;

/** 7.4.1: 版记's first and last line thick, 0.35 mm, the one between thin, 0.25 mm (eighths of a point: 8 and 6). */
export const COLOPHON = { thick: 8, thin: 6 } as const;

/** 7.5: 四号 宋体, its dashes 7 mm below the type area: half a line below its upper edge. Odd pages to the right, even ones to the left, one character in. Its line's lower edge from the page's (mm). */
export const PAGE_NUMBER = { fromEdge: BOTTOM - 7 - (SIZE.fourth / 4 / 72) * 25.4 } as const;
