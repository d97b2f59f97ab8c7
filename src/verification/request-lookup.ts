import type { Application } from '../application/application.ts';
import type { Acting } from '../audit/acting.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import { bodyKey, findAskedLately } from '../question/asked-lately.ts';
import type { AskedLately, WantedAnswer } from '../question/asked-lately.ts';
import { readCases, verificationRow } from './request-row.ts';
import type { VerificationServices } from './services.ts';
import { toVerification } from './verification.ts';
import type { Verification } from './verification.ts';
import { writePlansInTrx } from './write-plan.ts';
import { requestLook, writeRequestsInTrx } from './write-requests.ts';

export type RequestLookup = {
  readonly applicationId: string;
  readonly purpose: VerificationPurpose;
  readonly answers: readonly WantedAnswer[];
};

/** The result of a requested lookup. */
export type RequestedLookup = {
  /** `null` where no question remained. */
  readonly lookup: Verification | null;
  /** The questions that this case is already asking or has just asked; they are no part of the lookup. */
  readonly already: readonly AskedLately[];
};

/**
 * Requests a lookup 即时查询: single answers about members of an open case. Its row, its questions and its job are
 * written in one transaction; a worker asks, and compares each question with the letters at that moment. Lookups of
 * one case are serialised: a question that another lookup has asked in the meantime is not asked again.
 *
 * @param acting has locked the case.
 * @throws Problem CONFLICT (application closed, or nobody counts), NO_LETTER
 */
export async function requestLookupInTrx(
  services: VerificationServices,
  acting: Acting,
  application: Application,
  { purpose, answers }: Omit<RequestLookup, 'applicationId'>,
): Promise<RequestedLookup> {
  const { trx, at } = acting;
  const keys = new Set(answers.map(bodyKey));
  const personIds = [...new Set(answers.map(({ personId }) => personId))];
  const sourceIds = [...new Set(answers.map(({ sourceId }) => sourceId))];
  const lately = await findAskedLately(trx, application.id, personIds, sourceIds, at);
  const already = lately.filter((one) => keys.has(bodyKey(one)));
  const known = new Set(already.map(bodyKey));
  const wanted = answers.filter((one) => !known.has(bodyKey(one)));
  if (wanted.length === 0) {
    acting.look({
      act: 'REQUEST_LOOKUP',
      purpose,
      applicationId: application.id,
      fieldKinds: [],
      outcome: 'ASKED_ALREADY',
      division: application.division,
    });
    return { lookup: null, already };
  }
  return { lookup: await writeLookupInTrx(services, acting, application, { purpose, answers: wanted }), already };
}

/**
 * Writes a lookup regardless of recent questions.
 * @param wish.baseDate the day that the questions are about; default: today in Shanghai.
 */
export async function writeLookupInTrx(
  services: VerificationServices,
  acting: Acting,
  application: Application,
  { answers, ...wish }: Omit<RequestLookup, 'applicationId'> & { readonly baseDate?: CalendarDate },
): Promise<Verification> {
  const { trx, at, actor } = acting;
  const wanted = new Set(answers.map(bodyKey));
  const cases = await readCases(services, trx, new Map([[application.id, application]]), [application.id]);
  const request = { ...wish, kind: 'LOOKUP', idempotencyKey: crypto.randomUUID() } as const;
  const row = verificationRow(services, actor, request, cases.get(application.id), at);
  const lookup = toVerification(row);
  await writeRequestsInTrx(trx, [row], at);
  acting.look(requestLook(row));
  await writePlansInTrx(services, trx, [lookup], at, (question) => wanted.has(bodyKey(question)));
  return lookup;
}
