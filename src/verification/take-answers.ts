import type { Acting } from '../audit/acting.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import type { AnswerKind, Coverage } from '../evidence/answer.ts';
import { storeAnswersInTrx } from '../evidence/evidence-store.ts';
import type { Fact, FactType } from '../evidence/facts.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import type { UnreadRecords } from '../evidence/unread-records.ts';
import { noteUnreadInTrx } from '../sources/note-unread.ts';
import type { TakenWithout } from '../sources/note-unread.ts';
import { findByRequestIds } from '../question/find.ts';
import { findWithoutLetter } from '../question/letters.ts';
import type { Question } from '../question/question.ts';
import { CALLED_OFF } from '../question/reason.ts';
import { settleAnsweredInTrx } from '../question/settle.ts';
import { findStillOpen } from '../question/unsettled.ts';
import { promiseInTrx, WEIGH_LATE } from './check-queue.ts';
import { eraseUnreadInTrx } from './erase-unread.ts';
import type { Unwanted } from './erase-unread.ts';
import { freshness } from './freshness.ts';
import { logProgressInTrx } from './progress-log.ts';
import { lookOf, progressOf } from './question-traces.ts';
import type { VerificationServices } from './services.ts';
import { lockVerificationsInTrx } from './store.ts';
import type { Verification } from './verification.ts';

/** A department's answer, as verifications need it. */
export type TakenAnswer = {
  readonly requestId: string;
  readonly kind: Extract<AnswerKind, 'HIT' | 'NO_RECORD' | 'PARTIAL' | 'IDENTITY_MISMATCH'>;
  readonly facts: readonly Fact[];
  readonly coverage: Coverage;
  readonly dataDate: CalendarDate | null;
  /** The parts that a `PARTIAL` answer says are missing. */
  readonly missing?: readonly FactType[];
  /** Its records that could not be read and were set aside. */
  readonly unread?: readonly UnreadRecords[];
  /** The differences from the agreed form, in words that contain none of the data. */
  readonly differences?: readonly string[];
  readonly raw: Uint8Array;
};

/** The effects of the answers. */
export type Taken = {
  readonly moved: readonly string[];
  /** Verifications without open questions that have no report yet. */
  readonly complete: readonly string[];
  /** Verifications whose report had been issued before one of these answers came. */
  readonly late: readonly string[];
  /** Ids of the questions that are now answered. */
  readonly settled: readonly string[];
  /** How long each question that was sent in a file waited for its answer. */
  readonly waits: readonly { readonly sourceId: string; readonly ms: number }[];
};

const NOTHING: Taken = { moved: [], complete: [], late: [], settled: [], waits: [] };

/** The questions of the answers, and their verifications, locked, by id. */
export type HeldForAnswers = { readonly questions: readonly Question[]; readonly checks: readonly Verification[] };

/** Locks the verifications of the answers. An answer to an unknown question locks none. */
export async function holdForAnswersInTrx(trx: Database, answers: readonly TakenAnswer[]): Promise<HeldForAnswers> {
  if (answers.length === 0) return { questions: [], checks: [] };
  const questions = await findByRequestIds(trx, [...new Set(answers.map(({ requestId }) => requestId))]);
  const ids = [...new Set(questions.map((question) => question.verificationId))];
  return { questions, checks: await lockVerificationsInTrx(trx, ids) };
}

/**
 * Stores the departments' answers: answer, raw bytes, question, progress and audit entry in one transaction for the
 * whole batch. Storing the same answer again changes nothing. An answer to an unknown question is ignored.
 */
