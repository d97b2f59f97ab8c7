import { SourceFault } from '../../src/sources/port.ts';
import type { BatchRow, FixedWidthLayout, ReceivedRow } from './batch-layout.ts';
import { splitLines } from './batch-lines.ts';
import { decodeChinese, encodeChinese, withoutByteOrderMark } from './chinese-text.ts';

const BLANK = 0x20;
const LINE_END = Uint8Array.of(0x0a);

/**
 * One line: each value in the file's encoding, padded with blanks to the bytes of its column.
 * @throws SourceFault UNENCODABLE where the encoding cannot represent a value, or the value is longer than its
 * column (nothing is truncated), holds a line break, or begins or ends with a blank, which looks like padding.
 */
export function encodeFixedRow(layout: FixedWidthLayout, row: BatchRow): Uint8Array<ArrayBuffer> {
  const parts = layout.columns.map(({ name, width }) => {
    const value = row[name] ?? '';
    if (/[\r\n]|^ | $/.test(value)) throw unencodable();
    const bytes = encodeChinese(value, layout.encoding);
    if (bytes.byteLength > width) throw unencodable();
    return Buffer.concat([bytes, Buffer.alloc(width - bytes.byteLength, BLANK)]);
  });
  return new Uint8Array(Buffer.concat([...parts, LINE_END]));
}

/**
 * Reads rows; blanks on either side of a value are padding.
 * @param idColumn as of `readRows`.
 * @throws SourceFault FORMAT_CHANGED for a row of another length, bad bytes, or a character across two columns,
 * whose first bytes do not decode in the first column.
 */
export function decodeFixedWidth(layout: FixedWidthLayout, content: Uint8Array, idColumn?: string): ReceivedRow[] {
  return splitLines(withoutByteOrderMark(content, layout.encoding)).map((raw) => {
    try {
      return { fields: fieldsOf(layout, raw), raw };
    } catch (thrown) {
      if (idColumn === undefined || !(thrown instanceof SourceFault)) throw thrown;
      return { fields: { [idColumn]: roughly(layout, raw, idColumn) }, raw, spoilt: true };
    }
  });
}

function fieldsOf(layout: FixedWidthLayout, raw: Uint8Array): Record<string, string> {
  const length = layout.columns.reduce((sum, { width }) => sum + width, 0);
  if (raw.byteLength !== length) throw new SourceFault('FORMAT_CHANGED', { retryable: false });
  let from = 0;
  const fields = layout.columns.map(({ name, width }): [string, string] => {
    const text = decodeChinese(raw.subarray(from, from + width), layout.encoding);
    from += width;
    return [name, text.replace(/^ +| +$/g, '')];
  });
  return Object.fromEntries(fields);
}

/**
 * The text in a column of a malformed line: request ids are ASCII and come before typed text, so their column is
 * still found.
 */
function roughly({ columns }: FixedWidthLayout, raw: Uint8Array, column: string): string {
  const place = columns.findIndex(({ name }) => name === column);
  const from = columns.slice(0, place).reduce((sum, { width }) => sum + width, 0);
  return Buffer.from(raw.subarray(from, from + (columns[place]?.width ?? 0)))
    .toString('latin1')
    .trim();
}

function unencodable(): SourceFault {
  return new SourceFault('UNENCODABLE', { retryable: false });
}
