import type { Acting } from '../audit/acting.ts';
import type { Database } from '../platform/database.ts';
import { reissueReportInTrx } from '../verification/issue-report.ts';
import type { VerificationServices } from '../verification/services.ts';

/** Draws up the next version of a check's report, as what is contested in it has changed. @returns its id. */
export async function drawUpInTrx(
  services: VerificationServices,
  acting: Acting,
  verificationId: string,
): Promise<string> {
  await reissueReportInTrx(services, acting, verificationId, 'CONTEST');
  const { id } = await acting.trx
    .selectFrom('report')
    .select('id')
    .where('verification_id', '=', verificationId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return id;
}

/** The checks of a case that have a report, the oldest first: what is disputed is disputed in each of them. */
export async function reportedChecks(trx: Database, applicationId: string): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('verification')
    .select('id')
    .where('application_id', '=', applicationId)
    .where('state', 'in', ['ISSUED_INCOMPLETE', 'ISSUED_COMPLETE'])
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
