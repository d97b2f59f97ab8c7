import type { Application } from '../../src/application/application.ts';
import type { HouseholdVersion } from '../../src/household/member.ts';
import { canonicalBytes } from '../../src/report/canonical.ts';
import type { ReportDocument } from '../../src/report/document.ts';
import { composeReport } from '../../src/verification/compose-report.ts';
import { storeReportsInTrx } from '../../src/verification/report-store.ts';
import type { VerificationServices } from '../../src/verification/services.ts';
import type { Verification } from '../../src/verification/verification.ts';
import { CASEWORKER } from './case-room.ts';
import type { CaseRoom } from './case-room.ts';
import { recordLetter, requestVerification } from './acts.ts';

let letters = 0;

/** A case with its letter and a check that a caseworker has requested; nothing is asked. */
export async function requestedCheck(
  room: Pick<CaseRoom, 'register'>,
  services: VerificationServices,
  changes: Parameters<CaseRoom['register']>[0] = {},
): Promise<{ application: Application; household: HouseholdVersion; verification: Verification }> {
  const { application, household } = await room.register(changes);
  letters += 1;
  await recordLetter(services, CASEWORKER, {
    applicationId: application.id,
    letterNumber: `锡核授〔2018〕${String(9_000 + letters)}号`,
    signedOn: '2018-02-01',
    grants: household.members.map(({ personId }) => ({
      personId,
      sources: services.sources.map(({ id }) => id),
      purposes: ['SOCIAL_ASSISTANCE_CHECK'],
    })),
  });
  const verification = await requestVerification(services, CASEWORKER, {
    applicationId: application.id,
    purpose: 'APPLICATION',
    idempotencyKey: crypto.randomUUID(),
  });
  return { application, household, verification };
}

/** Draws up a version of a check's report at once, with what the test wants it to have found. */
export async function drawUp(
  services: VerificationServices,
  verification: Verification,
  {
    version = 1,
    found = () => ({}),
  }: { version?: number; found?: (document: ReportDocument) => Partial<ReportDocument> } = {},
): Promise<ReportDocument> {
  return services.db.transaction().execute(async (trx) => {
    const at = services.clock.now();
    const number = `HD-${verification.id.slice(0, 8)}`;
    const identity = { number, version, preliminary: false, previous: null };
    const composed = await composeReport(services, trx, verification, identity, at);
    const document = { ...composed, ...found(composed) };
    const bytes = canonicalBytes(document);
    const drawn = { verification, document, bytes, number, version };
    await storeReportsInTrx(trx, services.vault, [drawn], at);
    return document;
  });
}
