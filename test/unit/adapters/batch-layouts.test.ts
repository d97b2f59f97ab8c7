import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRow, readBatch, writeBatch } from '../../../adapters/transports/batch-file.ts';
import type { BatchLayout, BatchRow, FixedWidthLayout } from '../../../adapters/transports/batch-layout.ts';
import { encodeChinese } from '../../../adapters/transports/chinese-text.ts';
import type { ChineseEncoding } from '../../../adapters/transports/chinese-text.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';

const day = parseCalendarDate('2018-01-31');
const formatChanged = 'source fault: FORMAT_CHANGED';
const unencodable = 'source fault: UNENCODABLE';
const rows: BatchRow[] = [
  { 编号: '1', 姓名: '陆文斌' },
  { 编号: '2', 姓名: '阿依古丽·买买提' },
];

const csv = (encoding: ChineseEncoding, bom = false): BatchLayout => ({
  kind: 'CSV',
  columns: ['编号', '姓名'],
  encoding,
  bom,
});
const fixed = (encoding: ChineseEncoding): FixedWidthLayout => ({
  kind: 'FIXED_WIDTH',
  columns: [
    { name: '编号', width: 4 },
    { name: '姓名', width: 24 },
  ],
  encoding,
});
const fieldsOf = (layout: BatchLayout, bytes: Uint8Array) => readBatch(layout, bytes).rows.map(({ fields }) => fields);
/** A file of somebody else's making: these bytes under a trailer that is right for them. */
function filed(content: Uint8Array, count: number, separator: string): Uint8Array {
  const digest = createHash('sha256').update(content).digest('hex');
  return Buffer.concat([content, Buffer.from(['TRAILER', count, day, digest].join(separator))]);
}

describe.each([
  ['CSV in UTF-8 with a byte order mark', csv('utf-8', true)],
  ['CSV in UTF-8 without', csv('utf-8')],
  ['CSV in GBK', csv('gbk')],
  ['CSV in GB 18030', csv('gb18030')],
  ['fixed width in UTF-8', fixed('utf-8')],
  ['fixed width in GBK', fixed('gbk')],
  ['fixed width in GB 18030', fixed('gb18030')],
  ['delimited in UTF-8', { kind: 'DELIMITED', columns: ['编号', '姓名'], delimiter: '|', encoding: 'utf-8' }],
] satisfies [string, BatchLayout][])('%s', (_case, layout) => {
  it('reads back what it writes, and each row’s own bytes', () => {
    const read = readBatch(layout, writeBatch(layout, rows, day));
    expect(read.rows.map(({ fields }) => fields)).toEqual(rows);
    expect(read.date).toBe(day);
    for (const { raw, fields } of read.rows) {
      expect(new TextDecoder(layout.encoding).decode(raw)).toContain(fields['姓名']);
      expect(Buffer.from(raw).includes('\n')).toBe(false);
    }
    expect(fieldsOf(layout, writeBatch(layout, [], day))).toEqual([]);
  });

  it('reads nothing of a file with another count, another digest or no trailer', () => {
    const whole = Buffer.from(writeBatch(layout, rows, day));
    const at = whole.lastIndexOf('TRAILER');
    const counted = Buffer.from(whole);
    counted.write('3', at + 'TRAILER|'.length);
    const spoilt = Buffer.from(whole);
    spoilt.write('9', whole.indexOf('2'));
    for (const other of [counted, spoilt, whole.subarray(0, at), whole.subarray(0, at + 20), Buffer.alloc(0)]) {
      expect(() => readBatch(layout, other)).toThrow(formatChanged);
    }
  });
});

it('leaves out no value for which there is no column', () => {
  for (const layout of [csv('gbk'), fixed('gbk')]) {
    expect(() => encodeRow(layout, { 编号: '1', 名称: '王' })).toThrow('no such column');
  }
});

