import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import { ANSWER_KINDS } from '../evidence/answer.ts';
import type { Database } from '../platform/database.ts';
import type { QuestionTable } from '../platform/tables.ts';
import { withoutLetterNow } from './erase-unread.ts';
import { logProgressInTrx } from './progress-log.ts';
import { lookOf, progressOf } from './question-traces.ts';
import { stillOpen } from './settle-questions.ts';
import type { VerificationServices } from './services.ts';
import { lockVerificationsInTrx } from './store.ts';
import type { Verification } from './verification.ts';

const kindSchema = z.enum(ANSWER_KINDS);
const MOST_AT_ONCE = 500;

/** What came of questions that waited with another. */
export type Followed = {
  readonly moved: readonly string[];
  /** Those that are owed nothing more and are not concluded. */
  readonly complete: readonly string[];
  /** Checks whose questions have to be asked by themselves: the other was never answered. */
  readonly released: readonly string[];
};

const NOTHING: Followed = { moved: [], complete: [], released: [] };

/**
 * Settles questions that waited for the answer to an identical one, once that one is settled: with its answer, or, where
 * nobody answered it or its check was called off, by letting them be asked themselves. Safe to run at any time and
 * again: it acts on what the tables say.
 *
 * @param firstIds the questions that were settled; `null` looks for all that anybody still waits with.
 */
export async function settleFollowers(
  services: VerificationServices,
  actor: Actor,
  firstIds: readonly string[] | null,
): Promise<Followed> {
  const { db } = services;
  const waiting = await readFollowers(db, firstIds);
  if (waiting.length === 0) return NOTHING;
  return db.transaction().execute(async (trx) => {
    const ids = [...new Set(waiting.map(({ question }) => question.verification_id))];
    const locked = await lockVerificationsInTrx(trx, ids);
    const verifications = new Map(locked.map((verification) => [verification.id, verification]));
    const followers = (await readFollowers(trx, firstIds)).filter(({ question }) =>
      verifications.has(question.verification_id),
    );
    // Whose own letter ended meanwhile goes back in line, where the letters are looked at again.
    const ended = await withoutLetterNow(trx, idsOf(followers), services.clock.now());
    const answered = followers.filter(({ kind, question }) => kind !== null && !ended.has(question.id));
    const released = followers.filter(({ kind, question }) => kind === null || ended.has(question.id));
    await settle(services, trx, actor, answered, verifications);
    await release(trx, released);
    const moved = [...new Set(followers.map(({ question }) => question.verification_id))];
    const open = await stillOpen(trx, moved);
    return {
      moved,
      complete: moved.filter((id) => !open.has(id) && verifications.get(id)?.state === 'ASKING'),
      released: [...new Set(released.map(({ question }) => question.verification_id))],
    };
  });
}

type Follower = {
  readonly question: Selectable<QuestionTable>;
  readonly requestId: string;
  /** What the source said; `null` where nothing was said that this check may have. */
  readonly kind: z.infer<typeof kindSchema> | null;
};

async function readFollowers(db: Database, firstIds: readonly string[] | null): Promise<readonly Follower[]> {
  if (firstIds?.length === 0) return [];
  const rows = await db
    .selectFrom('question as q')
    .innerJoin('question as first', 'first.id', 'q.answered_as')
    .innerJoin('verification as v', 'v.id', 'first.verification_id')
    .leftJoin('answer as a', (join) =>
      join
        .onRef('a.question_id', '=', 'first.id')
        .on('a.origin', '=', 'SOURCE')
        // What was called off is kept sealed and unread.
        .on('v.state', '<>', 'CANCELLED'),
    )
    .selectAll('q')
    .select(['first.request_id as first_request_id', 'a.kind'])
    .where('q.state', '<>', 'SETTLED')
    .where('first.state', '=', 'SETTLED')
    .$if(firstIds !== null, (query) => query.where('q.answered_as', 'in', firstIds ?? []))
    .orderBy('q.id')
    .limit(MOST_AT_ONCE)
    .execute();
  return rows.map(({ first_request_id: requestId, kind, ...question }) => ({
    question,
    requestId,
    kind: kind === null ? null : kindSchema.parse(kind),
  }));
}

async function settle(
  { clock }: VerificationServices,
  trx: Database,
  actor: Actor,
  answered: readonly Follower[],
  verifications: ReadonlyMap<string, Verification>,
): Promise<void> {
  if (answered.length === 0) return;
  await trx
    .updateTable('question')
    .set((eb) => ({ state: 'SETTLED', claimed_until: null, last_fault: null, version: eb('version', '+', 1) }))
    .where('id', 'in', idsOf(answered))
    .execute();
  await logProgressInTrx(
    trx,
    clock.now(),
    answered.map(({ question, kind }) => progressOf(question, 'ANSWERED', kind ?? undefined)),
  );
  await recordLooksBy(
    trx,
    clock,
    answered.flatMap(({ question, requestId, kind }) => {
      const verification = verifications.get(question.verification_id);
      if (verification === undefined || kind === null) return [];
      return [
        lookOf(actor, verification, question, {
          act: 'TAKE_ANSWER',
          requestId,
          fieldKinds: ['SHARED_ANSWER'],
          outcome: kind,
        }),
      ];
    }),
  );
}

async function release(trx: Database, released: readonly Follower[]): Promise<void> {
  if (released.length === 0) return;
  await trx
    .updateTable('question')
    .set((eb) => ({
      state: 'PLANNED',
      answered_as: null,
      shared: null,
      letter_id: null,
      asked_at: null,
      sent_at: null,
      claimed_until: null,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', idsOf(released))
    .execute();
}

function idsOf(followers: readonly Follower[]): string[] {
  return followers.map(({ question }) => question.id);
}
