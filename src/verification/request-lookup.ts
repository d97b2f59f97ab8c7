import { lockApplicationsInTrx } from '../application/read.ts';
import type { Actor } from '../audit/actor.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import { bodyKey, readAskedLately } from './asked-lately.ts';
import type { AskedLately, WantedAnswer } from './asked-lately.ts';
import { readCases, verificationRow } from './request-row.ts';
import type { VerificationServices } from './services.ts';
import { toVerification } from './verification.ts';
import type { Verification } from './verification.ts';
import { writePlans } from './write-plan.ts';
import { writeRequests } from './write-requests.ts';

export type RequestLookup = {
  readonly applicationId: string;
  readonly purpose: VerificationPurpose;
  readonly answers: readonly WantedAnswer[];
};

/** What came of a lookup that was wished for. */
export type RequestedLookup = {
  /** `null` where there was nothing left to ask. */
  readonly lookup: Verification | null;
  /** What this case was asking already, or had just asked; it is no part of the lookup. */
  readonly already: readonly AskedLately[];
};

/** {@link requestLookup} with its services at hand. */
export type LookUp = (actor: Actor, wish: RequestLookup) => Promise<RequestedLookup>;

/**
 * Requests a lookup 即时查询: single answers about members of an open case. Its row, its questions, the promise of work
 * and the look are one transaction; a worker asks, and holds each question against the letters at that moment. Lookups of
 * one case stand in line: what another query has asked in the meantime is not asked again, however often one looks.
 *
 * @throws Problem NOT_FOUND, CONFLICT (application closed, or nobody counts), NO_LETTER
 */
export async function requestLookup(
  services: VerificationServices,
  actor: Actor,
  { applicationId, purpose, answers }: RequestLookup,
): Promise<RequestedLookup> {
  return services.db.transaction().execute(async (trx) => {
    const now = services.clock.now();
    await lockApplicationsInTrx(trx, [applicationId]);
    const keys = new Set(answers.map(bodyKey));
    const personIds = [...new Set(answers.map(({ personId }) => personId))];
    const sourceIds = [...new Set(answers.map(({ sourceId }) => sourceId))];
    const lately = await readAskedLately(trx, applicationId, personIds, sourceIds, now);
    const already = lately.filter((one) => keys.has(bodyKey(one)));
    const known = new Set(already.map(bodyKey));
    const wanted = answers.filter((one) => !known.has(bodyKey(one)));
    if (wanted.length === 0) return { lookup: null, already };
    return {
      lookup: await writeLookupInTrx(services, trx, actor, { applicationId, purpose, answers: wanted }),
      already,
    };
  });
}

/**
 * Writes a lookup whatever was asked lately, in the caller's transaction.
 * @param wish.baseDate the day of which is asked; today in Shanghai unless given.
 */
export async function writeLookupInTrx(
  services: VerificationServices,
  trx: Database,
  actor: Actor,
  { applicationId, answers, ...wish }: RequestLookup & { readonly baseDate?: CalendarDate },
): Promise<Verification> {
  const now = services.clock.now();
  const wanted = new Set(answers.map(bodyKey));
  const applications = await lockApplicationsInTrx(trx, [applicationId]);
  const cases = await readCases(services, trx, applications, [applicationId]);
  const request = { ...wish, kind: 'LOOKUP', idempotencyKey: crypto.randomUUID() } as const;
  const row = verificationRow(services, actor, request, cases.get(applicationId), now);
  const lookup = toVerification(row);
  await writeRequests(services, trx, [{ actor, row }], now);
  await writePlans(services, trx, [lookup], now, (question) => wanted.has(bodyKey(question)));
  return lookup;
}
