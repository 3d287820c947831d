import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { code, date, decimal, integer, text, word, yesNo } from '../../server/intake/index.ts';
import type { Cell } from '../../server/intake/sheet.ts';

const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10));
const fullWidth = (half: string) => half.replace(/[!-~]/g, (each) => String.fromCodePoint((each.codePointAt(0) as number) + 0xfee0));
const serial = (day: string) => Date.parse(day) / 86_400_000 + 25_569;

function problemOf(reading: ReturnType<typeof date> | ReturnType<ReturnType<typeof integer>>): string | undefined {
  return 'problem' in reading ? reading.problem.code : undefined;
}

describe('a date', () => {
  const styles: Record<string, (year: string, month: string, day: string) => Cell> = {
    'with hyphens': (year, month, day) => `${year}-${month}-${day}`,
    'with slashes': (year, month, day) => `${year}/${Number(month)}/${Number(day)}`,
    'in Chinese': (year, month, day) => `${year}年${Number(month)}月${Number(day)}日`,
    'with points': (year, month, day) => `${year}.${Number(month)}.${Number(day)}`,
    'with full-width digits': (year, month, day) => fullWidth(`${year}-${month}-${day}`),
    'within full-width spaces': (year, month, day) => `\u3000${year}/${month}/${day}\u3000`,
    'as an Excel serial': (year, month, day) => serial(`${year}-${month}-${day}`),
    'as a real date with a time': (year, month, day) => new Date(`${year}-${month}-${day}T23:59:59Z`),
  };
  test.each(Object.entries(styles))('written %s reads as itself', (_style, write) => {
    fc.assert(
      fc.property(days, (day) => {
        expect(date(write(day.slice(0, 4), day.slice(5, 7), day.slice(8)), '日期')).toEqual({ value: day });
      }),
    );
  });

  test.each(['2026-11-31', '2026-02-29', '2026-13-01', '2026-00-10', '2026-01/05', '11月3日', '昨天', 'NaN', 12, 20260105, Number.NaN])('%s is no such date', (cell) => {
    expect(problemOf(date(cell, '日期'))).toBe('NO_SUCH_DATE');
  });

  test('an empty cell is nothing, not a mistake', () => {
    for (const cell of [null, '', ' ', '\u3000']) expect(date(cell, '日期')).toEqual({ value: null });
  });
});

describe('a number', () => {
  test('reads the same in full-width digits, as a number and as text', () => {
    fc.assert(
      fc.property(fc.integer(), (number) => {
        for (const cell of [number, String(number), fullWidth(String(number)), ` ${number}\u3000`]) expect(integer()(cell, '次数')).toEqual({ value: number });
      }),
    );
  });

  test.each(['两', '3次', '1,000', '1.5', 1.5, Number.NaN, 'e3', '0x10', '--1'])('%s is not a whole number', (cell) => {
    expect(problemOf(integer()(cell, '次数'))).toBe('NOT_A_NUMBER');
  });

  test('out of bounds says so, also far beyond what a column can hold', () => {
    for (const cell of [-2, '－２', 1001, '9'.repeat(400)]) expect(problemOf(integer({ min: 1, max: 1000 })(cell, '次数'))).toBe('NUMBER_OUT_OF_RANGE');
  });

  test('with two places keeps them exactly, whatever binary makes of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (cents) => {
        const exact = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
        for (const cell of [exact, fullWidth(exact), cents / 100]) expect(decimal()(cell, '分值')).toEqual({ value: exact });
      }),
    );
  });

  test('a formula’s binary dust is no third place', () => {
    expect(decimal()(0.1 + 0.2, '分值')).toEqual({ value: '0.30' });
  });

  test.each(['1.005', -1, '10000', 0.125])('%s is no decimal of two places in its bounds', (cell) => {
    expect(problemOf(decimal()(cell, '分值'))).toBe('NUMBER_OUT_OF_RANGE');
  });
});

test('free text keeps its own characters and loses only the spaces around it', () => {
  expect(text()('\u3000 Ａ１（全角）不变 \u3000', '描述')).toEqual({ value: 'Ａ１（全角）不变' });
});

test('text that is too long is a mistake, counted in characters', () => {
  expect(problemOf(text({ longest: 2 })('𠮷𠮷', '描述') as never)).toBeUndefined();
  expect(problemOf(text({ longest: 2 })('三个字', '描述') as never)).toBe('VALUE_TOO_LONG');
});

test('a NUL, which PostgreSQL cannot hold, never gets out of a text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (written) => !JSON.stringify(text({ longest: 1000 })(`${written}\u0000`, '描述')).includes('\\u0000')));
});

test('a code reads the same in full width, with spaces or in small letters', () => {
  const read = code(/^[A-Z]{2}\d{2}$/, 'XZ01');
  for (const cell of ['XZ01', 'ＸＺ０１', ' xz 01 ', 'xz\u300001']) expect(read(cell, '单位代码')).toEqual({ value: 'XZ01' });
  expect(read('XZ-1', '单位代码')).toMatchObject({ problem: { code: 'BAD_CODE', found: 'XZ-1', field: '单位代码' } });
});

test('yes and no in the words of an office', () => {
  expect(['是', '√', true, '否', null, ' '].map((cell) => yesNo(cell, '政法机关'))).toEqual([true, true, true, false, false, false].map((value) => ({ value })));
  expect(yesNo('也许', '政法机关')).toMatchObject({ problem: { code: 'UNKNOWN_WORD' } });
});

test('a word that is not known names the known ones', () => {
  const read = word({ 扣分: 1, 加分: 2 });
  expect(read(' 加 分 ', '类型')).toEqual({ value: 2 });
  expect(read('constructor', '类型')).toMatchObject({ problem: { code: 'UNKNOWN_WORD', message: '“constructor”无法识别，应为 扣分、加分 之一' } });
});
