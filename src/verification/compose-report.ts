import type { Application } from '../application/application.ts';
import { readOpenElsewhereOf } from '../application/open-elsewhere.ts';
import type { OpenElsewhere } from '../application/open-elsewhere.ts';
import { readApplications, readDeclaredItemsOf } from '../application/read.ts';
import { readLettersOf } from '../authorisation/letter-store.ts';
import { contestsOf } from '../contested/contest.ts';
import { askedAgainFor, readContestsOf, withAnswersAgain } from '../contested/read-contests.ts';
import { readEvidenceOf } from '../evidence/read-evidence.ts';
import type { HouseholdVersion } from '../household/member.ts';
import { namedOffice } from '../office/office.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { choosePack } from '../policy/choose.ts';
import { buildReport } from '../report/build.ts';
import type { Comparable } from '../report/changes.ts';
import type { ReportDocument } from '../report/document.ts';
import type { ReportInput } from '../report/input.ts';
import { readHouseholdsOf } from './households.ts';
import { findPack, holdPacks } from './pack-of.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';

/** Identifies the report that is composed. */
export type ReportIdentity = {
  readonly number: string;
  readonly version: number;
  readonly preliminary: boolean;
  readonly previous: Comparable | null;
};

/**
 * Reads every input of this verification's report in this transaction and builds the report.
 * @param at the instant of the act; the document is issued at it.
 */
export async function composeReport(
  services: VerificationServices,
  db: Database,
  verification: Verification,
  identity: ReportIdentity,
  at: Date,
): Promise<ReportDocument> {
  const [input] = await gatherInputs(services, db, [{ verification, identity }], at);
  if (input === undefined) throw new Error('one check has one report');
  return buildReport(input);
}

/**
 * Reads the inputs of the reports of many verifications, in their order, each table once for all of them.
 * @param at the instant of the act; the documents are issued at it.
 */
export async function gatherInputs(
  services: VerificationServices,
  db: Database,
  wanted: readonly { readonly verification: Verification; readonly identity: ReportIdentity }[],
  at: Date,
): Promise<readonly ReportInput[]> {
  const { vault, sources, packs, demo } = services;
  const verifications = wanted.map(({ verification }) => verification);
  await holdPacks(services, db, verifications);
  const applicationIds = [...new Set(verifications.map(({ applicationId }) => applicationId))];
  const applications = await readApplications(db, applicationIds);
  const households = await readHouseholdsOf(services, db, verifications);
  const declared = await readDeclaredItemsOf(db, vault, applicationIds);
  const elsewhere = await readOpenElsewhereOf(
    db,
    verifications.map(({ id, applicationId }) => ({ applicationId, personIds: memberIds(households.get(id)) })),
  );
  const letters = await readLettersOf(db, applicationIds);
  const contests = await readContestsOf(db, vault, applicationIds);
  const again = new Map(
    verifications.map(({ id, applicationId }) => [id, askedAgainFor(id, contests.get(applicationId) ?? [])]),
  );
  const evidence = await readEvidenceOf(db, vault, [
    ...verifications.map(({ id }) => id),
    ...[...again.values()].flat(),
  ]);
  return wanted.map(({ verification, identity }) => {
    const application = applications.get(verification.applicationId);
    const household = households.get(verification.id);
    if (application === undefined || household === undefined) throw new Error('a verification without its case');
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
    const answeredAgain = (again.get(verification.id) ?? []).flatMap((id) => evidence.get(id) ?? []);
    const pieces = withAnswersAgain(evidence.get(verification.id) ?? [], answeredAgain);
    return {
      reportNumber: identity.number,
      version: identity.version,
      issuedAt: at,
      preliminary: identity.preliminary,
      demo,
      application,
      household,
      declared: declared.get(application.id) ?? [],
      letters: letters.get(application.id) ?? [],
      verification: {
        id: verification.id,
        purpose: verification.purpose,
        baseDate: verification.baseDate,
        requestedAt: verification.requestedAt,
        requestedBy: verification.requestedBy,
        deadlineAt: verification.deadlineAt,
      },
      evidence: pieces,
      contests: contestsOf(verification.id, contests.get(application.id) ?? [], pieces),
      ...elsewhereIn(elsewhere.get(application.id) ?? []),
      ...delegatingUnitIn(services, application),
      sources,
      pack,
      packNotice: chosen.notice,
      previous: identity.previous,
    };
  });
}

function delegatingUnitIn(
  { office }: Pick<VerificationServices, 'office'>,
  application: Application,
): Pick<ReportInput, 'delegatingUnit'> {
  const delegatingUnit = namedOffice(office, application);
  return delegatingUnit === undefined ? {} : { delegatingUnit };
}

function memberIds(household: HouseholdVersion | undefined): readonly string[] {
  return (household?.members ?? []).filter(({ role }) => role === 'MEMBER').map(({ personId }) => personId);
}

/** Readers of the report may see nothing of the other case, so it names only the county of that case. */
function elsewhereIn(found: readonly OpenElsewhere[]): Pick<ReportInput, 'elsewhere'> {
  if (found.length === 0) return {};
  const told = found.map(({ personId, division }) => ({ personId, county: division.slice(0, 6) }));
  return { elsewhere: [...new Map(told.map((one) => [JSON.stringify(one), one])).values()] };
}

/** The view before the deadline: the answers so far, marked as preliminary and never stored. */
export function preliminaryReport(
  services: VerificationServices,
  db: Database,
  verification: Verification,
): Promise<ReportDocument> {
  const identity = { number: '', version: 0, preliminary: true, previous: null };
  return composeReport(services, db, verification, identity, services.clock.now());
}
