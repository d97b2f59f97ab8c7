import type { Acting } from '../audit/acting.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import type { Certificate } from '../identity/certificate.ts';
import type { Letter } from '../authorisation/letter.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { askInTrx, holdBackInTrx } from '../question/ask.ts';
import { joinInTrx } from '../question/follow.ts';
import { findLettersWaiting } from '../question/letters.ts';
import type { Question } from '../question/question.ts';
import { checksInScope, selectCandidatesInTrx, sourcesOf } from './claim-scope.ts';
import type { ClaimScope } from './claim-scope.ts';
import { followOf, MOST_LETTERS } from './identical-questions.ts';
import type { Shared } from './identical-questions.ts';
import { judgeQuestion, readChecksAtHandInTrx } from './judge-question.ts';
import type { Askable, Judged } from './judge-question.ts';
import { logProgressInTrx } from './progress-log.ts';
import { lookOf, progressOf } from './question-traces.ts';
import { giveAgainInTrx } from './reuse-answers.ts';
import type { VerificationServices } from './services.ts';
import { settleUncoveredInTrx } from './settle-uncovered.ts';
import { lockVerificationsInTrx } from './store.ts';
import { shareQuestions } from './twin-questions.ts';
import type { Verification } from './verification.ts';

/** A question that is committed as asked and may leave now. */
export type ClaimedQuestion = {
  readonly questionId: string;
  readonly verificationId: string;
  readonly requestId: string;
  readonly sourceId: string;
  readonly institution: string | null;
  readonly certificate: Certificate;
  readonly name: string;
  /** Several where identical questions of several cases leave as one: `…号、…号`. */
  readonly letterNumber: string;
  readonly purpose: string;
  readonly baseDate: CalendarDate;
  /** Asks only whether the sum is over this line, integer fen; absent where everything is asked. */
  readonly lineFen?: number;
  readonly dueAt: Date;
};

export type Claim = {
  readonly questions: readonly ClaimedQuestion[];
  /** Checks whose questions were settled here: no letter covers them, or their answer was there. */
  readonly touched: readonly string[];
  /** Ids of the sources by files to which more may leave. */
  readonly more: ReadonlySet<string>;
  /** Checks whose household cannot be opened; their questions are set aside. */
  readonly unreadable: readonly string[];
  /** Questions in flight with which others wait from now on. */
  readonly joined: readonly string[];
};

const NOTHING: Claim = { questions: [], touched: [], more: new Set(), unreadable: [], joined: [] };

/** The checks of a claim, held by id, and the sources by files of which further checks wait. */
export type HeldForClaim = { readonly asking: readonly Verification[]; readonly beyond: ReadonlySet<string> };

/** Holds the checks of which something may be claimed. The clock only says where to look: the claim has its own instant. */
export async function holdForClaimInTrx(
  { clock }: Pick<VerificationServices, 'clock'>,
  trx: Database,
  scope: ClaimScope,
): Promise<HeldForClaim> {
  const { ids, beyond } = await checksInScope(trx, scope, clock.now());
  const locked = await lockVerificationsInTrx(trx, ids);
  return { asking: locked.filter(({ state }) => state === 'ASKING'), beyond };
}

/**
 * Claims questions that may be sent now. In this transaction each is compared with the current letters: a question
 * that no letter covers is settled as `NOT_AUTHORISED` and never sent. A covered question is committed as asked,
 * with its letter and its audit entry, before the caller sends anything.
 *
 * A question whose earlier worker was killed is claimed again, under the same request id.
 */
