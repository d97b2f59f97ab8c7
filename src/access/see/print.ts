import { readContact } from '../../application/contact-store.ts';
import { whereaboutsOf } from '../../application/contact.ts';
import { findDecisionByNumber } from '../../decision/decision-store.ts';
import type { Decision } from '../../decision/decision.ts';
import { readSetAsideMark } from '../../decision/set-aside.ts';
import type { SetAsideMark } from '../../decision/set-aside.ts';
import { findReview } from '../../decision/review-store.ts';
import type { ReportReview } from '../../decision/review.ts';
import { findPrintedSeal } from '../../verification/report-seals.ts';
import type { PrintedSeal } from '../../verification/report-seals.ts';
import { readReport } from '../../verification/report-store.ts';
import type { StoredReport } from '../../verification/report-store.ts';
import { look, notFound } from '../reader.ts';
import type { Reader } from '../reader.ts';
import { seeCaseOfDecision } from './case.ts';
import { aboutEach, seeVerification } from './verification.ts';

/** A version as it is printed. */
export type ReportToPrint = {
  readonly report: StoredReport;
  readonly review: ReportReview | null;
  readonly seal: PrintedSeal | null;
  readonly applicationId: string;
  readonly division: string;
};

/**
 * An issued version for the printer, the newest by default. A print leaves the office, so each person in it has an
 * audit entry of a separate kind.
 *
 * @throws Problem FORBIDDEN, NOT_FOUND, REPORT_OF_OTHER_SHAPE.
 */
export async function seeReportToPrint(
  reader: Reader,
  verificationId: string,
  version?: number,
): Promise<ReportToPrint> {
  const { db, vault } = reader.services;
  const verification = await seeVerification(reader, verificationId);
  const report = await readReport(db, vault, verification.id, version);
  if (report === null) throw notFound();
  const [review, seal] = [await findReview(db, vault, report.id), await findPrintedSeal(db, report.id)];
  await look(reader, aboutEach('PRINT_REPORT', verification, report.document, ['REPORT', 'REVIEW']));
  const { applicationId, division } = verification;
  return { report, review, seal, applicationId, division };
}

/**
 * A version for the sheet that investigators take along, with where the family lives and how it is reached as of now.
 *
 * @throws Problem FORBIDDEN, NOT_FOUND, REPORT_OF_OTHER_SHAPE.
 */
export async function seeSheetToPrint(
  reader: Reader,
  verificationId: string,
  version?: number,
): Promise<{ readonly report: StoredReport; readonly whereabouts: readonly string[] }> {
  const { report, applicationId, division } = await seeReportToPrint(reader, verificationId, version);
  const contact = await readContact(reader.services.db, reader.services.vault, applicationId);
  await look(reader, [{ act: 'PRINT_REPORT', applicationId, fieldKinds: ['ADDRESS', 'TELEPHONE'], division }]);
  return { report, whereabouts: contact === null ? [] : whereaboutsOf(contact) };
}

/** A notice as it is printed. */
export type NoticeToPrint = Pick<Decision, 'number' | 'notice'> & {
  /** The remark that is printed next to the notice; `null` where no fact behind the decision was set aside. */
  readonly mark: SetAsideMark | null;
};

/** A decision whose notice is printed, by its number. @throws Problem FORBIDDEN, NOT_FOUND. */
export async function seeNoticeToPrint(reader: Reader, number: string): Promise<NoticeToPrint> {
  const application = await seeCaseOfDecision(reader, number);
  const { db, vault } = reader.services;
  const decision = await findDecisionByNumber(db, vault, number);
  if (decision === null) throw notFound();
  await look(reader, [
    {
      act: 'PRINT_NOTICE',
      applicationId: application.id,
      personId: application.applicantPersonId,
      verificationId: decision.verificationId,
      fieldKinds: ['DECISION', 'NOTICE'],
      division: application.division,
    },
  ]);
  return { number: decision.number, notice: decision.notice, mark: await readSetAsideMark(db, vault, decision) };
}
