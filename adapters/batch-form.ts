import type { Inquiry, SourceBehaviour } from '../src/sources/port.ts';
import { wireCertificate } from './recorded-identity.ts';
import type { BatchLayout, BatchRow, FixedColumn, LineNumbering } from './transports/batch-layout.ts';
import { columnNames, inFormOf } from './transports/batch-layout.ts';
import type { ExchangePartner } from './transports/partner-folder.ts';

/**
 * The columns that batch files share. Widths are bytes and matter in fixed-width files only: a name has
 * 50 characters, a letter number 40, and a rare character is four bytes in GB 18030.
 */
const REQUEST: readonly FixedColumn[] = [
  { name: '请求编号', width: 64 },
  { name: '授权书编号', width: 160 },
  { name: '查询目的', width: 60 },
  { name: '基准日', width: 10 },
  { name: '证件类型', width: 3 },
  { name: '证件号码', width: 20 },
  { name: '原证件号码', width: 15 },
  { name: '姓名', width: 200 },
];

/** 行数, 行次: how many lines the answer has, and which this one is. 缺失项目: codes with `+` between them. */
const RESPONSE: readonly FixedColumn[] = [
  { name: '请求编号', width: 64 },
  { name: '行数', width: 4 },
  { name: '行次', width: 4 },
  { name: '结果代码', width: 1 },
  { name: '登记姓名', width: 200 },
  { name: '登记证件号码', width: 40 },
  { name: '缺失项目', width: 40 },
  { name: '记录类型', width: 4 },
];

/** How those who take files are treated unless they say otherwise; an assumption. */
export const BATCH_TERMS = {
  quota: { perSecond: 5, perDay: 1000, concurrent: 5 },
  window: null,
  timeoutMs: 10_000,
  attempts: 1,
  breaker: { consecutiveFailures: 5, halfOpenAfterMs: 60_000 },
} as const satisfies Partial<SourceBehaviour>;

/** Column that holds the request id, in both directions. */
export const REQUEST_ID_COLUMN = '请求编号';
export const NUMBERING: LineNumbering = { count: '行数', place: '行次' };
/** The separator between the codes in 缺失项目. */
export const LACKING_SEPARATOR = '+';

/** The names of the columns of a request. */
export const REQUEST_COLUMNS: readonly string[] = REQUEST.map(({ name }) => name);

/**
 * A department as a partner of the exchange folder.
 * @param files how its files are written, with the columns of its records only.
 */
export function batchPartner(files: BatchLayout, code: string, key: Uint8Array): ExchangePartner {
  const records = files.kind === 'FIXED_WIDTH' ? files.columns : withoutWidth(columnNames(files));
  return {
    code,
    key,
    request: inFormOf(files, REQUEST),
    response: inFormOf(files, [...RESPONSE, ...records]),
    numbering: NUMBERING,
  };
}

/** The columns by which departments are asked about a person; the request id comes with the file. */
export function batchQuestion(inquiry: Inquiry): BatchRow {
  const { type, number, formerNumber } = wireCertificate(inquiry.certificate);
  return {
    授权书编号: inquiry.letterNumber,
    查询目的: inquiry.purpose,
    基准日: inquiry.baseDate,
    证件类型: type,
    证件号码: number,
    原证件号码: formerNumber,
    姓名: inquiry.name,
  };
}

/** Whom a row of a request asked about. */
export function askedIn(question: BatchRow) {
  return {
    requestId: question[REQUEST_ID_COLUMN] ?? '',
    number: question['证件号码'] ?? '',
    formerNumber: question['原证件号码'] ?? '',
    name: question['姓名'] ?? '',
  };
}

/** Delimited files have no widths. */
function withoutWidth(names: readonly string[]): readonly FixedColumn[] {
  return names.map((name) => ({ name, width: 0 }));
}
