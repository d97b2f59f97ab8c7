import type { ChineseEncoding } from './chinese-text.ts';

/** One line of a batch by its column names. A column that is absent is empty. */
export type BatchRow = Readonly<Record<string, string>>;

/** A row as read, with its own bytes as they arrived. */
export type ReceivedRow = {
  readonly fields: BatchRow;
  readonly raw: Uint8Array;
  /** Of its columns only the request id could be read; absent where all could. */
  readonly spoilt?: true;
};

/**
 * Columns by which an answer of several lines says on each how many they are and which this one is, from 1: a line that
 * lacks or comes twice is noticed.
 */
export type LineNumbering = { readonly count: string; readonly place: string };

/** A column of a fixed-width file. Such files count bytes in their own encoding: a Chinese character of GBK is two. */
export type FixedColumn = { readonly name: string; readonly width: number };

type WithHeader = {
  readonly columns: readonly string[];
  readonly encoding: ChineseEncoding;
  /** UTF-8 only: written with a byte order mark, as spreadsheets want it. Files are read with and without. */
  readonly bom?: boolean;
};

/** Values between delimiters, quoted where one holds the delimiter; a header line, lines that end with LF. */
export type DelimitedLayout = WithHeader & { readonly kind: 'DELIMITED'; readonly delimiter: '|' | ',' };

/** RFC 4180: commas, quotes, a header line, lines that end with CR LF. */
export type CsvLayout = WithHeader & { readonly kind: 'CSV' };

/** Columns of so many bytes, filled up with blanks on the right; no header line. */
export type FixedWidthLayout = {
  readonly kind: 'FIXED_WIDTH';
  readonly columns: readonly FixedColumn[];
  readonly encoding: ChineseEncoding;
};

/**
 * How a batch file is written: what a source states about its files.
 *
 * @example { kind: 'FIXED_WIDTH', encoding: 'gbk', columns: [{ name: '请求编号', width: 64 }, { name: '姓名', width: 40 }] }
 */
export type BatchLayout = DelimitedLayout | CsvLayout | FixedWidthLayout;

/** The column names of a layout, in order. */
export function columnNames(layout: BatchLayout): readonly string[] {
  return layout.kind === 'FIXED_WIDTH' ? layout.columns.map(({ name }) => name) : layout.columns;
}

/** A layout of other columns in the form of a given one: what a partner sends beside its answers looks like them. */
export function inFormOf(layout: BatchLayout, columns: readonly FixedColumn[]): BatchLayout {
  return layout.kind === 'FIXED_WIDTH'
    ? { ...layout, columns }
    : { ...layout, columns: columns.map(({ name }) => name) };
}
