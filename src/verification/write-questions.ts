import { storeAnswersInTrx } from '../evidence/evidence-store.ts';
import type { AnswerKind } from '../evidence/answer.ts';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { insertRows } from '../platform/insert-rows.ts';
import type { NotAsked, PlannedQuestion } from './plan.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';

/** A question with the check that asks it. */
export type PlannedFor = { readonly plan: PlannedQuestion; readonly verification: Verification };

/** What is told of a question that will never be asked. Without time it was never put, and may be put another day. */
const KIND_OF: Readonly<Record<NotAsked, AnswerKind>> = {
  SOURCE_NOT_CONNECTED: 'NOT_CONNECTED',
  CERTIFICATE_NOT_KNOWN_TO_SOURCE: 'NOT_CONNECTED',
  AMOUNT_NOT_TOLD: 'NOT_CONNECTED',
  NO_TIME_LEFT: 'NO_RESPONSE',
};

/**
 * Writes questions in the caller's transaction, each with the request id that it keeps for ever; those that cannot be
 * asked are settled at once, with the reason.
 */
export async function writeQuestions(
  { vault }: Pick<VerificationServices, 'vault'>,
  trx: Database,
  plans: readonly PlannedFor[],
  now: Date,
): Promise<void> {
  const day = shanghaiDate(now).replaceAll('-', '');
  const questions = plans.map(({ plan, verification }) => {
    const id = crypto.randomUUID();
    return { plan, verification, id, requestId: `HD${day}${id.replaceAll('-', '')}` };
  });
  await insertRows(
    trx,
    'question',
    questions.map(({ plan, verification, id, requestId }) => ({
      id,
      verification_id: verification.id,
      person_id: plan.personId,
      source_id: plan.sourceId,
      institution: plan.institution,
      form: plan.lineFen === null ? ('FULL' as const) : ('LINE' as const),
      line_fen: plan.lineFen,
      asked_because: plan.because,
      purpose: verification.purpose,
      base_date: verification.baseDate,
      letter_id: null,
      request_id: requestId,
      state: plan.notAsked === null ? 'PLANNED' : 'SETTLED',
      due_at: plan.dueAt,
      due_provisional: plan.dueProvisional,
      asked_at: null,
      sent_at: null,
      claimed_until: null,
      attempts: 0,
      last_fault: plan.notAsked,
      answered_as: null,
      shared: null,
      taken_answer: null,
      version: 1,
      division: verification.division,
      retention: 'CASE_FILE',
      created_at: now,
    })),
  );
  await storeAnswersInTrx(
    trx,
    vault,
    questions.flatMap(({ plan, verification, id }) =>
      plan.notAsked === null
        ? []
        : [
            {
              questionId: id,
              kind: KIND_OF[plan.notAsked],
              coverage: { territory: plan.territory, period: { from: null, to: null } },
              dataDate: null,
              facts: [],
              raw: null,
              late: false,
              receivedAt: now,
              division: verification.division,
            },
          ],
    ),
  );
}
