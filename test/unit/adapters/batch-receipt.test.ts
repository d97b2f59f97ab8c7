import { describe, expect, it } from 'vitest';
import { readBatch, writeBatch } from '../../../adapters/transports/batch-file.ts';
import { inFormOf } from '../../../adapters/transports/batch-layout.ts';
import type { BatchLayout } from '../../../adapters/transports/batch-layout.ts';
import { batchOf, requestName } from '../../../adapters/transports/batch-name.ts';
import {
  readAcknowledgement,
  readRejects,
  writeAcknowledgement,
  writeRejects,
} from '../../../adapters/transports/batch-receipt.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';

const day = parseCalendarDate('2018-01-31');
const formatChanged = 'source fault: FORMAT_CHANGED';
// The longest name that a partner's folder can give its files.
const requestFile = requestName('x'.repeat(40), day, batchOf(['a']));
const given = { requestFile, taken: true, count: 2, code: '' };
const columns = [
  { name: '请求文件', width: 100 },
  { name: '受理结果', width: 2 },
  { name: '受理笔数', width: 9 },
  { name: '原因代码', width: 8 },
];

describe.each([
  ['delimited', { kind: 'DELIMITED', columns: ['编号'], delimiter: '|', encoding: 'gb18030' }],
  ['CSV with a byte order mark', { kind: 'CSV', columns: ['编号'], encoding: 'utf-8', bom: true }],
  ['fixed width', { kind: 'FIXED_WIDTH', columns: [{ name: '编号', width: 3 }], encoding: 'gbk' }],
] satisfies [string, BatchLayout][])('receipts in the form of answers, %s', (_case, response) => {
  it('an acknowledgement, of taking and of refusal', () => {
    const refused = { requestFile, taken: false, count: 0, code: 'E01' };
    for (const one of [given, refused]) {
      expect(readAcknowledgement(response, writeAcknowledgement(response, one, day))).toEqual(one);
    }
  });

  it('rejects, by request id or by place alone', () => {
    const rows = [
      { line: 2, requestId: crypto.randomUUID(), code: 'ROW' },
      { line: 7, requestId: '', code: '' },
    ];
    expect(readRejects(response, writeRejects(response, rows, day))).toEqual(rows);
  });

  it.each([
    ['another result', { 受理结果: '01' }],
    ['no count', { 受理笔数: 'x' }],
    // It would go into a log.
    ['a reason with somebody’s name', { 原因代码: '张三' }],
    ['no result', { 受理结果: '' }],
  ])('refuses %s', (_what, change) => {
    const layout = inFormOf(response, columns);
    const row = { 请求文件: requestFile, 受理结果: '00', 受理笔数: '2', 原因代码: '', ...change };
    expect(() => readAcknowledgement(response, writeBatch(layout, [row], day))).toThrow(formatChanged);
  });

  it('refuses two acknowledgements in one file, none, and an answer in their place', () => {
    const layout = inFormOf(response, columns);
    const [row] = readBatch(layout, writeAcknowledgement(response, given, day)).rows;
    const fields = row?.fields ?? {};
    for (const file of [
      writeBatch(layout, [fields, fields], day),
      writeBatch(layout, [], day),
      writeBatch(response, [{ 编号: '1' }], day),
    ]) {
      expect(() => readAcknowledgement(response, file)).toThrow(formatChanged);
    }
  });
});
