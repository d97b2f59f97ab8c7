import type { ChineseEncoding } from './chinese-text.ts';

/** One line of a batch by its column names. A column that is absent is empty. */
export type BatchRow = Readonly<Record<string, string>>;

/** A row as read, with the bytes received. */
export type ReceivedRow = {
  readonly fields: BatchRow;
  readonly raw: Uint8Array;
  /** Only the request id could be read; absent where all columns could. */
  readonly spoilt?: true;
};

/**
 * Columns with which an answer of several lines states on each line their number and its own place, from 1. They
 * reveal a missing or repeated line.
 */
export type LineNumbering = { readonly count: string; readonly place: string };

/** A column of a fixed-width file. Widths count bytes in the file's encoding: a Chinese character in GBK takes two. */
export type FixedColumn = { readonly name: string; readonly width: number };

type WithHeader = {
  readonly columns: readonly string[];
  readonly encoding: ChineseEncoding;
  /** UTF-8 only: written with a byte order mark, which spreadsheets require. Files are read with and without. */
  readonly bom?: boolean;
};

/** Values between delimiters, quoted where one holds the delimiter; a header line, lines that end with LF. */
export type DelimitedLayout = WithHeader & { readonly kind: 'DELIMITED'; readonly delimiter: '|' | ',' };

/** RFC 4180: commas, quotes, a header line, lines that end with CR LF. */
export type CsvLayout = WithHeader & { readonly kind: 'CSV' };

/** Columns of fixed byte widths, padded with blanks on the right; no header line. */
export type FixedWidthLayout = {
  readonly kind: 'FIXED_WIDTH';
  readonly columns: readonly FixedColumn[];
  readonly encoding: ChineseEncoding;
};

/**
 * The layout of a batch file, as a source declares it.
 *
 * @example { kind: 'FIXED_WIDTH', encoding: 'gbk', columns: [{ name: '请求编号', width: 64 }, { name: '姓名', width: 40 }]
 * }
 */
export type BatchLayout = DelimitedLayout | CsvLayout | FixedWidthLayout;

/** The column names of a layout, in order. */
export function columnNames(layout: BatchLayout): readonly string[] {
  return layout.kind === 'FIXED_WIDTH' ? layout.columns.map(({ name }) => name) : layout.columns;
}

/** A layout of other columns in the form of a given one: a partner's receipts look like its answers. */
export function inFormOf(layout: BatchLayout, columns: readonly FixedColumn[]): BatchLayout {
  return layout.kind === 'FIXED_WIDTH'
    ? { ...layout, columns }
    : { ...layout, columns: columns.map(({ name }) => name) };
}
