import type { Application } from '../../application/application.ts';
import { countCases, findCases } from '../../application/find-cases.ts';
import type { CaseSearch, FoundCount } from '../../application/find-cases.ts';
import { parseSearch } from '../../application/parse-search.ts';
import type { SearchTerms } from '../../application/parse-search.ts';
import { invalid } from '../../application/refusals.ts';
import { readHouseholdVersions } from '../../household/household-store.ts';
import type { HouseholdMember, HouseholdVersion } from '../../household/member.ts';
import { isNamed } from '../../household/name-tokens.ts';
import { certificateKey } from '../../identity/certificate.ts';
import type { VerificationServices } from '../../verification/services.ts';
import { assertMay } from '../may.ts';
import { lookFor } from '../reader.ts';
import type { Reader } from '../reader.ts';
import { assertSearchRate } from '../search-rate.ts';
import { overdueCases } from './clocks.ts';
import { placeWithin } from './work-items.ts';

/** Why somebody searches; a closed list, since the log is read by it. */
export const SEARCH_PURPOSES = {
  CASE_HANDLING: { zh: '办理申请', en: 'handling a case' },
  ENQUIRY: { zh: '答复来访来电', en: 'answering somebody who asks in person or by telephone' },
  RECHECK: { zh: '定期核查或抽查', en: 'a periodic check or a spot check' },
  SUPERVISION: { zh: '监督检查', en: 'supervision; auditors only, and always for them' },
} as const;
export type SearchPurpose = keyof typeof SEARCH_PURPOSES;

/** The caller's search terms, as typed. */
export type SearchWish = SearchTerms & {
  readonly purpose: SearchPurpose;
  /** Within the caller's own place, which it is unless given. */
  readonly division?: string | null;
};

/** A case with the people in it who were sought; the applicant where no person was. */
export type FoundCase = { readonly application: Application; readonly people: readonly HouseholdMember[] };

/** One page, newest first; the total is counted when it is asked for. */
export type FoundPage = {
  readonly edges: readonly { readonly found: FoundCase; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly total: () => Promise<FoundCount>;
};

/**
 * Searches cases of the caller's place. The search is on record with its purpose and what it went by, before anything is
 * handed out; then an entry for each person who is shown.
 *
 * @throws Problem INVALID_INPUT (nothing to search by, a purpose of other roles), INVALID_CITIZEN_NUMBER, INVALID_NAME,
 *   FORBIDDEN with field `division` for a place that the caller does not serve, TOO_MANY_SEARCHES
 */
export async function seeFoundCases(
  reader: Reader,
  services: VerificationServices,
  wish: SearchWish,
  page: { readonly first: number; readonly after: string | null },
): Promise<FoundPage> {
  assertMay(reader.principal, 'FIND_CASES');
  if ((wish.purpose === 'SUPERVISION') !== (reader.actor.role === 'AUDITOR')) throw purposeOfOthers();
  const division = placeWithin(reader, wish.division ?? null);
  const { search, kinds } = parseSearch({ ...wish, division });
  await assertSearchRate(reader);
  await lookFor(reader, wish.purpose, [{ act: 'FIND_CASES', fieldKinds: kinds, division }]);
  const { db, vault } = services;
  const narrowed: CaseSearch =
    wish.overdue === true ? { ...search, among: await overdueCases(services, division) } : search;
  const { edges, hasNextPage } = await findCases(db, vault, narrowed, page);
  const households = await readHouseholdVersions(
    db,
    vault,
    edges.map(({ application }) => ({
      householdId: application.householdId,
      number: application.householdVersion,
    })),
  );
  const shown = edges.map(({ application, cursor }, position) => ({
    found: { application, people: peopleSought(application, households[position], search) },
    cursor,
  }));
  await lookFor(
    reader,
    wish.purpose,
    shown.flatMap(({ found: { application, people } }) =>
      people.map(({ personId }) => ({
        act: 'READ_APPLICATION' as const,
        applicationId: application.id,
        personId,
        fieldKinds: ['CASE', 'NAME', 'CERTIFICATE_MASKED', 'BIRTH_DATE', 'RELATION'],
        division: application.division,
      })),
    ),
  );
  return { edges: shown, hasNextPage, total: () => countCases(db, vault, narrowed) };
}

function peopleSought(
  { applicantPersonId }: Application,
  household: HouseholdVersion | undefined,
  { certificate, names = [] }: CaseSearch,
): readonly HouseholdMember[] {
  const members = household?.members ?? [];
  if (certificate === undefined && names.length === 0) {
    return members.filter(({ personId }) => personId === applicantPersonId);
  }
  const key = certificate === undefined ? null : certificateKey(certificate);
  return members.filter(
    (member) =>
      (key === null || (member.certificate.number !== null && certificateKey(member.certificate) === key)) &&
      names.every((name) => isNamed(member.name, name)),
  );
}

function purposeOfOthers() {
  return invalid(
    'purpose',
    '查询目的与您的角色不符：监督检查仅供审计监督人员使用，且其查询一律为监督检查',
    'supervision is the purpose of auditors, and of nobody else',
  );
}
