import type { Selectable } from 'kysely';
import type { Application } from '../application/application.ts';
import { lockApplicationsInTrx, refuseUnknown } from '../application/read.ts';
import type { Actor } from '../audit/actor.ts';
import type { Letter } from '../authorisation/letter.ts';
import { readLettersOf } from '../authorisation/letter-store.ts';
import { letterPurposeFor } from '../authorisation/purpose.ts';
import { readHouseholdVersions } from '../household/household-store.ts';
import type { HouseholdVersion } from '../household/member.ts';
import { countsInHousehold } from '../household/who-counts.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { VerificationTable } from '../platform/tables.ts';
import { isUniqueViolation } from '../platform/unique-violation.ts';
import { choosePack } from '../policy/choose.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import { closed, coveredByNoLetter, inTheFuture, keyReused, noLetter, nobodyCounts } from './request-refusals.ts';
import type { VerificationServices } from './services.ts';
import { toVerification } from './verification.ts';
import type { Verification } from './verification.ts';
import { writeRequests } from './write-requests.ts';
import type { NewRequest } from './write-requests.ts';

export type RequestVerification = {
  readonly applicationId: string;
  readonly purpose: VerificationPurpose;
  /** The day of which the sources are asked; today in Shanghai unless given. */
  readonly baseDate?: CalendarDate;
  /** Chosen by the caller; the same key asks for the same verification, however often it is sent. */
  readonly idempotencyKey: string;
};

/** {@link requestVerification} with its services at hand. */
export type RequestCheck = (actor: Actor, request: RequestVerification) => Promise<Verification>;

/** One request of one caller. */
export type Requested = { readonly actor: Actor; readonly request: RequestVerification };

/**
 * Requests a verification: its row, its first progress, the promise of work and the look are one transaction.
 * Nothing is asked here; a worker does, and checks each letter at that moment.
 *
 * @throws Problem NOT_FOUND, CONFLICT (application closed), NO_LETTER, INVALID_DATE (base date in the future),
 *   IDEMPOTENCY_KEY_REUSED (same key, other request).
 */
export async function requestVerification(
  services: VerificationServices,
  actor: Actor,
  request: RequestVerification,
): Promise<Verification> {
  const [outcome] = await requestVerifications(services, [{ actor, request }]);
  if (outcome === undefined || outcome instanceof Problem) throw outcome ?? new RangeError('one request, one outcome');
  return outcome;
}

/**
 * {@link requestVerification} of many callers in one transaction.
 *
 * @returns for each request, in order, its verification or its refusal.
 */
export async function requestVerifications(
  services: VerificationServices,
  requests: readonly Requested[],
): Promise<readonly (Verification | Problem)[]> {
  try {
    return await services.db.transaction().execute((trx) => requestInTrx(services, trx, requests));
  } catch (thrown) {
    // The same key at the same moment for another application: the two did not meet on one row lock.
    if (isUniqueViolation(thrown) && requests.length === 1) return [keyReused()];
    throw thrown;
  }
}

async function requestInTrx(
  services: VerificationServices,
  trx: Database,
  requests: readonly Requested[],
): Promise<readonly (Verification | Problem)[]> {
  const now = services.clock.now();
  // Two requests for one case stand in line, so that a repeated key finds its first.
  const applications = await lockApplicationsInTrx(
    trx,
    requests.map(({ request }) => request.applicationId),
  );
  const known = await findByKeys(trx, requests);
  const fresh = requests.filter(({ actor, request }) => !known.has(keyOf(actor, request)));
  const cases = await readCases(services, trx, applications, fresh);
  const added: NewRequest[] = [];
  const outcomes = requests.map(({ actor, request }) => {
    const key = keyOf(actor, request);
    try {
      const before = known.get(key);
      if (before !== undefined) return sameRequest(before, request);
      const row = verificationRow(services, actor, request, cases.get(request.applicationId), now);
      added.push({ actor, row });
      const verification = toVerification(row);
      known.set(key, verification);
      return verification;
    } catch (thrown) {
      if (thrown instanceof Problem) return thrown;
      throw thrown;
    }
  });
  await writeRequests(services, trx, added, now);
  return outcomes;
}

/** What decides about a request. */
type CaseAtHand = {
  readonly application: Application;
  readonly letters: readonly Letter[];
  readonly household: HouseholdVersion;
};

async function readCases(
  { vault }: VerificationServices,
  trx: Database,
  applications: ReadonlyMap<string, Application>,
  requests: readonly Requested[],
): Promise<ReadonlyMap<string, CaseAtHand>> {
  const ids = [...new Set(requests.map(({ request }) => request.applicationId))].filter((id) => applications.has(id));
  const letters = await readLettersOf(trx, ids);
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
      return [[application.id, { application, letters: letters.get(application.id) ?? [], household }]];
    }),
  );
}

/** The row of a request that may be made. @throws Problem as {@link requestVerification} says */
function verificationRow(
  { calendar, packs }: VerificationServices,
  actor: Actor,
  request: RequestVerification,
  held: CaseAtHand | undefined,
  now: Date,
): Selectable<VerificationTable> {
  if (held === undefined) return refuseUnknown();
  const { application, letters, household } = held;
  if (application.state !== 'ACCEPTED') throw closed();
  if (letterPurposeFor(request.purpose) === null) throw coveredByNoLetter();
  if (!letters.some((letter) => letter.endedAt === null)) throw noLetter();
  const today = shanghaiDate(now);
  const baseDate = request.baseDate ?? today;
  if (baseDate > today) throw inTheFuture();
  const { pack } = choosePack(packs, {
    region: application.division,
    residence: application.residence,
    dates: { application: shanghaiDate(application.acceptedAt), base: baseDate, decision: today },
  });
  // A check that would ask about nobody would read as if nothing had been found.
  if (!household.members.some((member) => countsInHousehold(member, baseDate).counts)) throw nobodyCounts();
  const deadline = calendar.addWorkingDays(now, pack.rules.reportDeadlineWorkingDays.value);
  return {
    id: crypto.randomUUID(),
    application_id: application.id,
    household_id: application.householdId,
    household_version: application.householdVersion,
    purpose: request.purpose,
    base_date: baseDate,
    base_date_given: request.baseDate !== undefined,
    pack_id: pack.id,
    state: 'REQUESTED',
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

function keyOf(actor: Actor, request: RequestVerification): string {
  return JSON.stringify([actor.subject, request.idempotencyKey]);
}

/** Earlier requests of the same keys, by {@link keyOf}. */
async function findByKeys(trx: Database, requests: readonly Requested[]): Promise<Map<string, Verification>> {
  const rows = await trx
    .selectFrom('verification')
    .selectAll()
    .where((eb) =>
      eb(
        eb.refTuple('requested_by', 'idempotency_key'),
        'in',
        requests.map(({ actor, request }) => eb.tuple(actor.subject, request.idempotencyKey)),
      ),
    )
    .execute();
  return new Map(rows.map((row) => [JSON.stringify([row.requested_by, row.idempotency_key]), toVerification(row)]));
}

function sameRequest(known: Verification, request: RequestVerification): Verification {
  const same =
    known.applicationId === request.applicationId &&
    known.purpose === request.purpose &&
    (request.baseDate ?? null) === (known.baseDateGiven ? known.baseDate : null);
  if (same) return known;
  throw keyReused();
}
