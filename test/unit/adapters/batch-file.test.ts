import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBatch, writeBatch } from '../../../adapters/transports/batch-file.ts';
import type { BatchLayout } from '../../../adapters/transports/batch-layout.ts';
import { batchOf, readBatchName, requestName, writeBatchName } from '../../../adapters/transports/batch-name.ts';
import { containerState, openContainer, sealContainer } from '../../../adapters/transports/sealed-container.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';

const layout = {
  kind: 'DELIMITED',
  columns: ['编号', '姓名'],
  delimiter: '|',
  encoding: 'gb18030',
} as const satisfies BatchLayout;
const day = parseCalendarDate('2018-01-31');
const text = (bytes: Uint8Array) => new TextDecoder('gb18030').decode(bytes);

describe('a batch file', () => {
  it('has a header, rows and a trailer with count, date and digest', () => {
    const lines = text(writeBatch(layout, [{ 编号: '1', 姓名: '𠮷䶮' }], day)).split('\n');
    expect(lines.slice(0, 2)).toEqual(['编号|姓名', '1|𠮷䶮']);
    expect(lines[2]).toMatch(/^TRAILER\|1\|2018-01-31\|[0-9a-f]{64}$/);
  });

  it.each(['|', ','] as const)('reads back every row that it can write, delimited by %s', (delimiter) => {
    const value = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .filter((any) => !/[\r\n\uFEFF\uFFFD]/.test(any) && any.isWellFormed());
    const rows = fc.array(fc.record({ 编号: value.map((any) => `x${any}`), 姓名: value }), { maxLength: 8 });
    fc.assert(
      fc.property(rows, (given) => {
        const read = readBatch({ ...layout, delimiter }, writeBatch({ ...layout, delimiter }, given, day));
        expect(read.rows.map(({ fields }) => fields)).toEqual(given);
        expect(read.date).toBe(day);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps each row’s own bytes', () => {
    const { rows } = readBatch(
      layout,
      writeBatch(
        layout,
        [
          { 编号: '1', 姓名: '王' },
          { 编号: '2', 姓名: '李' },
        ],
        day,
      ),
    );
    expect(rows.map(({ raw }) => text(raw))).toEqual(['1|王', '2|李']);
  });

  it('refuses a row that the encoding cannot carry, and a line break', () => {
    expect(() => writeBatch({ ...layout, encoding: 'gbk' }, [{ 编号: '1', 姓名: '𠮷' }], day)).toThrow('UNENCODABLE');
    expect(() => writeBatch(layout, [{ 编号: '1', 姓名: '王\n2|李' }], day)).toThrow('UNENCODABLE');
  });

  it('reads nothing of a file with any byte changed, left out or added', () => {
    const whole = writeBatch(
      layout,
      [
        { 编号: '1', 姓名: '王' },
        { 编号: '2', 姓名: '李' },
      ],
      day,
    );
    fc.assert(
      fc.property(fc.nat(whole.length - 2), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(whole, (byte, index) => (index === at ? byte ^ change : byte));
        // The date in the trailer is not under the digest; the container seals it.
        if (text(changed).replace(/\|\d{4}-\d\d-\d\d\|/, '') === text(whole).replace(/\|\d{4}-\d\d-\d\d\|/, '')) return;
        expect(() => readBatch(layout, changed)).toThrow('FORMAT_CHANGED');
      }),
      { numRuns: 100 },
    );
    expect(() => readBatch(layout, whole.subarray(0, whole.length - 20))).toThrow('FORMAT_CHANGED');
    expect(() => readBatch(layout, new Uint8Array())).toThrow('FORMAT_CHANGED');
    expect(() => readBatch({ ...layout, columns: ['编号', '名称'] }, whole)).toThrow('FORMAT_CHANGED');
  });
});

describe('the name of a batch', () => {
  it('is the same for the same questions in any order, and reads back', () => {
    expect(batchOf(['b', 'a'])).toBe(batchOf(['a', 'b']));
    expect(batchOf(['a'])).not.toBe(batchOf(['a', 'b']));
    const name = requestName('DEMO-A', day, batchOf(['a']));
    const parts = readBatchName(name);
    expect(parts).toMatchObject({ direction: 'REQ', institution: 'DEMO-A', day: '20180131' });
    expect(parts === null ? '' : writeBatchName(parts)).toBe(name);
    expect(readBatchName(name.replace('HDREQ', 'HDACK'))).toMatchObject({ direction: 'ACK' });
    for (const other of ['../HDREQ_A_20180131_00.hdx', name.replace('HDREQ', 'HDXXX'), `${name}.2`]) {
      expect(readBatchName(other)).toBeNull();
    }
  });
});

describe('the sealed container', () => {
  const key = new Uint8Array(32).fill(7);
  const sealed = sealContainer(new TextEncoder().encode('陆文斌'), key, 'a.hdx');

  it('opens under its own name and key only', () => {
    expect(new TextDecoder().decode(openContainer(sealed, key, 'a.hdx'))).toBe('陆文斌');
    expect(() => openContainer(sealed, key, 'b.hdx')).toThrow('FORMAT_CHANGED');
    expect(() => openContainer(sealed, new Uint8Array(32), 'a.hdx')).toThrow('FORMAT_CHANGED');
  });

  it('does not open with a bit changed anywhere', () => {
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => openContainer(changed, key, 'a.hdx')).toThrow('FORMAT_CHANGED');
    }
  });

  it('tells a file that is still growing from one that is none', () => {
    for (let length = 0; length < sealed.length; length += 1) {
      expect(containerState(sealed.subarray(0, length))).toBe('INCOMPLETE');
    }
    expect(containerState(sealed)).toBe('COMPLETE');
    expect(containerState(new Uint8Array([...sealed, 0]))).toBe('FOREIGN');
    expect(containerState(new TextEncoder().encode('编号|姓名'))).toBe('FOREIGN');
  });
});
