import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import writeXlsx from 'write-excel-file/node';
import { Refusal } from '../../schema/problemWording.ts';
import { pack, unpack } from '../../server/intake/archive.ts';
import { readWorkbook } from '../../server/intake/workbook.ts';
import { sample } from './officeFiles.ts';

async function refusal(name: string, bytes: Buffer | string): Promise<[string, string]> {
  try {
    await readWorkbook(name, Buffer.from(bytes as string));
  } catch (error) {
    if (error instanceof Refusal) return [String(error.problems[0]?.code), String(error.problems[0]?.message)];
    throw error;
  }
  return ['', 'was read'];
}

async function rowsOf(name: string, bytes: Buffer) {
  return (await readWorkbook(name, bytes)).sheets[0]?.rows ?? [];
}

function encodeGb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  gb18030 ??= new Map(
    Array.from({ length: 126 * 190 }, (_, at) => {
      const low = (at % 190) + 0x40;
      const pair = Buffer.from([Math.floor(at / 190) + 0x81, low < 0x7f ? low : low + 1]);
      return [decoder.decode(pair), pair] as const;
    }),
  );
  return Buffer.concat([...text].map((each) => (each.charCodeAt(0) < 0x80 ? Buffer.from(each) : (gb18030?.get(each) ?? Buffer.from('?')))));
}
let gb18030: Map<string, Buffer> | undefined;

const chinese = fc.array(fc.constantFrom(...'津市政法委平安督查记录三洲驿街道，。、（）ａ１abc12'), { minLength: 1, maxLength: 12 }).map((characters) => characters.join(''));

describe('a CSV file', () => {
  test('reads the same in UTF-8, in UTF-8 with a byte order mark and in GB18030', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(chinese, chinese), { minLength: 1, maxLength: 8 }), async (records) => {
        const written = `代码,名称\n${records.map((fields) => fields.join(',')).join('\r\n')}`;
        const expected = [['代码', '名称'], ...records];
        for (const bytes of [Buffer.from(written), Buffer.from(`\ufeff${written}`), encodeGb18030(written)]) {
          expect((await rowsOf('名录.csv', bytes)).map(({ cells }) => cells)).toEqual(expected);
        }
      }),
    );
  });

  test('keeps true line numbers over blank lines and quoted line breaks, whatever ends a line', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const rows = await rowsOf('a.csv', Buffer.from(['标题', '', '"一', '二",3', '他说"好",4', '', '末'].join(end)));
      expect(rows.filter(({ cells }) => cells.some(Boolean)).map(({ line, cells }) => [line, cells[0]])).toEqual([
        [1, '标题'],
        [3, '一\n二'],
        [5, '他说"好"'],
        [7, '末'],
      ]);
    }
  });

  test('with a quote that is never closed is refused with the line', async () => {
    expect(await refusal('a.csv', 'a,b\n"c,d\n')).toEqual(['FILE_UNREADABLE', expect.stringContaining('line 2')]);
  });

  test('with more lines than any office has is refused before it fills the memory', async () => {
    expect((await refusal('a.csv', '\n'.repeat(5_000_000)))[0]).toBe('FILE_TOO_LARGE');
  });
});

