import type { Selectable } from 'kysely';
import type { Application } from '../application/application.ts';
import { refuseUnknown } from '../application/read.ts';
import type { Actor } from '../audit/actor.ts';
import type { Letter } from '../authorisation/letter.ts';
import { readLettersOf } from '../authorisation/letter-store.ts';
import { LETTER_PURPOSES, letterPurposeFor } from '../authorisation/purpose.ts';
import { readHouseholdVersions } from '../household/household-store.ts';
import type { HouseholdVersion } from '../household/member.ts';
import { countsInHousehold } from '../household/who-counts.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import type { VerificationTable } from '../platform/tables.ts';
import { chooseOrName } from '../policy/missing.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import { readAidInForce } from './aid-in-force.ts';
import {
  closed,
  coveredByNoLetter,
  inTheFuture,
  noAidInForce,
  noLetter,
  noLetterForPurpose,
  nobodyCounts,
} from './request-refusals.ts';
import type { VerificationServices } from './services.ts';
import type { VerificationKind } from './verification.ts';

/** The verification that is requested for a case. */
export type Wanted = {
  readonly kind: VerificationKind;
  readonly purpose: VerificationPurpose;
  /** The day that the questions are about; default: today in Shanghai. */
  readonly baseDate?: CalendarDate;
  readonly idempotencyKey: string;
};

/** The data that decide about a request. */
export type CaseAtHand = {
  readonly application: Application;
  readonly letters: readonly Letter[];
  readonly household: HouseholdVersion;
  /** The newest decision of the case grants aid. */
  readonly aidInForce: boolean;
};

/** The cases of these applications; an unknown application has no entry. */
export async function readCases(
  { vault, packs }: VerificationServices,
  trx: Database,
  applications: ReadonlyMap<string, Application>,
  applicationIds: readonly string[],
): Promise<ReadonlyMap<string, CaseAtHand>> {
  // The pack of a new verification is chosen among all packs that have been loaded until now.
  await packs.renew(trx);
  const ids = [...new Set(applicationIds)].filter((id) => applications.has(id));
  const letters = await readLettersOf(trx, ids);
  const aided = await readAidInForce(trx, ids);
  const wanted = ids.flatMap((id) => applications.get(id) ?? []);
  const households = await readHouseholdVersions(
    trx,
    vault,
    wanted.map(({ householdId, householdVersion }) => ({ householdId, number: householdVersion })),
  );
  return new Map(
    wanted.flatMap((application, index): [string, CaseAtHand][] => {
      const household = households[index];
      if (household === undefined) return [];
      const { id } = application;
      return [[id, { application, letters: letters.get(id) ?? [], household, aidInForce: aided.has(id) }]];
    }),
  );
}

/**
 * The row of a permitted request.
 *
 * @throws Problem NOT_FOUND, CONFLICT (application closed, nobody counts, or re-verification without aid in force),
 * NO_LETTER, INVALID_DATE (base date in the future).
 */
export function verificationRow(
  { calendar, packs }: VerificationServices,
  actor: Actor,
  request: Wanted,
  held: CaseAtHand | undefined,
  now: Date,
): Selectable<VerificationTable> {
  if (held === undefined) return refuseUnknown();
  const { application, letters, household, aidInForce } = held;
  if (application.state !== 'ACCEPTED') throw closed();
  const needed = letterPurposeFor(request.purpose);
  if (needed === null) throw coveredByNoLetter();
  if (request.purpose === 'REVERIFICATION' && !aidInForce) throw noAidInForce();
  const obligors = new Set(household.members.filter(({ role }) => role === 'OBLIGOR').map(({ personId }) => personId));
  // A letter that only a support obligor signed is no letter of the family.
  const ofFamily = letters.filter(({ grants }) => grants.some(({ personId }) => !obligors.has(personId)));
  const inForce = ofFamily.filter((letter) => letter.endedAt === null);
  if (inForce.length === 0) throw noLetter();
  // A verification that no letter allows would ask nothing, and its report would look as if nothing had been found.
  const allows = inForce.some(({ grants }) => grants.some(({ purposes }) => purposes.includes(needed)));
  if (request.kind === 'CHECK' && !allows) throw noLetterForPurpose(LETTER_PURPOSES[needed]);
  const today = shanghaiDate(now);
  const baseDate = request.baseDate ?? today;
  if (baseDate > today) throw inTheFuture();
  const { pack } = chooseOrName(packs, packs.layers, {
    region: application.division,
    residence: application.residence,
    dates: { application: shanghaiDate(application.acceptedAt), base: baseDate, decision: today },
  });
  // A verification about nobody would look as if nothing had been found.
  if (!household.members.some((member) => countsInHousehold(member, baseDate).counts)) throw nobodyCounts();
  const deadline = calendar.addWorkingDays(now, pack.rules.reportDeadlineWorkingDays.value);
  return {
    id: crypto.randomUUID(),
    application_id: application.id,
    household_id: application.householdId,
    household_version: application.householdVersion,
    kind: request.kind,
    purpose: request.purpose,
    base_date: baseDate,
    base_date_given: request.baseDate !== undefined,
    pack_id: pack.id,
    // A lookup is written with its questions, so that nothing is left to plan.
    state: request.kind === 'CHECK' ? 'REQUESTED' : 'ASKING',
    requested_by: actor.subject,
    idempotency_key: request.idempotencyKey,
    check_id: actor.checkId,
    deadline_at: deadline.at,
    deadline_provisional: deadline.provisional,
    settled_at: null,
    version: 1,
    division: application.division,
    retention: 'CASE_FILE',
    created_at: now,
  };
}
