import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import { storeAnswersInTrx } from '../evidence/evidence-store.ts';
import type { Database } from '../platform/database.ts';
import type { Question } from '../question/question.ts';
import { ENDED_BEFORE_ANSWER, kindOfSilence } from '../question/reason.ts';
import { settleAnsweredInTrx } from '../question/settle.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import { logProgressInTrx } from './progress-log.ts';
import { lookOf, progressOf } from './question-traces.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';

/** An answer that came when nobody was allowed to have it any more. */
export type Unwanted = {
  readonly question: Question;
  readonly verification: Verification;
  readonly source: PlannedSource;
  /** The gateway has closed the question already. */
  readonly late: boolean;
};

/**
 * Lets go of answers that came after their letter ended, unread: that they came is logged, and nothing of them is kept.
 * Their questions are settled as `NOT_AUTHORISED`. Source: 个人信息保护法 Art 15 and 47: who withdraws is not looked at
 * any more, and what was collected is deleted.
 */
export async function eraseUnreadInTrx(
  { vault }: VerificationServices,
  trx: Database,
  actor: Actor,
  unwanted: readonly Unwanted[],
  now: Date,
): Promise<void> {
  if (unwanted.length === 0) return;
  const open = unwanted.filter(({ late, question }) => !late && question.state !== 'SETTLED');
  await storeAnswersInTrx(
    trx,
    vault,
    open.map(({ question, source }) => ({
      questionId: question.id,
      kind: kindOfSilence(ENDED_BEFORE_ANSWER),
      coverage: { territory: source.territory, period: { from: null, to: null } },
      dataDate: null,
      facts: [],
      raw: null,
      late: false,
      receivedAt: now,
      division: question.division,
    })),
  );
  await settleAnsweredInTrx(
    trx,
    open.map(({ question }) => question.id),
    now,
    ENDED_BEFORE_ANSWER,
  );
  await logProgressInTrx(
    trx,
    now,
    open.map(({ question }) => progressOf(question, 'ANSWERED', 'NOT_AUTHORISED')),
  );
  await recordLooksBy(
    trx,
    now,
    unwanted.map(({ question, verification }) =>
      lookOf(actor, verification, question, { act: 'TAKE_ANSWER', fieldKinds: [], outcome: 'ERASED_UNREAD' }),
    ),
  );
}