describe('a byte order mark', () => {
  it('is written where the layout says so, and read either way', () => {
    const [marked, bare] = [writeBatch(csv('utf-8', true), rows, day), writeBatch(csv('utf-8'), rows, day)];
    expect([...marked.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect([...bare.subarray(0, 3)]).not.toEqual([0xef, 0xbb, 0xbf]);
    for (const layout of [csv('utf-8', true), csv('utf-8')]) {
      expect(fieldsOf(layout, marked)).toEqual(rows);
      expect(fieldsOf(layout, bare)).toEqual(rows);
    }
  });

  it('of UTF-8 is refused in a file of GBK', () => {
    expect(() => readBatch(csv('gbk'), writeBatch(csv('utf-8', true), rows, day))).toThrow(formatChanged);
  });
});

describe('CSV', () => {
  it('ends its lines as RFC 4180 says, quotes what needs it, and reads either line end', () => {
    const written = new TextDecoder('gbk').decode(writeBatch(csv('gbk'), [{ 编号: '1', 姓名: '王"芳,' }], day));
    expect(written.split('\r\n').slice(0, 2)).toEqual(['编号,姓名', '1,"王""芳,"']);
    for (const end of ['\n', '\r\n']) {
      const content = encodeChinese(`编号,姓名${end}"1",王芳${end}`, 'gbk');
      expect(fieldsOf(csv('gbk'), filed(content, 1, ','))).toEqual([{ 编号: '1', 姓名: '王芳' }]);
    }
  });

  it.each([
    ['1,"王芳', '"王芳'],
    ['1,王"芳', '王"芳'],
    ['1,王芳"', '王芳"'],
  ])('takes a quote out of its place for itself: %s', (line, name) => {
    const content = encodeChinese(`编号,姓名\n${line}\n2,李强\n`, 'gbk');
    expect(fieldsOf(csv('gbk'), filed(content, 2, ','))).toEqual([
      { 编号: '1', 姓名: name },
      { 编号: '2', 姓名: '李强' },
    ]);
  });

  it.each([
    ['a value too many', '编号,姓名\n1,王芳\n2,王芳,2\n'],
    ['a value too few', '编号,姓名\n1,王芳\n2\n'],
  ])('tells a row by its id where the rest cannot be read: %s', (_case, text) => {
    const { rows } = readBatch(csv('gbk'), filed(encodeChinese(text, 'gbk'), 2, ','), '编号');
    expect(rows.map(({ fields, spoilt }) => [fields['编号'], spoilt])).toEqual([
      ['1', undefined],
      ['2', true],
    ]);
  });

  it.each([
    ['a line break inside quotes', '编号,姓名\n1,"王\n芳"\n', 1],
    ['a row of another length', '编号,姓名\n1,王芳,2\n', 1],
    ['a row that is cut off', '编号,姓名\n1\n', 1],
    ['an empty line', '编号,姓名\n\n', 1],
    ['other columns', '编号,名称\n1,王芳\n', 1],
    ['columns in another order', '姓名,编号\n王芳,1\n', 1],
    ['no header', '1,王芳\n', 1],
  ])('refuses %s', (_case, text, count) => {
    expect(() => readBatch(csv('gbk'), filed(encodeChinese(text, 'gbk'), count, ','))).toThrow(formatChanged);
  });
});

describe('fixed width', () => {
  it('counts bytes in the file’s encoding and fills up with blanks', () => {
    const row = { 编号: '1', 姓名: '王𠮷' };
    const lengthIn = (encoding: ChineseEncoding) => encodeRow(fixed(encoding), row).length;
    // 𠮷 has four bytes in both, 王 two in GB 18030 and three in UTF-8: the row is as long all the same.
    expect([lengthIn('gb18030'), lengthIn('utf-8')]).toEqual([29, 29]);
    expect(new TextDecoder('gb18030').decode(encodeRow(fixed('gb18030'), row))).toBe(`1   王𠮷${' '.repeat(18)}\n`);
  });

  it('sends nothing that does not fit, and cuts no character', () => {
    const narrow: FixedWidthLayout = { ...fixed('gbk'), columns: [{ name: '姓名', width: 5 }] };
    expect(encodeRow(narrow, { 姓名: '王芳' })).toHaveLength(6);
    for (const name of ['王小芳', 'Wang F', '王 ', ' 王', '王\n', '王\r', '𠮷']) {
      expect(() => encodeRow(narrow, { 姓名: name })).toThrow(unencodable);
    }
    // Two characters of GBK fit, and no more of UTF-8 than one.
    expect(() => encodeRow({ ...narrow, encoding: 'utf-8' }, { 姓名: '王芳' })).toThrow(unencodable);
  });

  it('takes blanks on either side for filling, inside for a part of the value', () => {
    const content = encodeChinese(`   1${'  A B'.padEnd(24)}\r\n`, 'gbk');
    expect(fieldsOf(fixed('gbk'), filed(content, 1, ' '))).toEqual([{ 编号: '1', 姓名: 'A B' }]);
  });

  it.each([
    // Somebody counted characters: the row is longer in bytes.
    ['a row counted in characters', `1   ${'王芳'.padEnd(24)}\n`],
    ['a row without its filling', '1   王芳\n'],
    ['an empty row', '\n'],
    ['a character across two columns', `1  王${'芳'.padEnd(22)}\n`],
  ])('refuses %s', (_case, text) => {
    expect(() => readBatch(fixed('gbk'), filed(encodeChinese(text, 'gbk'), 1, ' '))).toThrow(formatChanged);
  });

  it('reads back every row that it can write', () => {
    const value = fc
      .string({ unit: 'grapheme', maxLength: 8 })
      .filter((any) => !/^ | $|[\r\n\uFEFF\uFFFD]/.test(any) && any.isWellFormed());
    const wide: FixedWidthLayout = {
      ...fixed('gb18030'),
      columns: ['编号', '姓名'].map((name) => ({ name, width: 300 })),
    };
    fc.assert(
      fc.property(fc.array(fc.record({ 编号: value, 姓名: value }), { maxLength: 5 }), (given) => {
        expect(fieldsOf(wide, writeBatch(wide, given, day))).toEqual(given);
      }),
      { numRuns: 60 },
    );
  });
});