export async function takeAnswersInTrx(
  services: VerificationServices,
  { trx, actor, at }: Acting,
  answers: readonly TakenAnswer[],
  { questions, checks }: HeldForAnswers,
): Promise<Taken> {
  if (questions.length === 0) return NOTHING;
  const byRequest = new Map(answers.map((answer) => [answer.requestId, answer]));
  const sources = new Map(services.sources.map((source) => [source.id, source]));
  const verifications = new Map(checks.map((verification) => [verification.id, verification]));
  const ids = questions.map(({ id }) => id);
  const { closed, answered } = await readOrigins(trx, ids);
  const ended = await findWithoutLetter(trx, ids, at);
  const arrived = questions.flatMap((question): Arrived[] => {
    const answer = byRequest.get(question.requestId);
    const source = sources.get(question.sourceId);
    const verification = verifications.get(question.verificationId);
    if (answer === undefined || source === undefined || verification === undefined) return [];
    const kind = freshness(answer, source, question.baseDate);
    return [{ question, answer, verification, source, kind, late: closed.has(question.id) }];
  });
  // A repeated answer was stored while its letter was valid; only a new answer is dropped.
  const unwanted = arrived.filter(({ question: { id } }) => ended.has(id) && !answered.has(id));
  await eraseUnreadInTrx(services, trx, actor, unwanted, at);
  const taken = arrived.filter(({ question: { id } }) => !ended.has(id));
  const stored = await storeAnswersInTrx(
    trx,
    services.vault,
    taken.map((one) => answerOf(one, at)),
  );
  const fresh = taken.filter(({ question }) => stored.has(question.id));
  if (fresh.length + unwanted.length === 0) return NOTHING;
  for (const [calledOff, some] of Map.groupBy(fresh, ({ verification }) => verification.state === 'CANCELLED')) {
    const settled = some.map(({ question }) => question.id);
    await settleAnsweredInTrx(trx, settled, at, calledOff ? CALLED_OFF : null);
  }
  await logProgressInTrx(
    trx,
    at,
    fresh.map(({ question, kind, late }) => progressOf(question, late ? 'LATE_ANSWER' : 'ANSWERED', kind)),
  );
  await noteUnreadInTrx(trx, at, actor, fresh.flatMap(takenWithout));
  await recordLooksBy(
    trx,
    at,
    fresh.map(({ question, answer, verification, kind }) =>
      lookOf(actor, verification, question, {
        act: 'TAKE_ANSWER',
        fieldKinds: [...new Set(answer.facts.map((fact) => fact.type))],
        outcome: kind,
      }),
    ),
  );
  const moved = [...new Set([...fresh, ...unwanted].map(({ question }) => question.verificationId))];
  const late = [
    ...new Set(
      fresh.flatMap(({ verification }) => (verification.state === 'ISSUED_INCOMPLETE' ? [verification.id] : [])),
    ),
  ];
  await promiseInTrx(trx, WEIGH_LATE, late, at);
  const open = await findStillOpen(trx, moved);
  return {
    moved,
    complete: moved.filter((id) => !open.has(id) && verifications.get(id)?.state === 'ASKING'),
    late,
    settled: [...fresh, ...unwanted].map(({ question }) => question.id),
    // A question that joined another was not sent itself.
    waits: fresh.flatMap(({ question: { sourceId, sentAt, follows } }) =>
      sentAt === null || follows !== null ? [] : [{ sourceId, ms: at.getTime() - sentAt.getTime() }],
    ),
  };
}

type Arrived = Unwanted & { readonly answer: TakenAnswer; readonly kind: AnswerKind };

function answerOf({ question, answer, verification, kind, late }: Arrived, at: Date) {
  return {
    questionId: question.id,
    kind,
    coverage: answer.coverage,
    dataDate: answer.dataDate,
    // Facts about a person who may be somebody else, and facts of a cancelled verification, are not stored; the raw
    // answer is stored encrypted.
    facts: kind === 'IDENTITY_MISMATCH' || verification.state === 'CANCELLED' ? [] : answer.facts,
    ...(kind === 'PARTIAL' ? { missing: answer.missing ?? [] } : {}),
    ...(answer.unread === undefined ? {} : { unread: answer.unread }),
    raw: answer.raw,
    late,
    receivedAt: at,
    division: question.division,
  };
}

function takenWithout({ question, answer }: Arrived): readonly TakenWithout[] {
  const { unread, differences = [], raw } = answer;
  if (unread === undefined) return [];
  const { sourceId, institution } = question;
  return [{ sourceId, institution: institution ?? '', unread, differences, bytes: raw.byteLength }];
}

/** The questions among these that the gateway has closed, and those that their source has answered. */
async function readOrigins(
  trx: Database,
  questionIds: readonly string[],
): Promise<{ readonly closed: ReadonlySet<string>; readonly answered: ReadonlySet<string> }> {
  const rows =
    questionIds.length === 0
      ? []
      : await trx
          .selectFrom('answer')
          .select(['question_id', 'origin'])
          .where('question_id', 'in', questionIds)
          .execute();
  const of = (wanted: 'GATEWAY' | 'SOURCE') =>
    new Set(rows.flatMap(({ question_id: id, origin }) => (origin === wanted ? [id] : [])));
  return { closed: of('GATEWAY'), answered: of('SOURCE') };
}
