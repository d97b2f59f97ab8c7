import type { Application } from '../../application/application.ts';
import type { EvidencePiece } from '../../evidence/piece.ts';
import { readEvidence } from '../../evidence/read-evidence.ts';
import { readProgress } from '../../verification/progress-log.ts';
import type { ProgressEntry } from '../../verification/progress-log.ts';
import { preliminaryReport } from '../../verification/compose-report.ts';
import { readReport } from '../../verification/report-store.ts';
import type { StoredReport } from '../../verification/report-store.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { toVerification } from '../../verification/verification.ts';
import type { Verification } from '../../verification/verification.ts';
import type { ReportDocument } from '../../report/document.ts';
import { Problem } from '../../platform/problem.ts';
import { assertMay } from '../may.ts';
import { look, realIds, seeRows } from '../reader.ts';
import type { Reader } from '../reader.ts';

/** Fields of a verification that show its state, without its findings. */
const STANDING = ['STATE', 'DEADLINE'];

/** Verifications by id; see {@link seeRows}. */
export async function seeVerifications(reader: Reader, ids: readonly string[]): Promise<(Verification | Problem)[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const wanted = realIds(ids);
  const rows =
    wanted.length === 0
      ? []
      : await reader.services.db.selectFrom('verification').selectAll().where('id', 'in', wanted).execute();
  return seeRows(reader, ids, rows.map(toVerification), {
    act: 'READ_PROGRESS',
    fieldKinds: STANDING,
    names: ({ id, applicationId }) => ({ applicationId, verificationId: id }),
  });
}

/** @throws Problem NOT_FOUND */
export async function seeVerification(reader: Reader, id: string): Promise<Verification> {
  const [seen] = await seeVerifications(reader, [id]);
  if (seen === undefined || seen instanceof Problem) throw seen ?? new RangeError('one id gives one answer');
  return seen;
}

/** The newest verifications of a case, at most `limit`. The caller has seen the application. */
export async function seeVerificationsOf(
  reader: Reader,
  application: Application,
  limit: number,
): Promise<readonly Verification[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const rows = await reader.services.db
    .selectFrom('verification')
    .selectAll()
    .where('application_id', '=', application.id)
    .where('kind', '=', 'CHECK')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  await look(
    reader,
    rows.map((row) => ({
      act: 'READ_PROGRESS' as const,
      applicationId: application.id,
      verificationId: row.id,
      fieldKinds: STANDING,
      division: application.division,
    })),
  );
  return rows.map(toVerification);
}

/** Every question of a verification with its outcome; one audit entry for each person asked about. */
export async function seeEvidence(reader: Reader, verification: Verification): Promise<readonly EvidencePiece[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const pieces = await readEvidence(reader.services.db, reader.services.vault, verification.id);
  const persons = [...new Set(pieces.map(({ personId }) => personId))];
  await look(
    reader,
    persons.map((personId) => ({ ...about('READ_EVIDENCE', verification), personId, fieldKinds: ['ANSWER_KIND'] })),
  );
  return pieces;
}

/** Progress after a cursor; its rows name sources and kinds of answers. */
export async function seeProgress(
  reader: Reader,
  verification: Verification,
  after: number,
  limit: number,
): Promise<readonly ProgressEntry[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  await look(reader, [{ ...about('READ_PROGRESS', verification), fieldKinds: ['PROGRESS'] }]);
  return readProgress(reader.services.db, verification.id, after, limit);
}

/**
 * One issued version of the report, the newest by default; `null` where there is none. It names everybody in its
 * version of the household, so each of them has an audit entry.
 */
export async function seeReport(
  reader: Reader,
  verification: Verification,
  version?: number,
): Promise<StoredReport | null> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const report = await readReport(reader.services.db, reader.services.vault, verification.id, version);
  if (report !== null) await look(reader, aboutEach('READ_REPORT', verification, report.document, ['REPORT']));
  return report;
}

/** Numbers and times of the issued versions, oldest first, without their content. */
export async function seeReportVersions(
  reader: Reader,
  verification: Verification,
): Promise<readonly Omit<StoredReport, 'document'>[]> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const rows = await reader.services.db
    .selectFrom('report')
    .select(['id', 'number', 'version', 'completeness', 'issued_at'])
    .where('verification_id', '=', verification.id)
    .orderBy('version')
    .execute();
  await look(reader, [{ ...about('READ_REPORT', verification), fieldKinds: ['REPORT_VERSION'] }]);
  return rows.map(({ issued_at: issuedAt, ...row }) => ({ ...row, issuedAt, verificationId: verification.id }));
}

/** The answers so far, marked as preliminary; an audit entry for each person, as for an issued report. */
export async function seePreliminaryReport(
  reader: Reader,
  services: VerificationServices,
  verification: Verification,
): Promise<ReportDocument> {
  assertMay(reader.principal, 'READ_VERIFICATION');
  const document = await preliminaryReport(services, services.db, verification);
  await look(reader, aboutEach('READ_REPORT', verification, document, ['REPORT', 'PRELIMINARY']));
  return document;
}

function about<Act extends 'READ_EVIDENCE' | 'READ_PROGRESS' | OfReport>(act: Act, verification: Verification) {
  return {
    act,
    applicationId: verification.applicationId,
    verificationId: verification.id,
    division: verification.division,
  };
}

type OfReport = 'READ_REPORT' | 'PRINT_REPORT';

/** An audit entry for each person, because a report names everybody in its version of the household. */
export function aboutEach(
  act: OfReport,
  verification: Verification,
  { members }: ReportDocument,
  fieldKinds: readonly string[],
) {
  return members.map(({ personId }) => ({ ...about(act, verification), personId, fieldKinds }));
}
