import type { Actor } from '../audit/actor.ts';
import { recordLook } from '../audit/look-log.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { resultsDiffer } from '../report/changes.ts';
import type { ReportDocument } from '../report/document.ts';
import { composeReport } from './compose-report.ts';
import { readUnsettled } from './hold-questions.ts';
import { logProgressInTrx } from './progress-log.ts';
import { nextReportNumberInTrx, readReport, storeReportInTrx } from './report-store.ts';
import type { VerificationServices } from './services.ts';
import { settleSilentInTrx } from './settle-overdue.ts';
import { assertMove } from './state.ts';
import { lockVerificationInTrx } from './store.ts';
import type { Verification } from './verification.ts';

/** What came of the attempt to issue. */
export type Issuing = 'ISSUED' | 'ALREADY_ISSUED' | 'NOT_YET';

/**
 * Issues the first version of a check's report once every question is settled, or once the deadline has passed and
 * the silent ones are `NO_RESPONSE`. However often and wherever it runs, a check gets one first version: the row lock
 * makes one queue of all callers.
 */
export async function issueReport(
  services: VerificationServices,
  actor: Actor,
  verificationId: string,
): Promise<Issuing> {
  return services.db.transaction().execute(async (trx) => {
    const verification = await lockVerificationInTrx(trx, verificationId);
    if (verification.state === 'REQUESTED') return 'NOT_YET';
    if (verification.state !== 'ASKING') return 'ALREADY_ISSUED';
    await settleSilentInTrx(services, trx, verification, { why: 'OVERDUE' });
    if ((await readUnsettled(trx, verification.id)).length > 0) return 'NOT_YET';
    const number = await nextReportNumberInTrx(trx, verification.division, services.clock.now());
    const document = await composeReport(services, trx, verification, {
      number,
      version: 1,
      preliminary: false,
      previous: null,
    });
    await store(services, trx, actor, verification, document, { number, version: 1 });
    return 'ISSUED';
  });
}

/** Why a further version is asked for. */
export type Reissue = 'LATE_ANSWER' | 'ON_REQUEST';

/**
 * Weighs late answers into a new version. By itself it issues one when a result would change or when the last silent
 * source has answered; on request it issues one whenever there is anything new to say.
 *
 * @throws Problem ILLEGAL_TRANSITION when no first version has been issued, CONFLICT on request with nothing new.
 */
export async function reissueReport(
  services: VerificationServices,
  actor: Actor,
  verificationId: string,
  why: Reissue,
): Promise<Issuing> {
  return services.db.transaction().execute(async (trx) => {
    const verification = await lockVerificationInTrx(trx, verificationId);
    const last = await readReport(trx, services.vault, verificationId);
    if (last === null) {
      if (why === 'LATE_ANSWER') return 'NOT_YET';
      assertMove(verification.state, 'ISSUED_COMPLETE');
      throw notIssued();
    }
    const version = last.version + 1;
    const document = await composeReport(services, trx, verification, {
      number: last.number,
      version,
      preliminary: false,
      previous: last.document,
    });
    const worthIt = why === 'ON_REQUEST' ? document.changes.length > 0 : resultsDiffer(last.document, document);
    if (!worthIt) {
      if (why === 'ON_REQUEST') throw nothingNew();
      return 'ALREADY_ISSUED';
    }
    await store(services, trx, actor, verification, document, { number: last.number, version });
    return 'ISSUED';
  });
}

async function store(
  services: VerificationServices,
  trx: Database,
  actor: Actor,
  verification: Verification,
  document: ReportDocument,
  issued: { number: string; version: number },
): Promise<void> {
  const { vault, clock } = services;
  const at = clock.now();
  await storeReportInTrx(trx, vault, verification, document, { ...issued, at });
  const state = document.completeness === 'COMPLETE' ? 'ISSUED_COMPLETE' : 'ISSUED_INCOMPLETE';
  if (state !== verification.state) {
    assertMove(verification.state, state);
    await trx
      .updateTable('verification')
      .set({ state, settled_at: at, version: verification.version + 1 })
      .where('id', '=', verification.id)
      .execute();
  }
  await logProgressInTrx(trx, at, [{ verificationId: verification.id, event: 'REPORT_ISSUED' }]);
  await recordLook(
    trx,
    clock,
    { ...actor, checkId: verification.checkId, division: verification.division },
    {
      act: 'ISSUE_REPORT',
      purpose: verification.purpose,
      applicationId: verification.applicationId,
      verificationId: verification.id,
      fieldKinds: ['REPORT'],
      outcome: state,
      division: verification.division,
    },
  );
}

function notIssued(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'verificationId',
    zh: '该核对尚未出具报告，没有可以更新的版本；请等待首份报告。',
    en: 'no report has been issued yet, so there is none to renew; wait for the first one',
  });
}

function nothingNew(): Problem {
  return new Problem({
    code: 'CONFLICT',
    field: 'verificationId',
    zh: '自上一版报告以来没有新的核对信息，无需出具新版本。',
    en: 'nothing new has been learned since the last version, so there is nothing to issue',
  });
}
