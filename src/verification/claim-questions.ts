import { sql } from 'kysely';
import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import type { Certificate } from '../identity/certificate.ts';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { AWAITING_SIGNATURES, commitAsked, commitRefused, commitSetAside, UNREADABLE } from './commit-claim.ts';
import { judgeQuestion, readChecksAtHand } from './judge-question.ts';
import type { Candidate, Judged } from './judge-question.ts';
import { logProgressInTrx } from './progress-log.ts';
import type { NewProgress } from './progress-log.ts';
import type { PlannedSource, VerificationServices } from './services.ts';
import { lockVerificationsInTrx } from './store.ts';
import type { Verification } from './verification.ts';

/** A question that is committed as asked and may leave now. */
export type ClaimedQuestion = {
  readonly questionId: string;
  readonly verificationId: string;
  readonly requestId: string;
  readonly institution: string | null;
  readonly certificate: Certificate;
  readonly name: string;
  readonly letterNumber: string;
  readonly purpose: string;
  readonly baseDate: CalendarDate;
  readonly dueAt: Date;
};

export type ClaimScope = {
  readonly source: PlannedSource;
  /** Only these checks' questions, or those of every check. */
  readonly verificationIds: readonly string[] | null;
  /** Only these bodies of the source; all of them unless given. */
  readonly institutions?: readonly string[];
  /** At most so many, as quota and file size allow. */
  readonly most: number;
};

export type Claim = {
  readonly questions: readonly ClaimedQuestion[];
  /** Checks whose questions were settled here because no letter covers them. */
  readonly touched: readonly string[];
  /** There may be more to claim. */
  readonly more: boolean;
  /** Checks whose household cannot be opened; their questions are set aside. */
  readonly unreadable: readonly string[];
};

/** Checks in one claim. */
const MOST_CHECKS = 200;

const NOTHING: Claim = { questions: [], touched: [], more: false, unreadable: [] };

/**
 * Takes questions that may be asked now. At this moment, in this transaction, each is held against the letters as
 * they stand: what no letter covers is settled as `NOT_AUTHORISED` and never leaves. What is covered is committed as
 * asked, with its letter and its entry in the log of looks, before the caller sends anything.
 *
 * A question whose earlier worker was killed is taken again, under the same request id.
 */
