import { getApplication, readDeclaredItems } from '../application/read.ts';
import { readLetters } from '../authorisation/letter-store.ts';
import { readEvidence } from '../evidence/evidence-store.ts';
import { readHouseholdVersion } from '../household/household-store.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { choosePack } from '../policy/choose.ts';
import { buildReport } from '../report/build.ts';
import type { ReportDocument } from '../report/document.ts';
import { findPack } from './pack-of.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';

/** Which report is being composed. */
export type ReportIdentity = {
  readonly number: string;
  readonly version: number;
  readonly preliminary: boolean;
  readonly previous: ReportDocument | null;
};

/** Reads everything that a report of this check is made of, as it stands in this transaction, and builds it. */
export async function composeReport(
  services: VerificationServices,
  db: Database,
  verification: Verification,
  identity: ReportIdentity,
): Promise<ReportDocument> {
  const { vault, clock, sources, packs, demo } = services;
  const application = await getApplication(db, verification.applicationId);
  const pack = findPack(packs, verification.packId);
  const chosen = choosePack([pack], {
    region: application.division,
    residence: application.residence,
    dates: {
      application: shanghaiDate(application.acceptedAt),
      base: verification.baseDate,
      decision: shanghaiDate(verification.requestedAt),
    },
  });
  return buildReport({
    reportNumber: identity.number,
    version: identity.version,
    issuedAt: clock.now(),
    preliminary: identity.preliminary,
    demo,
    application,
    household: await readHouseholdVersion(db, vault, application.householdId, verification.householdVersion),
    declared: await readDeclaredItems(db, vault, application.id),
    letters: await readLetters(db, application.id),
    verification: {
      id: verification.id,
      purpose: verification.purpose,
      baseDate: verification.baseDate,
      requestedAt: verification.requestedAt,
      deadlineAt: verification.deadlineAt,
    },
    evidence: await readEvidence(db, vault, verification.id),
    sources,
    pack,
    packNotice: chosen.notice,
    previous: identity.previous,
  });
}

/** The view before the deadline: what is known by now, marked as preliminary, never stored. */
export function preliminaryReport(
  services: VerificationServices,
  db: Database,
  verification: Verification,
): Promise<ReportDocument> {
  return composeReport(services, db, verification, { number: '', version: 0, preliminary: true, previous: null });
}
