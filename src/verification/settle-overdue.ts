import { storeAnswersInTrx } from '../evidence/evidence-store.ts';
import type { AnswerKind } from '../evidence/answer.ts';
import type { Database } from '../platform/database.ts';
import { logProgressInTrx } from './progress-log.ts';
import { progressOf } from './question-traces.ts';
import { AWAITING_SIGNATURES } from './commit-claim.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';

const WAITING = ['WAITING_QUOTA', 'WAITING_WINDOW'] as const;

/** Why a question is closed without an answer of its source. */
export type Silence =
  /** Its time is over. */
  | { readonly why: 'OVERDUE' }
  /** The source refused it for good, or it could not be written in the source's form. */
  | { readonly why: 'FAULT'; readonly questionIds: readonly string[]; readonly fault: string };

/**
 * Closes questions that get no answer, in the caller's transaction under the verification's lock. What waited in
 * vain for signatures was never allowed to leave and is `NOT_AUTHORISED`; all else is `NO_RESPONSE`, its reason kept.
 * What waited with another question stays tied to it: the late answer to that one is its late answer too.
 *
 * @returns number of questions closed.
 */
export async function settleSilentInTrx(
  services: VerificationServices,
  trx: Database,
  verification: Verification,
  silence: Silence,
  now: Date,
): Promise<number> {
  const deadlinePassed = verification.deadlineAt <= now;
  let query = trx
    .selectFrom('question')
    .selectAll()
    .where('verification_id', '=', verification.id)
    .where('open', '=', true);
  if (silence.why === 'FAULT') query = query.where('id', 'in', silence.questionIds);
  else if (!deadlinePassed) query = query.where('due_at', '<=', now);
  const silent = await query.forUpdate().execute();
  if (silent.length === 0) return 0;
  const territories = new Map(services.sources.map((source) => [source.id, source.territory]));
  const answers = silent.map((question) => {
    const kind: AnswerKind = question.last_fault === AWAITING_SIGNATURES ? 'NOT_AUTHORISED' : 'NO_RESPONSE';
    return {
      questionId: question.id,
      kind,
      coverage: {
        territory: territories.get(question.source_id) ?? verification.division,
        period: { from: null, to: null },
      },
      dataDate: null,
      facts: [],
      raw: null,
      late: false,
      receivedAt: now,
      division: question.division,
    };
  });
  await storeAnswersInTrx(trx, services.vault, answers);
  const fault = silence.why === 'FAULT' ? silence.fault : null;
  await trx
    .updateTable('question')
    .set((eb) => ({
      state: 'SETTLED',
      claimed_until: null,
      last_fault:
        fault ??
        // What it was waiting for says more than that it came too late.
        eb.fn.coalesce(
          'last_fault',
          eb.case().when('state', 'in', WAITING).then(eb.ref('state')).else('OVERDUE').end(),
        ),
      version: eb('version', '+', 1),
    }))
    .where(
      'id',
      'in',
      silent.map(({ id }) => id),
    )
    .execute();
  await logProgressInTrx(
    trx,
    now,
    silent.map((question, index) => progressOf(question, 'ANSWERED', answers[index]?.kind ?? 'NO_RESPONSE')),
  );
  return silent.length;
}