export async function claimQuestions(services: VerificationServices, actor: Actor, scope: ClaimScope): Promise<Claim> {
  const { db, clock } = services;
  const now = clock.now();
  return db.transaction().execute(async (trx) => {
    const ids = scope.verificationIds ?? (await checksWaitingFor(trx, scope, now));
    const more = scope.verificationIds === null && ids.length === MOST_CHECKS;
    const verifications = (await lockVerificationsInTrx(trx, ids)).filter(({ state }) => state === 'ASKING');
    if (verifications.length === 0) return NOTHING;
    const candidates = await selectCandidates(trx, scope, verifications, now);
    if (candidates.length === 0) return NOTHING;
    const { checks, unreadable } = await readChecksAtHand(services, trx, verifications);
    const judged = candidates.flatMap((candidate): Judged[] => {
      const check = checks.get(candidate.verification_id);
      return check === undefined ? [] : [judgeQuestion(services, scope.source, candidate, check, now)];
    });
    const allowed = judged.flatMap((one) => (one.verdict === 'ASK' ? [one] : []));
    const refused = judged.flatMap((one) => (one.verdict === 'REFUSE' ? [one] : []));
    const waiting = judged.filter(({ verdict }) => verdict === 'WAIT').map(({ candidate }) => candidate);
    await commitSetAside(trx, waiting, AWAITING_SIGNATURES, now);
    const closed = candidates.filter((candidate) => unreadable.has(candidate.verification_id));
    await commitSetAside(trx, closed, UNREADABLE, now);
    await commitAsked(trx, allowed, now);
    await commitRefused(services, trx, scope.source, refused, now);
    await logProgressInTrx(trx, now, [
      ...allowed.map(({ candidate }) => progressOf(candidate, 'ASKED')),
      ...refused.map(({ candidate }): NewProgress => ({
        ...progressOf(candidate, 'ANSWERED'),
        kind: 'NOT_AUTHORISED',
      })),
    ]);
    await recordLooksBy(
      trx,
      clock,
      [...allowed, ...refused].map((one) => ({
        actor: { ...actor, checkId: one.check.verification.checkId, division: one.check.verification.division },
        entry: {
          act: 'ASK_SOURCE',
          purpose: one.candidate.purpose,
          applicationId: one.check.verification.applicationId,
          verificationId: one.check.verification.id,
          personId: one.candidate.person_id,
          sourceId: one.candidate.source_id,
          ...(one.candidate.institution === '' ? {} : { institution: one.candidate.institution }),
          requestId: one.candidate.request_id,
          ...(one.verdict === 'ASK' ? { letterNumber: one.letter.letterNumber } : {}),
          fieldKinds: ['CERTIFICATE', 'NAME'],
          outcome: one.verdict === 'ASK' ? 'SENT' : `NOT_AUTHORISED_${one.reason}`,
          division: one.check.verification.division,
        },
      })),
    );
    return {
      questions: allowed.map(({ candidate, member, letter }) => ({
        questionId: candidate.id,
        verificationId: candidate.verification_id,
        requestId: candidate.request_id,
        institution: candidate.institution === '' ? null : candidate.institution,
        certificate: member.certificate,
        name: member.name,
        letterNumber: letter.letterNumber,
        purpose: candidate.purpose,
        baseDate: parseCalendarDate(candidate.base_date),
        dueAt: candidate.due_at,
      })),
      touched: [...new Set(refused.map(({ candidate }) => candidate.verification_id))],
      more: more || candidates.length === scope.most,
      unreadable: [...unreadable],
    };
  });
}

/** Checks whose questions may leave now, the longest wait first. */
async function checksWaitingFor(trx: Database, scope: ClaimScope, now: Date): Promise<readonly string[]> {
  const rows = await readyToSend(trx, scope.source.id, now)
    .$if(scope.institutions !== undefined, (query) => query.where('q.institution', 'in', scope.institutions ?? []))
    .select(['q.verification_id', (eb) => eb.fn.min('q.created_at').as('since')])
    .groupBy('q.verification_id')
    .orderBy('since')
    .limit(MOST_CHECKS)
    .execute();
  return rows.map((row) => row.verification_id);
}

/** Questions to a source that may leave now: not sent, not in anybody's hand, not overdue, of a check under way. */
export function readyToSend(db: Database, sourceId: string, now: Date) {
  return db
    .selectFrom('question as q')
    .innerJoin('verification as v', 'v.id', 'q.verification_id')
    .where('v.state', '=', 'ASKING')
    .where('q.source_id', '=', sourceId)
    .where('q.state', '<>', 'SETTLED')
    .where('q.sent_at', 'is', null)
    .where('q.due_at', '>', now)
    .where((eb) => eb.or([eb('q.claimed_until', 'is', null), eb('q.claimed_until', '<=', now)]));
}

function selectCandidates(trx: Database, scope: ClaimScope, verifications: readonly Verification[], now: Date) {
  const { institutions } = scope;
  return trx
    .selectFrom('question')
    .selectAll()
    .where(
      'verification_id',
      'in',
      verifications.map(({ id }) => id),
    )
    .where('source_id', '=', scope.source.id)
    .where('state', '<>', 'SETTLED')
    .$if(institutions !== undefined, (query) => query.where('institution', 'in', institutions ?? []))
    .where('due_at', '>', now)
    .where('sent_at', 'is', null)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .orderBy(sql`created_at, institution, id`)
    .limit(scope.most)
    .forUpdate()
    .execute();
}

function progressOf(candidate: Candidate, event: NewProgress['event']): NewProgress {
  return {
    verificationId: candidate.verification_id,
    event,
    sourceId: candidate.source_id,
    institution: candidate.institution === '' ? null : candidate.institution,
    questionId: candidate.id,
  };
}