export async function claimQuestionsInTrx(
  services: VerificationServices,
  { trx, actor, at }: Acting,
  scope: ClaimScope,
  { asking, beyond }: HeldForClaim,
): Promise<Claim> {
  if (asking.length === 0) return NOTHING;
  const sources = new Map(sourcesOf(scope).map((source) => [source.id, source]));
  const candidates = await selectCandidatesInTrx(trx, scope, asking, at);
  if (candidates.length === 0) return NOTHING;
  const { checks, unreadable } = await readChecksAtHandInTrx(services, trx, asking);
  const judged = candidates.flatMap((candidate): Judged[] => {
    const check = checks.get(candidate.verificationId);
    const source = sources.get(candidate.sourceId);
    return check === undefined || source === undefined ? [] : [judgeQuestion(services, source, candidate, check, at)];
  });
  const askable = judged.flatMap((one) => (one.verdict === 'ASK' ? [one] : []));
  const { leave: allowed, join, reuse } = await shareQuestions(services, trx, askable, at);
  const refused = judged.flatMap((one) => (one.verdict === 'REFUSE' ? [one] : []));
  const waiting = judged.flatMap(({ verdict, candidate }) => (verdict === 'WAIT' ? [candidate.id] : []));
  await holdBackInTrx(trx, waiting, 'AWAITING_SIGNATURES', at);
  const closed = candidates.flatMap(({ id, verificationId }) => (unreadable.has(verificationId) ? [id] : []));
  await holdBackInTrx(trx, closed, 'UNREADABLE', at);
  const leaving = allowed.map(({ candidate, letter }) => ({ id: candidate.id, letterId: letter.id }));
  await askInTrx(trx, leaving, at);
  await joinInTrx(trx, join.map(followOf), at);
  await giveAgainInTrx(trx, actor, reuse, at);
  const letters = await findLettersWaiting(trx, waitedWith(allowed, join), at);
  await settleUncoveredInTrx(services, trx, sources, refused, at);
  await logProgressInTrx(trx, at, [
    ...allowed.map(({ candidate }) => progressOf(candidate, 'ASKED')),
    ...join.map(({ candidate }) => progressOf(candidate, 'JOINED')),
    ...refused.map(({ candidate }) => progressOf(candidate, 'ANSWERED', 'NOT_AUTHORISED')),
  ]);
  await recordLooksBy(
    trx,
    at,
    [...allowed, ...join, ...refused].map((one) =>
      lookOf(actor, one.check.verification, one.candidate, {
        act: 'ASK_SOURCE',
        ...(isJoining(one) ? { requestId: one.first.requestId } : {}),
        ...(one.verdict === 'ASK' ? { letterNumber: one.letter.letterNumber } : {}),
        fieldKinds: ['CERTIFICATE', 'NAME'],
        outcome: outcomeOf(one),
      }),
    ),
  );
  return {
    questions: allowed.map((one) => claimedOf(one, letters.get(one.candidate.id) ?? [])),
    touched: [...new Set([...refused, ...reuse].map(({ candidate }) => candidate.verificationId))],
    more: new Set([...beyond, ...filled(scope, candidates)]),
    unreadable: [...unreadable],
    joined: join.map(({ first }) => first.id),
  };
}

function claimedOf({ candidate, member, letter }: Askable, others: readonly string[]): ClaimedQuestion {
  return {
    questionId: candidate.id,
    verificationId: candidate.verificationId,
    requestId: candidate.requestId,
    sourceId: candidate.sourceId,
    institution: candidate.institution,
    certificate: member.certificate,
    name: member.name,
    letterNumber: lettersOf(letter, others),
    purpose: candidate.purpose,
    baseDate: candidate.baseDate,
    ...(candidate.lineFen === null ? {} : { lineFen: candidate.lineFen }),
    dueAt: candidate.dueAt,
  };
}

/** Ids of the sources by files of which as much was taken as may leave at once. */
function filled({ files = [] }: ClaimScope, candidates: readonly Question[]): readonly string[] {
  return files.flatMap(({ source, most }) =>
    candidates.filter(({ sourceId }) => sourceId === source.id).length === most ? [source.id] : [],
  );
}

function isJoining(one: Judged | Shared): one is Shared {
  return 'first' in one;
}

function outcomeOf(one: Judged | Shared): string {
  if (one.verdict === 'REFUSE') return `NOT_AUTHORISED_${one.reason}`;
  return isJoining(one) ? 'JOINED' : 'SENT';
}

/** The numbers of all letters under which a question leaves: its own, and those of the questions that wait with it. */
function lettersOf({ letterNumber }: Letter, others: readonly string[]): string {
  return [...new Set([letterNumber, ...others])].slice(0, MOST_LETTERS).join('、');
}

/** Ids of the questions with which others may wait: those joined just now, and those that have been sent before. */
function waitedWith(allowed: readonly Askable[], join: readonly Shared[]): string[] {
  const joined = new Set(join.map(({ first }) => first.id));
  return allowed.flatMap(({ candidate: { id, attempts } }) => (attempts > 0 || joined.has(id) ? [id] : []));
}