describe('an XLSX file', () => {
  test('keeps blank rows, so that a row’s place is its line', async () => {
    const rows = await rowsOf('督查记录-2026-01.xlsx', sample('督查记录-2026-01.xlsx').bytes);
    expect(rows[83]).toEqual({ line: 84, cells: [null, null, null, null, null, null, null, null] });
    expect(rows[84]?.cells.slice(0, 3)).toEqual(['SZ17', expect.any(String), expect.any(String)]);
  });

  test('gives real dates as dates and a damaged one as NaN', async () => {
    const rows = await rowsOf('督查记录-2026-02.xlsx', sample('督查记录-2026-02.xlsx').bytes);
    expect(rows.flatMap(({ cells }) => cells).some((cell) => cell instanceof Date)).toBe(true);
    expect(rows[86]?.cells[5]).toBeNaN();
  });

  test('that spans a sheet’s far corner is refused before its cells are built', async () => {
    for (const place of ['XFD1048576', 'A9999999', 'ZZZ90000', 'A99999999999']) {
      expect(
        (await refusal('a.xlsx', await tampered((xml) => xml.replace(/<row r="1"[^>]*>/, `<row r="${place.replace(/\D+/, '')}">`).replaceAll('r="A1"', `r="${place}"`))))[0],
      ).toMatch(/FILE_TOO_LARGE|FILE_UNREADABLE/);
    }
  });

  test('that unpacks to more than it may is refused, whatever sizes it claims', async () => {
    const { deflateRawSync, crc32 } = await import('node:zlib');
    const zeros = Buffer.alloc(200 * 1024 * 1024, ' ');
    const packed = deflateRawSync(zeros);
    const bomb = pack(new Map([['xl/workbook.xml', packed]]));
    // Turned from stored into deflated, in the entry and in the directory, with the checksum of what it unpacks to.
    const directory = bomb.indexOf(Buffer.from('504b0102', 'hex'));
    for (const at of [8, directory + 10]) bomb.writeUInt16LE(8, at);
    for (const at of [14, directory + 16]) bomb.writeUInt32LE(crc32(zeros), at);
    expect((await refusal('a.xlsx', bomb))[0]).toBe('FILE_TOO_LARGE');
  });

  test('cut off anywhere is refused as damaged', async () => {
    const { bytes } = sample('单位名录.xlsx');
    for (const length of [5, 100, 2000, bytes.length - 30, bytes.length - 1]) {
      expect([length, ...(await refusal('单位名录.xlsx', bytes.subarray(0, length)))]).toEqual([length, 'FILE_UNREADABLE', expect.stringContaining('XLSX')]);
    }
  });

  test('with bytes changed anywhere is read or refused, never anything else', async () => {
    const { bytes } = sample('考核细则-2026.xlsx');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (changes) => {
        const broken = Buffer.from(bytes);
        for (const [at, value] of changes) broken[at] = value;
        const [code] = await refusal('考核细则', broken);
        expect(['', 'FILE_UNREADABLE', 'FILE_TOO_LARGE']).toContain(code);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what a file is, its content decides', () => {
  test.each([
    ['a PNG picture named .xlsx', '名录.xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'PNG'],
    ['an old .xls', '名录.xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), '.xls'],
    ['text named .xlsx', '名录.xlsx', Buffer.from('代码,名称\n1,2\n'), '内容不是 XLSX'],
    ['a PDF named .csv', '名录.csv', Buffer.from('%PDF-1.7\n'), 'PDF'],
    ['binary data', '名录.csv', Buffer.from([1, 2, 0, 3]), '二进制'],
    ['bytes of no encoding', '名录.csv', Buffer.from([0x31, 0xff, 0xff, 0x31]), '未知编码'],
    ['some other zip', '名录.xlsx', pack(new Map([['readme.xml', Buffer.from('<a/>')]])), 'XLSX'],
  ])('%s is refused, and told what it is', async (_what, name, bytes, said) => {
    expect(await refusal(name, bytes)).toEqual(['FILE_UNREADABLE', expect.stringContaining(said)]);
  });

  test('XLSX named .csv is refused, since its name is wrong', async () => {
    expect(await refusal('名录.csv', sample('单位名录.xlsx').bytes)).toEqual(['FILE_UNREADABLE', expect.stringContaining('名为 .csv')]);
  });

  test('an empty file and one of more than 20 MB are refused', async () => {
    expect((await refusal('名录.csv', ''))[0]).toBe('FILE_EMPTY');
    expect((await refusal('名录.csv', Buffer.alloc(20 * 1024 * 1024 + 1, 'a')))[0]).toBe('FILE_TOO_LARGE');
  });
});

test('what is packed unpacks to itself', () => {
  fc.assert(
    fc.property(fc.dictionary(chinese, fc.uint8Array({ maxLength: 300 })), (parts) => {
      const entries = new Map(Object.entries(parts).map(([path, bytes]) => [path, Buffer.from(bytes)]));
      expect(unpack(pack(entries), () => true, 1_000_000)).toEqual(entries);
    }),
  );
});

/** A one-cell workbook whose sheet was changed by hand. */
async function tampered(change: (xml: string) => string): Promise<Buffer> {
  const written = await writeXlsx([[{ value: 'a' }]]).toBuffer();
  const parts = unpack(written, () => true, 1_000_000);
  for (const [path, content] of parts) if (path.includes('worksheets/sheet')) parts.set(path, Buffer.from(change(content.toString())));
  return pack(parts);
}
