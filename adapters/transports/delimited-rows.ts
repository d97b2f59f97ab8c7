import { parse } from 'csv-parse/sync';
import { SourceFault } from '../../src/sources/port.ts';
import type { BatchRow, CsvLayout, DelimitedLayout, ReceivedRow } from './batch-layout.ts';
import { splitLines } from './batch-lines.ts';
import { byteOrderMark, decodeChinese, encodeChinese, withoutByteOrderMark } from './chinese-text.ts';

type Layout = DelimitedLayout | CsvLayout;

/** The first line, behind a byte order mark where the layout has one. */
export function encodeDelimitedHeader(layout: Layout): Uint8Array {
  const line = encodeLine(layout, layout.columns);
  return layout.bom === true && layout.encoding === 'utf-8' ? Buffer.concat([byteOrderMark(), line]) : line;
}

/**
 * One line in the file's encoding.
 * @throws SourceFault UNENCODABLE where a value does not survive it or holds a line break.
 */
export function encodeDelimitedRow(layout: Layout, row: BatchRow): Uint8Array<ArrayBuffer> {
  return encodeLine(
    layout,
    layout.columns.map((column) => row[column] ?? ''),
  );
}

/**
 * Reads header and rows.
 * @throws SourceFault FORMAT_CHANGED for other columns, a row of another length, bad bytes.
 */
export function decodeDelimited(layout: Layout, content: Uint8Array): ReceivedRow[] {
  const unmarked = withoutByteOrderMark(content, layout.encoding);
  const records = parseRecords(decodeChinese(unmarked, layout.encoding), layout);
  const lines = splitLines(unmarked);
  const [header, ...body] = records;
  // A quoted line break would make one record of two lines; the bytes of a row are found by lines.
  if (records.length !== lines.length || header?.join('\n') !== layout.columns.join('\n')) throw formatChanged();
  return body.map((record, index) => ({
    fields: Object.fromEntries(layout.columns.map((column, at) => [column, record[at] ?? ''])),
    raw: lines[index + 1] ?? new Uint8Array(),
  }));
}

/** What stands between two values. */
export function delimiterOf(layout: Layout): string {
  return layout.kind === 'CSV' ? ',' : layout.delimiter;
}

function parseRecords(text: string, layout: Layout): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(layout),
      record_delimiter: ['\r\n', '\n'],
      skip_empty_lines: false,
    });
  } catch {
    // The parser's message quotes the line.
    throw formatChanged();
  }
}

function encodeLine(layout: Layout, values: readonly string[]): Uint8Array<ArrayBuffer> {
  if (values.some((value) => /[\r\n]/.test(value))) throw new SourceFault('UNENCODABLE', { retryable: false });
  const delimiter = delimiterOf(layout);
  const quoted = values.map((value) =>
    value.includes(delimiter) || value.includes('"') ? `"${value.replaceAll('"', '""')}"` : value,
  );
  return encodeChinese(`${quoted.join(delimiter)}${layout.kind === 'CSV' ? '\r\n' : '\n'}`, layout.encoding);
}

function formatChanged(): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false });
}
