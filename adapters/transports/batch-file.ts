import { createHash } from 'node:crypto';
import { calendarDateSchema } from '../../src/evidence/fact-scalars.ts';
import type { CalendarDate } from '../../src/platform/calendar-date.ts';
import { SourceFault } from '../../src/sources/port.ts';
import { columnNames } from './batch-layout.ts';
import type { BatchLayout, BatchRow, ReceivedRow } from './batch-layout.ts';
import { lastLineAt } from './batch-lines.ts';
import { decodeDelimited, delimiterOf, encodeDelimitedHeader, encodeDelimitedRow } from './delimited-rows.ts';
import { decodeFixedWidth, encodeFixedRow } from './fixed-width-rows.ts';

/**
 * A batch: rows in one of the layouts, and the trailer line `TRAILER|count|date|SHA-256 of all bytes before`, with
 * the layout's delimiter or a blank. The date of a request is the day on which it was laid, that of a response the
 * day up to which its data were current.
 */
const TRAILER = /^TRAILER(.)(\d{1,9})\1(\d{4}-\d{2}-\d{2})\1([0-9a-f]{64})\r?\n?$/;

/**
 * One line in the file's encoding.
 * @throws SourceFault UNENCODABLE where a value does not survive it or does not fit; the row must not be sent.
 * RangeError for a value that has no column.
 */
export function encodeRow(layout: BatchLayout, row: BatchRow): Uint8Array<ArrayBuffer> {
  const names = columnNames(layout);
  // A value that has no column would be left out without a word.
  if (Object.keys(row).some((name) => !names.includes(name))) throw new RangeError('the layout has no such column');
  return layout.kind === 'FIXED_WIDTH' ? encodeFixedRow(layout, row) : encodeDelimitedRow(layout, row);
}

/** @throws SourceFault UNENCODABLE. */
export function writeBatch(layout: BatchLayout, rows: readonly BatchRow[], date: CalendarDate): Uint8Array {
  const header = layout.kind === 'FIXED_WIDTH' ? new Uint8Array() : encodeDelimitedHeader(layout);
  const content = Buffer.concat([header, ...rows.map((row) => encodeRow(layout, row))]);
  const trailer = ['TRAILER', String(rows.length), date, digestOf(content)].join(separatorOf(layout));
  return Buffer.concat([content, Buffer.from(`${trailer}${layout.kind === 'CSV' ? '\r\n' : '\n'}`, 'ascii')]);
}

/**
 * Reads a whole batch or nothing.
 * @param idColumn as of {@link readRows}.
 * @throws SourceFault FORMAT_CHANGED for a missing trailer, another digest or count, other columns, bad bytes.
 */
export function readBatch(
  layout: BatchLayout,
  bytes: Uint8Array,
  idColumn?: string,
): { date: CalendarDate; rows: ReceivedRow[] } {
  return readRows(layout, openTrailer(layout, bytes), idColumn);
}

/** A batch whose trailer fits: it came as its writer made it, whatever its rows are. */
type WholeBatch = { readonly content: Uint8Array; readonly date: CalendarDate; readonly count: number };

/**
 * Tells a file that was spoilt on its way from one that was written otherwise than agreed.
 * @throws SourceFault FORMAT_CHANGED for a missing trailer or another digest.
 */
export function openTrailer(layout: BatchLayout, bytes: Uint8Array): WholeBatch {
  const trailerAt = lastLineAt(bytes);
  const content = bytes.subarray(0, trailerAt);
  const [, separator, count, date, digest] =
    TRAILER.exec(Buffer.from(bytes.subarray(trailerAt)).toString('latin1')) ?? [];
  const day = calendarDateSchema.safeParse(date);
  if (!day.success || separator !== separatorOf(layout) || digest !== digestOf(content)) throw formatChanged();
  return { content, date: day.data, count: Number(count) };
}

/**
 * @param idColumn where it is given, a row that cannot be read is a spoilt one if it shows its request id there.
 * @throws SourceFault FORMAT_CHANGED for another count than the trailer's, other columns, bad bytes.
 */
export function readRows(
  layout: BatchLayout,
  { content, date, count }: WholeBatch,
  idColumn?: string,
): { date: CalendarDate; rows: ReceivedRow[] } {
  const rows =
    layout.kind === 'FIXED_WIDTH'
      ? decodeFixedWidth(layout, content, idColumn)
      : decodeDelimited(layout, content, idColumn);
  if (rows.length !== count) throw formatChanged();
  return { date, rows };
}

function separatorOf(layout: BatchLayout): string {
  return layout.kind === 'FIXED_WIDTH' ? ' ' : delimiterOf(layout);
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function formatChanged(): SourceFault {
  return new SourceFault('FORMAT_CHANGED', { retryable: false });
}
