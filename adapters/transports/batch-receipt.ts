import { z } from 'zod';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import { SourceFault } from '../../src/sources/port.ts';
import { readBatch, writeBatch } from './batch-file.ts';
import { inFormOf } from './batch-layout.ts';
import type { BatchLayout, BatchRow } from './batch-layout.ts';

/**
 * A partner's receipts for a request file before it answers: that it accepts or refuses the file (acknowledgement),
 * and which rows it could not read (rejects). They have the form of the partner's answers.
 */
const ACKNOWLEDGEMENT = [
  { name: '请求文件', width: 100 },
  { name: '受理结果', width: 2 },
  { name: '受理笔数', width: 9 },
  { name: '原因代码', width: 8 },
];
const REJECTS = [
  { name: '行号', width: 9 },
  { name: '请求编号', width: 64 },
  { name: '原因代码', width: 8 },
];

const TAKEN = '00';
const REFUSED = '99';

/**
 * A partner's code, or empty. The length is limited because the code is logged: a longer one could hold a person's
 * number.
 */
const code = z.string().regex(/^[0-9A-Z]{0,8}$/);
const count = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const acknowledgementSchema = z
  .strictObject({ 请求文件: z.string(), 受理结果: z.enum([TAKEN, REFUSED]), 受理笔数: count, 原因代码: code })
  .transform((row) => ({
    requestFile: row.请求文件,
    taken: row.受理结果 === TAKEN,
    count: row.受理笔数,
    code: row.原因代码,
  }));
const rejectSchema = z
  .strictObject({ 行号: count, 请求编号: z.string(), 原因代码: code })
  .transform((row) => ({ line: row.行号, requestId: row.请求编号, code: row.原因代码 }));

/** The partner's receipt for a whole request file. */
export type Acknowledgement = {
  /** Name of the request file. */
  readonly requestFile: string;
  /** `false` refuses the whole file. */
  readonly taken: boolean;
  /** Rows that the partner counted in it. */
  readonly count: number;
  /** The partner's reason, at most eight capitals and digits; empty where it accepted the file. */
  readonly code: string;
};

/** A row that the partner could not read. */
export type RejectedRow = {
  /** Position among the rows of the request file, from 1. */
  readonly line: number;
  /** Empty where the partner could not read the id either. */
  readonly requestId: string;
  /** The partner's reason, at most eight capitals and digits. */
  readonly code: string;
};

/** @param response the layout of the partner's answers. */
export function writeAcknowledgement(response: BatchLayout, given: Acknowledgement, date: CalendarDate): Uint8Array {
  const row: BatchRow = {
    请求文件: given.requestFile,
    受理结果: given.taken ? TAKEN : REFUSED,
    受理笔数: String(given.count),
    原因代码: given.code,
  };
  return writeBatch(inFormOf(response, ACKNOWLEDGEMENT), [row], date);
}

/** @throws SourceFault FORMAT_CHANGED for anything but one complete acknowledgement. */
export function readAcknowledgement(response: BatchLayout, bytes: Uint8Array): Acknowledgement {
  const { rows } = readBatch(inFormOf(response, ACKNOWLEDGEMENT), bytes);
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw formatChanged();
  return parsed(acknowledgementSchema, row.fields);
}

/** @param response the layout of the partner's answers. */
export function writeRejects(response: BatchLayout, rows: readonly RejectedRow[], date: CalendarDate): Uint8Array {
  const lines = rows.map((row) => ({ 行号: String(row.line), 请求编号: row.requestId, 原因代码: row.code }));
  return writeBatch(inFormOf(response, REJECTS), lines, date);
}

/** @throws SourceFault FORMAT_CHANGED. */
export function readRejects(response: BatchLayout, bytes: Uint8Array): readonly RejectedRow[] {
  return readBatch(inFormOf(response, REJECTS), bytes).rows.map((row) => parsed(rejectSchema, row.fields));
}

function parsed<T>(schema: z.ZodType<T>, fields: BatchRow): T {
  const result = schema.safeParse(fields);
  if (!result.success) throw formatChanged();
  return result.data;
}

function formatChanged(): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false });
}
