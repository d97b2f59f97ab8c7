import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import { storeAnswersInTrx } from '../evidence/evidence-store.ts';
import type { Database } from '../platform/database.ts';
import type { QuestionTable } from '../platform/tables.ts';
import { logProgressInTrx } from './progress-log.ts';
import { lookOf, progressOf } from './question-traces.ts';
import { settleAnsweredInTrx } from './settle-questions.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { VerificationServices } from './services.ts';
import type { Verification } from './verification.ts';

/** Why a question that was rightly asked has no answer: its letter ended, or its signer withdrew, before one came. */
const ENDED_BEFORE_ANSWER = 'ENDED_BEFORE_ANSWER';

/** Of these questions, those whose letter holds no longer for their person: it has ended, or the person withdrew. */
export async function withoutLetterNow(
  trx: Database,
  questionIds: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (questionIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('question as q')
    .innerJoin('letter as l', 'l.id', 'q.letter_id')
    .leftJoin('letter_grant as g', (join) =>
      join.onRef('g.letter_id', '=', 'l.id').onRef('g.person_id', '=', 'q.person_id'),
    )
    .select('q.id')
    .where(sql<boolean>`q.id = ANY(${questionIds}::uuid[])`)
    .where((eb) => eb.or([eb('l.ended_at', '<=', now), eb('g.withdrawn_at', '<=', now)]))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** An answer that came when nobody was allowed to have it any more. */
export type Unwanted = {
  readonly question: Selectable<QuestionTable>;
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
      kind: 'NOT_AUTHORISED',
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
