import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { calendarDateSchema } from '../../src/evidence/fact-scalars.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import { SourceFault } from '../define-source.ts';
import { decodeChinese, encodeChinese } from './chinese-text.ts';
import type { ChineseEncoding } from './chinese-text.ts';

/**
 * A batch: a header line, one line for each row, and `TRAILER|count|date|SHA-256 of all bytes before`. The date of
 * a request is the day on which it was laid, that of a response the day up to which its data were current.
 */
export type BatchLayout = {
  readonly columns: readonly string[];
  readonly delimiter: '|' | ',';
  readonly encoding: ChineseEncoding;
};

export type BatchRow = Readonly<Record<string, string>>;
/** A row as read, with its own bytes as they arrived. */
export type ReceivedRow = { readonly fields: BatchRow; readonly raw: Uint8Array };

const LINE_END = 0x0a;
const TRAILER = /^TRAILER[|,](\d{1,9})[|,](\d{4}-\d{2}-\d{2})[|,]([0-9a-f]{64})\r?$/;

/**
 * One line in the file's encoding.
 * @throws SourceFault UNENCODABLE where a value does not survive it; the row must not be sent.
 */
export function encodeRow(layout: BatchLayout, row: BatchRow): Uint8Array<ArrayBuffer> {
  return encodeLine(
    layout,
    layout.columns.map((column) => row[column] ?? ''),
  );
}

/** @throws SourceFault UNENCODABLE. */
export function writeBatch(layout: BatchLayout, rows: readonly BatchRow[], date: CalendarDate): Uint8Array {
  const lines = [encodeLine(layout, layout.columns), ...rows.map((row) => encodeRow(layout, row))];
  const content = Buffer.concat(lines);
  const trailer = ['TRAILER', String(rows.length), date, digestOf(content)].join(layout.delimiter);
  return Buffer.concat([content, Buffer.from(`${trailer}\n`, 'ascii')]);
}

/**
 * Reads a whole batch or nothing.
 * @throws SourceFault FORMAT_CHANGED for a missing trailer, another digest or count, other columns, bad bytes.
 */
export function readBatch(layout: BatchLayout, bytes: Uint8Array): { date: CalendarDate; rows: ReceivedRow[] } {
  const file = Buffer.from(bytes);
  const trailerAt = file.subarray(0, -1).lastIndexOf(LINE_END) + 1;
  const content = file.subarray(0, trailerAt);
  const [, count, date, digest] = TRAILER.exec(file.subarray(trailerAt).toString('latin1').trimEnd()) ?? [];
  const day = calendarDateSchema.safeParse(date);
  if (!day.success || digest !== digestOf(content)) throw formatChanged();
  const records = readCsv(decodeChinese(content, layout.encoding), layout);
  const lines = splitLines(content);
  const [header, ...body] = records;
  if (records.length !== lines.length || body.length !== Number(count)) throw formatChanged();
  if (header?.join('\n') !== layout.columns.join('\n')) throw formatChanged();
  const rows = body.map((record, index) => ({
    fields: Object.fromEntries(layout.columns.map((column, at) => [column, record[at] ?? ''])),
    raw: lines[index + 1] ?? new Uint8Array(),
  }));
  return { date: day.data, rows };
}

function readCsv(text: string, layout: BatchLayout): string[][] {
  try {
    return parse(text, { delimiter: layout.delimiter, skip_empty_lines: false });
  } catch {
    // The parser's message quotes the line.
    throw formatChanged();
  }
}

function encodeLine(layout: BatchLayout, values: readonly string[]): Uint8Array<ArrayBuffer> {
  // No value has a line break: the trailer and the bytes of a row are found by lines.
  if (values.some((value) => /[\r\n]/.test(value))) throw new SourceFault('UNENCODABLE', { retryable: false });
  const quoted = values.map((value) =>
    value.includes(layout.delimiter) || value.includes('"') ? `"${value.replaceAll('"', '""')}"` : value,
  );
  return encodeChinese(`${quoted.join(layout.delimiter)}\n`, layout.encoding);
}

/** A line break is no part of any longer character of GB 18030, so bytes may be split by it; `|` is, and may not. */
function splitLines(content: Buffer): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < content.length;) {
    const end = content.indexOf(LINE_END, from);
    const to = end === -1 ? content.length : end;
    lines.push(content.subarray(from, to));
    from = to + 1;
  }
  return lines;
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function formatChanged(): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false });
}
