import { Problem } from '../platform/problem.ts';
import { buildReport } from './build.ts';
import type { ReportDocument } from './document.ts';
import type { ReportInput } from './input.ts';
import type { Versions } from './versions.ts';
import { buildReport as buildReportV1 } from './kept/edition-1/build.ts';

/**
 * Edition of the code that draws a document up from what it is made of. A change of a document's bytes (a field, a
 * sentence, an order) is a new edition; the earlier ones stay runnable, so that a stored report can be drawn up again.
 * Rules and tables have versions of their own.
 */
export type ReportEdition = {
  readonly edition: number;
  readonly build: (input: ReportInput, versions: Versions) => ReportDocument;
};

/** Every edition, the one in force first. `npm run new:version -- report` lays an edition aside in `kept/`. */
const REPORT_EDITIONS: readonly [current: ReportEdition, ...kept: ReportEdition[]] = [
  { edition: 2, build: buildReport },
  { edition: 1, build: buildReportV1 },
];

/** The edition of reports that are drawn up today. */
export const REPORT_EDITION = REPORT_EDITIONS[0].edition;

/**
 * Draws a stored report up again by its own edition.
 * @throws Problem UNKNOWN_VERSION where this house does not hold the edition.
 */
export function buildByEdition(edition: number, input: ReportInput, versions: Versions): ReportDocument {
  const held = REPORT_EDITIONS.find((one) => one.edition === edition);
  if (held !== undefined) return held.build(input, versions);
  throw new Problem({
    code: 'UNKNOWN_VERSION',
    zh: `本平台没有该报告的版式（第 ${edition} 版）`,
    en: `This gateway does not hold edition ${edition} of the report`,
  });
}
