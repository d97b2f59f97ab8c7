import { parse } from 'csv-parse/sync';
import { SourceFault } from '../../src/sources/port.ts';
import type { BatchRow, CsvLayout, DelimitedLayout, ReceivedRow } from './batch-layout.ts';
import { splitLines } from './batch-lines.ts';
import { byteOrderMark, decodeChinese, encodeChinese, withoutByteOrderMark } from './chinese-text.ts';

type Layout = DelimitedLayout | CsvLayout;

/** The first line, after a byte order mark where the layout has one. */
export function encodeDelimitedHeader(layout: Layout): Uint8Array {
  const line = encodeLine(layout, layout.columns);
  return layout.bom === true && layout.encoding === 'utf-8' ? Buffer.concat([byteOrderMark(), line]) : line;
}

/**
 * One line in the file's encoding.
 * @throws SourceFault UNENCODABLE where the encoding cannot represent a value, or a value holds a line break.
 */
export function encodeDelimitedRow(layout: Layout, row: BatchRow): Uint8Array<ArrayBuffer> {
  return encodeLine(
    layout,
    layout.columns.map((column) => row[column] ?? ''),
  );
}

/**
 * Reads header and rows, each row by itself: the form has no line break within quotes, and a misplaced quote is a
 * literal character.
 * @param idColumn as of `readRows`.
 * @throws SourceFault FORMAT_CHANGED for other columns, a row of another length, bad bytes.
 */
export function decodeDelimited(layout: Layout, content: Uint8Array, idColumn?: string): ReceivedRow[] {
  const [header = new Uint8Array(), ...lines] = splitLines(withoutByteOrderMark(content, layout.encoding));
  if (parseLine(header, layout).join('\n') !== layout.columns.join('\n')) throw formatChanged();
  return lines.map((raw) => {
    try {
      const values = parseLine(raw, layout);
      return { fields: Object.fromEntries(layout.columns.map((column, at) => [column, values[at] ?? ''])), raw };
    } catch (thrown) {
      if (idColumn === undefined || !(thrown instanceof SourceFault)) throw thrown;
      return { fields: { [idColumn]: roughly(raw, layout, idColumn) }, raw, spoilt: true };
    }
  });
}

/** The delimiter between two values. */
export function delimiterOf(layout: Layout): string {
  return layout.kind === 'CSV' ? ',' : layout.delimiter;
}

function parseLine(raw: Uint8Array, layout: Layout): readonly string[] {
  const text = decodeChinese(raw, layout.encoding);
  for (const quotes of [true, false]) {
    const values = parsed(text, layout, quotes);
    if (values?.length === layout.columns.length) return values;
  }
  throw formatChanged();
}

/**
 * The values of a line, with quotes read as quotes or as ordinary characters; `null` where the line does not parse
 * so.
 */
function parsed(text: string, layout: Layout, quotes: boolean): readonly string[] | null {
  try {
    const records: string[][] = parse(text, {
      delimiter: delimiterOf(layout),
      record_delimiter: ['\n'],
      skip_empty_lines: false,
      ...(quotes ? {} : { quote: false }),
    });
    return records.length === 1 ? (records[0] ?? null) : null;
  } catch {
    // The parser's message quotes the line.
    return null;
  }
}

/**
 * The text in a column of a malformed line: request ids are ASCII and come before typed text, so their column is
 * still found.
 */
function roughly(raw: Uint8Array, layout: Layout, column: string): string {
  const parts = Buffer.from(raw).toString('latin1').split(delimiterOf(layout));
  return (parts[layout.columns.indexOf(column)] ?? '').replaceAll('"', '');
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
