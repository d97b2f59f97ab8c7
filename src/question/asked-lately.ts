import { sql } from 'kysely';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';

/** Milliseconds for which a case does not ask a question again after its answer. */
export const JUST_TOLD_MS = 60_000;

/** One answering body about one person. */
export type WantedAnswer = {
  readonly personId: string;
  readonly sourceId: string;
  /** Empty where the source answers itself. */
  readonly institution: string;
};

/**
 * An answering body that a case is asking about a person or has just asked, with the verification or lookup that
 * asks.
 */
export type AskedLately = WantedAnswer & { readonly verificationId: string };

/**
 * The questions that a case is waiting for as of today, and those that ended within the last minute, whatever their
 * outcome: asking them again would only add to the questions. A question that was refused for want of a letter cost
 * nothing and is left out.
 */
export async function findAskedLately(
  db: Database,
  applicationId: string,
  personIds: readonly string[],
  sourceIds: readonly string[],
  now: Date,
): Promise<readonly AskedLately[]> {
  if (personIds.length === 0 || sourceIds.length === 0) return [];
  const justNow = new Date(now.getTime() - JUST_TOLD_MS);
  const rows = await db
    .selectFrom('question as q')
    .innerJoin('verification as v', 'v.id', 'q.verification_id')
    .distinctOn(['q.person_id', 'q.source_id', 'q.institution'])
    .select(['q.verification_id', 'q.person_id', 'q.source_id', 'q.institution'])
    .where('v.application_id', '=', applicationId)
    .where('v.state', '<>', 'CANCELLED')
    .where('q.base_date', '=', shanghaiDate(now))
    .where('q.person_id', 'in', personIds)
    .where('q.source_id', 'in', sourceIds)
    .where(
      sql<boolean>`(q.state <> 'SETTLED' OR EXISTS (
        SELECT FROM answer a
        WHERE (a.question_id = q.id OR a.id = q.taken_answer)
          AND a.kind NOT IN ('NOT_AUTHORISED', 'NOT_CONNECTED') AND a.received_at > ${justNow}))`,
    )
    // Questions under way come before ended ones, then the newest first.
    .orderBy(sql`q.person_id, q.source_id, q.institution, q.state = 'SETTLED', q.created_at DESC`)
    .execute();
  return rows.map((row) => ({
    verificationId: row.verification_id,
    personId: row.person_id,
    sourceId: row.source_id,
    institution: row.institution,
  }));
}

/** A key for one answering body about one person, whichever verification asks. */
export function bodyKey(one: {
  readonly personId: string;
  readonly sourceId: string;
  readonly institution: string | null;
}): string {
  return `${one.personId} ${one.sourceId} ${one.institution ?? ''}`;
}
