import type { Notice } from '../decision/notice.ts';
import type { ReportReview } from '../decision/review.ts';
import type { ReportDocument } from '../report/document.ts';
import type { PrintedSeal } from '../verification/report-seals.ts';

/** The data that are printed with a version besides its document. */
export type PrintedWith = {
  /** `null` where nobody has reviewed it yet. */
  readonly review: ReportReview | null;
  /** `null` where the seal is missing, although every version is stored with one. */
  readonly seal: PrintedSeal | null;
  /** The gateway's public address; `null` where none is configured. */
  readonly publicUrl: string | null;
};

/** Marks of one print: the person who prints and the time (Shanghai), on every page and in the background. */
export type PrintMarks = {
  /** The subject of the printing person's token. */
  readonly printedBy: string;
  /** `2018-03-05 12:00:00`. */
  readonly printedAt: string;
};

/** Prints on A4; absent at the edge, which has neither the fonts nor the time. */
export type Printer = {
  report(document: ReportDocument, printed: Omit<PrintedWith, 'publicUrl'>, marks: PrintMarks): Promise<Uint8Array>;
  /** @param beside a remark that is printed next to the notice and is no part of it, or `null`. */
  notice(notice: Notice, beside: string | null, marks: PrintMarks): Promise<Uint8Array>;
  /** The sheet that investigators take with them, made from a version. */
  inspectionSheet(document: ReportDocument, whereabouts: readonly string[], marks: PrintMarks): Promise<Uint8Array>;
};

/** An order to the printing thread; plain data, because it is passed between threads. */
export type PrintOrder = { readonly id: number; readonly marks: PrintMarks } & (
  | { readonly what: 'REPORT'; readonly document: ReportDocument; readonly printed: PrintedWith }
  | { readonly what: 'NOTICE'; readonly notice: Notice; readonly beside: string | null }
  | { readonly what: 'INSPECTION_SHEET'; readonly document: ReportDocument; readonly whereabouts: readonly string[] }
);

/** The result of a print order. */
export type PrintAnswer =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly fault: Error };
