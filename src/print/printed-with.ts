import type { Notice } from '../decision/notice.ts';
import type { ReportReview } from '../decision/review.ts';
import type { ReportDocument } from '../report/document.ts';
import type { PrintedSeal } from '../verification/report-seals.ts';

/** What is printed with a version beside its document. */
export type PrintedWith = {
  /** `null` where nobody has reviewed it yet. */
  readonly review: ReportReview | null;
  /** `null` where the seal is missing: no version is stored without. */
  readonly seal: PrintedSeal | null;
  /** Where the public reaches the gateway; `null` where nobody has said. */
  readonly publicUrl: string | null;
};

/** Marks of one print: who prints it and when (Shanghai time); on every page and behind it. */
export type PrintMarks = {
  /** By whom, by the subject of the token. */
  readonly printedBy: string;
  /** `2018-03-05 12:00:00`. */
  readonly printedAt: string;
};

/** Prints on A4; absent at the edge, which has neither the fonts nor the time. */
export type Printer = {
  report(document: ReportDocument, printed: Omit<PrintedWith, 'publicUrl'>, marks: PrintMarks): Promise<Uint8Array>;
  /** @param beside a sentence that stands beside the notice and is no part of it, or `null`. */
  notice(notice: Notice, beside: string | null, marks: PrintMarks): Promise<Uint8Array>;
  /** The sheet that investigators take along, made from a version. */
  inspectionSheet(document: ReportDocument, marks: PrintMarks): Promise<Uint8Array>;
};

/** What is asked of the thread that prints; plain data, as it goes from one thread to the other. */
export type PrintOrder = { readonly id: number; readonly marks: PrintMarks } & (
  | { readonly what: 'REPORT'; readonly document: ReportDocument; readonly printed: PrintedWith }
  | { readonly what: 'NOTICE'; readonly notice: Notice; readonly beside: string | null }
  | { readonly what: 'INSPECTION_SHEET'; readonly document: ReportDocument }
);

/** What came of it. */
export type PrintAnswer =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly fault: Error };
