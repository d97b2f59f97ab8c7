import { lockApplicationsInTrx } from '../application/read.ts';
import type { Actor } from '../audit/actor.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import { readCases, verificationRow } from './request-row.ts';
import type { VerificationServices } from './services.ts';
import { toVerification } from './verification.ts';
import type { Verification } from './verification.ts';
import { writePlans } from './write-plan.ts';
import { writeRequests } from './write-requests.ts';

/** One body to be asked about one person. */
export type WantedAnswer = {
  readonly personId: string;
  readonly sourceId: string;
  /** Empty where the source answers itself. */
  readonly institution: string;
};

export type RequestLookup = {
  readonly applicationId: string;
  readonly purpose: VerificationPurpose;
  readonly answers: readonly WantedAnswer[];
};

/** {@link requestLookup} with its services at hand. */
export type LookUp = (actor: Actor, wish: RequestLookup) => Promise<Verification>;

/**
 * Requests a lookup 即时查询: single answers about members of an open case. Its row, its questions, the promise of work
 * and the look are one transaction; a worker asks, and holds each question against the letters at that moment.
 *
 * @throws Problem NOT_FOUND, CONFLICT (application closed, or nobody counts), NO_LETTER
 */
export async function requestLookup(
  services: VerificationServices,
  actor: Actor,
  { applicationId, purpose, answers }: RequestLookup,
): Promise<Verification> {
  const wanted = new Set(answers.map(bodyKey));
  return services.db.transaction().execute(async (trx) => {
    const now = services.clock.now();
    const applications = await lockApplicationsInTrx(trx, [applicationId]);
    const cases = await readCases(services, trx, applications, [applicationId]);
    const wish = { kind: 'LOOKUP', purpose, idempotencyKey: crypto.randomUUID() } as const;
    const row = verificationRow(services, actor, wish, cases.get(applicationId), now);
    const lookup = toVerification(row);
    await writeRequests(services, trx, [{ actor, row }], now);
    await writePlans(services, trx, [lookup], (question) => wanted.has(bodyKey(question)));
    return lookup;
  });
}

/** One body about one person, whichever check asks. */
export function bodyKey(one: {
  readonly personId: string;
  readonly sourceId: string;
  readonly institution: string | null;
}): string {
  return `${one.personId} ${one.sourceId} ${one.institution ?? ''}`;
}
