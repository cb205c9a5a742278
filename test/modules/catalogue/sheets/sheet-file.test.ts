import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { readXlsx } from 'hucre';
import { describe, expect, test } from 'vitest';
import { printSheet } from '../../../../src/modules/catalogue/sheets/print-sheet.js';
import { readSheet } from '../../../../src/modules/catalogue/sheets/read-sheet.js';
import {
  readSheetFile,
  type SheetFormat,
  sheetFormats,
  writeSheetFile,
} from '../../../../src/modules/catalogue/sheets/sheet-file.js';
import { AppError } from '../../../../src/platform/errors/app-error.js';
import { arbitrarySheetItem } from './arbitrary-sheet.js';

const division = { code: '310107', name: '普陀区' };
const at = new Date('2026-03-02T01:00:00Z');

test.each(sheetFormats)('whatever a catalogue says comes back from %s as it was', async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrarySheetItem, { maxLength: 6 }), async (items) => {
      const file = await writeSheetFile(printSheet({ division, sequence: 7n, items }), format, at);
      const sheet = readSheet(await readSheetFile(file, format));
      expect(sheet.faults).toEqual([]);
      expect(sheet.divisionCode).toBe('310107');
      expect(sheet.items.map(({ said }) => said)).toEqual(items);
    }),
    { numRuns: format === 'CSV' ? 150 : 50 },
  );
});

const grid = printSheet({ division, sequence: 7n, items: [] });
const cell = (text: string) => ({ ...grid, rows: [...grid.rows, [text]] });

test.each(sheetFormats)('the same table and moment give the same bytes as %s', async (format) => {
  const twice = [await writeSheetFile(grid, format, at), await writeSheetFile(grid, format, at)];
  expect(twice[0]).toEqual(twice[1]);
});

test('no cell is what a spreadsheet would compute', async () => {
  for (const text of ['=1+1', '+86 21', '-5', '@SUM(A1)', '＝甲', '|calc', "'=1"]) {
    const csv = new TextDecoder().decode(await writeSheetFile(cell(text), 'CSV', at));
    expect(csv.split('\r\n').at(-1)?.replaceAll('"', '')).toBe(`'${text}`);
    const [workbook] = (await readXlsx(await writeSheetFile(cell(text), 'XLSX', at), { readStyles: true })).sheets;
    expect(workbook?.rows.at(-1)?.[0]).toBe(`'${text}`);
    expect([...(workbook?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([]);
  }
});

test('a CSV file may come as a spreadsheet program in Chinese saves it', async () => {
  const gb18030 = Uint8Array.from([0xd0, 0xf2, 0xba, 0xc5, 0x2c, 0xc0, 0xe0, 0xb1, 0xf0]);
  expect((await readSheetFile(gb18030, 'CSV')).rows).toEqual([['序号', '类别']]);
});

describe('a file that is no table', () => {
  const refused = async (bytes: Uint8Array, format: SheetFormat): Promise<string> => {
    const found = await readSheetFile(bytes, format).catch((error: unknown) => error);
    return found instanceof AppError ? `${found.code} ${found.message}` : `read: ${String(found)}`;
  };

  test.each([
    ['nothing', new Uint8Array(), 'XLSX', '文件是空的。'],
    ['a text', new TextEncoder().encode('序号,类别'), 'XLSX', '文件不是有效的 XLSX 表格。'],
    ['an empty archive', archive([]), 'XLSX', '文件不是有效的 XLSX 表格，或者已加密。'],
    [
      'another archive',
      archive([{ name: 'a.txt', content: Buffer.from('a') }]),
      'XLSX',
      '文件不是有效的 XLSX 表格，或者已加密。',
    ],
    ['what is not UTF-8', Uint8Array.from([0xff, 0xfe, 0x41]), 'CSV', '文件不是 UTF-8 或者 GB 18030 编码的 CSV 表格。'],
    ['what no store keeps', new TextEncoder().encode('序号\na,b\u0000'), 'CSV', '单元格B2含有不能保存的字符。'],
    ['too many bytes', new Uint8Array(2_000_001), 'CSV', '文件不得超过2000KB。'],
    ['too many rows', new TextEncoder().encode('a\n'.repeat(20_001)), 'CSV', '表格不得超过20000行。'],
  ] as const)('%s', async (_, bytes, format, message) => {
    expect(await refused(bytes, format)).toBe(`BAD_USER_INPUT ${message}`);
  });

  test('a small archive that would fill the memory is not unpacked', async () => {
    const zeros = Buffer.alloc(11_000_000);
    const two = ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml'].map((name) => ({ name, content: zeros }));
    const bomb = archive(two);
    expect(bomb.length).toBeLessThan(30_000);
    expect(await refused(bomb, 'XLSX')).toBe('BAD_USER_INPUT 文件展开后过大，不予处理。');
    // One that understates its sizes is cut off where it said it would end.
    const lying = archive(two.map((part) => ({ ...part, size: 100 })));
    expect(await refused(lying, 'XLSX')).toBe('BAD_USER_INPUT 文件不是有效的 XLSX 表格，或者已加密。');
    const silent = archive(two.map((part) => ({ ...part, size: 0 })));
    expect(await refused(silent, 'XLSX')).toBe('BAD_USER_INPUT 文件不是有效的 XLSX 表格。');
    const many = archive(Array.from({ length: 201 }, (_, index) => ({ name: `${index}`, content: Buffer.from('a') })));
    expect(await refused(many, 'XLSX')).toBe('BAD_USER_INPUT 文件所含部分过多，不是目录表格。');
  });

  test('any bytes at all are refused with a code, or read', async () => {
    const good = await writeSheetFile(grid, 'XLSX', at);
    const property = fc.asyncProperty(
      fc.nat(good.length - 1),
      fc.nat(255),
      fc.nat(good.length),
      async (place, byte, length) => {
        const broken = Uint8Array.from(good).slice(0, length > place ? undefined : length);
        broken[place] = byte;
        const told = await readSheetFile(broken, 'XLSX').catch((error: unknown) => error);
        return !(told instanceof Error) || (told instanceof AppError && told.code === 'BAD_USER_INPUT');
      },
    );
    const { failed, counterexample } = await fc.check(property, { numRuns: 200 });
    expect([failed, counterexample]).toEqual([false, null]);
  });
});

interface Part {
  readonly name: string;
  readonly content: Buffer;
  /** What the list of parts says; the true one where it is left out. */
  readonly size?: number;
}

/** A packed archive. */
function archive(parts: readonly Part[]): Uint8Array {
  let at = 0;
  const files: Buffer[] = [];
  const entries: Buffer[] = [];
  for (const { name, content, size = content.length } of parts) {
    const packed = deflateRawSync(content);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(content), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(size, 8);
    const lengths = Buffer.from([name.length, 0, 0, 0]);
    const file = Buffer.concat([
      bytes('504b0304140000000800'),
      Buffer.alloc(4),
      sizes,
      lengths,
      Buffer.from(name),
      packed,
    ]);
    const place = Buffer.alloc(4);
    place.writeUInt32LE(at, 0);
    const head = [
      bytes('504b01021400140000000800'),
      Buffer.alloc(4),
      sizes,
      lengths,
      Buffer.alloc(10),
      place,
      Buffer.from(name),
    ];
    files.push(file);
    entries.push(Buffer.concat(head));
    at += file.length;
  }
  const list = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('504b0506', 0, 'hex');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, list, end]);
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}
