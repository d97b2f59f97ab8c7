import { lockApplicationsInTrx } from '../application/read.ts';
import type { Actor } from '../audit/actor.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { keyReused } from '../platform/transaction-under-key.ts';
import { retriedTransaction } from '../platform/retried-transaction.ts';
import { isUniqueViolation } from '../platform/unique-violation.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import { readCases, verificationRow } from './request-row.ts';
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

const CHECK = { zh: '项核对请求', en: 'request' };

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
    return await retriedTransaction(services.db, (trx) => requestInTrx(services, trx, requests));
  } catch (thrown) {
    // The same key at the same moment for another application: the two did not meet on one row lock.
    if (isUniqueViolation(thrown) && requests.length === 1) return [keyReused(CHECK)];
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
  const cases = await readCases(
    services,
    trx,
    applications,
    fresh.map(({ request }) => request.applicationId),
  );
  const added: NewRequest[] = [];
  const outcomes = requests.map(({ actor, request }) => {
    const key = keyOf(actor, request);
    try {
      const before = known.get(key);
      if (before !== undefined) return sameRequest(before, request);
      const row = verificationRow(
        services,
        actor,
        { ...request, kind: 'CHECK' },
        cases.get(request.applicationId),
        now,
      );
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
  throw keyReused(CHECK);
}
