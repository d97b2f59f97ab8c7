import { sql } from 'kysely';
import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import type { Certificate } from '../identity/certificate.ts';
import { parseCalendarDate } from '../platform/calendar-date.ts';
import type { CalendarDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';
import { commitAsked, commitRefused, commitWaiting } from './commit-claim.ts';
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
  /** Only this check's questions, or those of every check. */
  readonly verificationId: string | null;
  /** Only these bodies of the source; all of them unless given. */
  readonly institutions?: readonly string[];
  /** At most so many, as quota and file size allow. */
  readonly most: number;
};

export type Claim = {
  readonly questions: readonly ClaimedQuestion[];
  /** Checks whose questions were settled here because no letter covers them. */
  readonly touched: readonly string[];
};

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
    const ids =
      scope.verificationId === null ? await checksWaitingFor(trx, scope.source.id, now) : [scope.verificationId];
    const verifications = (await lockVerificationsInTrx(trx, ids)).filter(({ state }) => state === 'ASKING');
    if (verifications.length === 0) return { questions: [], touched: [] };
    const candidates = await selectCandidates(trx, scope, verifications, now);
    if (candidates.length === 0) return { questions: [], touched: [] };
    const checks = await readChecksAtHand(services, trx, verifications);
    const judged = candidates.flatMap((candidate): Judged[] => {
      const check = checks.get(candidate.verification_id);
      return check === undefined ? [] : [judgeQuestion(services, scope.source, candidate, check, now)];
    });
    const allowed = judged.flatMap((one) => (one.verdict === 'ASK' ? [one] : []));
    const refused = judged.flatMap((one) => (one.verdict === 'REFUSE' ? [one] : []));
    await commitWaiting(
      trx,
      judged.filter(({ verdict }) => verdict === 'WAIT'),
      now,
    );
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
    };
  });
}

async function checksWaitingFor(trx: Database, sourceId: string, now: Date): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('question')
    .select('verification_id')
    .distinct()
    .where('source_id', '=', sourceId)
    .where('state', '<>', 'SETTLED')
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .where('sent_at', 'is', null)
    .limit(200)
    .execute();
  return rows.map((row) => row.verification_id);
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
