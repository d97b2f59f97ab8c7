import type { Application } from '../application/application.ts';
import type { Acting } from '../audit/acting.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import { readCases, verificationRow } from './request-row.ts';
import type { VerificationServices } from './services.ts';
import { toVerification } from './verification.ts';
import type { Verification } from './verification.ts';
import { requestLook, writeRequestsInTrx } from './write-requests.ts';

export type RequestVerification = {
  readonly applicationId: string;
  readonly purpose: VerificationPurpose;
  /** The day of which the sources are asked; today in Shanghai unless given. */
  readonly baseDate?: CalendarDate;
  /** Chosen by the caller; the same key asks for the same verification, however often it is sent. */
  readonly idempotencyKey: string;
};

/** One caller's request; `acting` holds the case. */
export type Requested = {
  readonly acting: Acting;
  readonly application: Application;
  readonly request: RequestVerification;
};

/**
 * Requests verifications of several callers in one transaction: rows, first progress and the promises of work. Nothing
 * is asked here; a worker does, and checks each letter at that moment.
 *
 * @returns for each request, in order, its verification or its refusal: CONFLICT (application closed), NO_LETTER,
 *   INVALID_DATE (base date in the future).
 */
export async function requestVerificationsInTrx(
  services: VerificationServices,
  requests: readonly Requested[],
): Promise<readonly (Verification | Problem)[]> {
  const [first] = requests;
  if (first === undefined) return [];
  const { trx, at } = first.acting;
  const applications = new Map(requests.map(({ application }) => [application.id, application]));
  const cases = await readCases(services, trx, applications, [...applications.keys()]);
  const outcomes = requests.map(({ acting, application, request }) => {
    try {
      const row = verificationRow(services, acting.actor, { ...request, kind: 'CHECK' }, cases.get(application.id), at);
      acting.look(requestLook(row));
      return row;
    } catch (thrown) {
      if (thrown instanceof Problem) return thrown;
      throw thrown;
    }
  });
  await writeRequestsInTrx(
    trx,
    outcomes.flatMap((outcome) => (outcome instanceof Problem ? [] : [outcome])),
    at,
  );
  return outcomes.map((outcome) => (outcome instanceof Problem ? outcome : toVerification(outcome)));
}

/** The verification that this caller requested under this key. */
export async function getVerificationByKey(
  db: Database,
  { subject, idempotencyKey }: { readonly subject: string; readonly idempotencyKey: string },
): Promise<Verification> {
  const row = await db
    .selectFrom('verification')
    .selectAll()
    .where('requested_by', '=', subject)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirstOrThrow();
  return toVerification(row);
}
