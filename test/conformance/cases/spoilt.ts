import assert from 'node:assert/strict';
import { PARTNERS } from '../../../adapters/sandbox/partners.ts';
import { writeBatch } from '../../../adapters/transports/batch-file.ts';
import type { BatchLayout, BatchRow } from '../../../adapters/transports/batch-layout.ts';
import { decodeDelimited } from '../../../adapters/transports/delimited-rows.ts';
import { decodeFixedWidth } from '../../../adapters/transports/fixed-width-rows.ts';
import { parseCalendarDate } from '../../../src/platform/calendar-date.ts';
import type { ConformanceCase } from '../case.ts';
import { formOf } from '../doctors.ts';
import type { Doctor } from '../doctors.ts';
import { expectNoAnswer, replyOf } from '../expect.ts';
import type { Room, Simulator } from '../room.ts';

/** Fields that say what kind of record it is: it stays known which kind is spoilt. */
const CODE_FIELDS: ReadonlySet<string> = new Set(['jllx', 'JLLX', '记录类型']);
/** Columns of a file that say whose row it is, to what, and which of how many. */
const HEAD_COLUMNS: ReadonlySet<string> = new Set([
  '请求编号',
  '行数',
  '行次',
  '结果代码',
  '登记姓名',
  '登记证件号码',
  '缺失项目',
]);
/** No number, day, code or text of any department: a control character stands in it. */
const ODD = '\u0007';
/** An element whose own elements hold text only. */
const RECORD_ELEMENT = /<([A-Za-z][\w-]*)>(?:<([A-Za-z][\w-]*)>[^<]*<\/\2>)+<\/\1>/;

/** One odd value spoils its record, not what stands beside it; a spoilt envelope is no answer. */
export const spoilt: readonly ConformanceCase[] = [
  {
    id: 'spoilt-record',
    zh: '一条记录未能读取：搁置并计数，其余照计，作部分反馈',
    en: 'one record that cannot be read is set aside and counted, the others count: a part',
    shownBy: 'SIMULATOR',
    async run(room) {
      const simulator = simulated(room);
      const {
        kind,
        facts,
        missing = [],
        unread = [],
      } = replyOf(await simulator.askThrough(threeRecords(room, simulator), room.inquiry(room.known)));
      // Each of many bodies answers with one row.
      const beside = room.institution === '' ? 2 : 0;
      assert.deepEqual({ kind, facts: facts.length }, { kind: 'PARTIAL', facts: beside });
      assert.deepEqual(
        unread.map(({ count }) => count),
        [1],
      );
      const [{ fact } = { fact: null }] = unread;
      assert.ok(fact !== null && missing.includes(fact), 'what was set aside is named by its kind');
      return undefined;
    },
  },
  {
    id: 'spoilt-envelope',
    zh: '信封有误：不作反馈',
    en: 'a spoilt envelope is no answer',
    shownBy: 'SIMULATOR',
    async run(room) {
      const simulator = simulated(room);
      expectNoAnswer(await simulator.askThrough(spoiltEnvelope(room, simulator), room.inquiry(room.known)));
      return undefined;
    },
  },
];

function simulated({ simulator }: Room): Simulator {
  assert.ok(simulator !== null, 'this takes a simulator');
  simulator.behave({});
  return simulator;
}

/** The first record of the answer, the same with an odd value, and the first again. */
function threeRecords(room: Room, { genuine }: Simulator): Doctor {
  switch (formOf(genuine)) {
    case 'JSON':
      return (content) => {
        const answer: Record<string, unknown> = JSON.parse(content.toString());
        const [name, list] = Object.entries(answer).find(([, value]) => Array.isArray(value)) ?? [];
        assert.ok(name !== undefined && Array.isArray(list), 'the answer has a list of records');
        const record: Record<string, unknown> = list[0];
        const odd = Object.entries(record).map(([key, value]) => [key, CODE_FIELDS.has(key) ? value : ODD]);
        return Buffer.from(JSON.stringify({ ...answer, [name]: [record, Object.fromEntries(odd), record] }));
      };
    case 'XML':
      return (content) => {
        const text = content.toString('latin1');
        const [record = ''] = RECORD_ELEMENT.exec(text.slice(text.indexOf('Response'))) ?? [];
        assert.notEqual(record, '', 'the answer has an element for each record');
        const first = text.indexOf(record);
        const others = new RegExp(
          `<${/[A-Za-z][\w-]*/.exec(record)?.[0] ?? ''}>.*</${/[A-Za-z][\w-]*/.exec(record)?.[0] ?? ''}>`,
          's',
        );
        const odd = record.replace(/<([A-Za-z][\w-]*)>[^<]*<\/\1>/g, (whole, name: string) =>
          CODE_FIELDS.has(name) ? whole : `<${name}>?</${name}>`,
        );
        const rest = text.slice(first).replace(others, () => record + odd + record);
        return Buffer.from(text.slice(0, first) + rest, 'latin1');
      };
    case 'BATCH':
      return inRows(room, ([row = {}]) => {
        const odd = changed(row, (column, value) => {
          const record = !HEAD_COLUMNS.has(column) && !CODE_FIELDS.has(column) && value !== '';
          return record ? '?' : value;
        });
        if (room.institution !== '') return [odd];
        return [row, odd, row].map((one, index) => ({ ...one, 行数: '3', 行次: String(index + 1) }));
      });
  }
}

/** Another result code than any that was agreed. */
function spoiltEnvelope(room: Room, { genuine }: Simulator): Doctor {
  switch (formOf(genuine)) {
    case 'JSON':
      return (content) => {
        const answer: Record<string, unknown> = JSON.parse(content.toString());
        const odd = Object.entries(answer).map(([key, value]) => [key, value === '1' ? '9' : value]);
        return Buffer.from(JSON.stringify(Object.fromEntries(odd)));
      };
    case 'XML':
      return (content) =>
        Buffer.from(content.toString('latin1').replace(/<([A-Za-z][\w-]*)>1<\/\1>/, '<$1>9</$1>'), 'latin1');
    case 'BATCH':
      return inRows(room, (rows) =>
        rows.map((row) => changed(row, (column, value) => (column === '结果代码' ? '9' : value))),
      );
  }
}

function changed(row: BatchRow, change: (column: string, value: string) => string): BatchRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, change(column, value)]));
}

/** Changes the rows of a file; the courier writes the trailer. */
function inRows({ source, institution }: Room, change: (rows: readonly BatchRow[]) => readonly BatchRow[]): Doctor {
  const spec = PARTNERS.find(({ sourceId }) => sourceId === source.id);
  assert.ok(spec !== undefined, 'a source by files has a simulated partner');
  const layout: BatchLayout = spec.files(institution, new Uint8Array(32)).response;
  return (content) => {
    const read = layout.kind === 'FIXED_WIDTH' ? decodeFixedWidth(layout, content) : decodeDelimited(layout, content);
    const rows = change(read.map(({ fields }) => fields));
    const written = Buffer.from(writeBatch(layout, rows, parseCalendarDate('2018-03-05')));
    return written.subarray(0, written.subarray(0, -1).lastIndexOf(0x0a) + 1);
  };
}
