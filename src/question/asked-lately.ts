import { sql } from 'kysely';
import { shanghaiDate } from '../platform/calendar-date.ts';
import type { Database } from '../platform/database.ts';

/** Milliseconds for which nobody is asked again what a case has just been told. */
export const JUST_TOLD_MS = 60_000;

/** One body to be asked about one person. */
export type WantedAnswer = {
  readonly personId: string;
  readonly sourceId: string;
  /** Empty where the source answers itself. */
  readonly institution: string;
};

/** A body that a case is asking about a person, or has just asked, and the check or lookup in which. */
export type AskedLately = WantedAnswer & { readonly verificationId: string };

/**
 * What a case waits for as of today, and what came to an end within the last minute, whatever came of it: who asks that
 * again would only add to the questions. What was refused for want of a letter cost no question and is not among it.
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
    // What is still under way comes before what has ended, then the newest.
    .orderBy(sql`q.person_id, q.source_id, q.institution, q.state = 'SETTLED', q.created_at DESC`)
    .execute();
  return rows.map((row) => ({
    verificationId: row.verification_id,
    personId: row.person_id,
    sourceId: row.source_id,
    institution: row.institution,
  }));
}

/** One body about one person, whichever check asks. */
export function bodyKey(one: {
  readonly personId: string;
  readonly sourceId: string;
  readonly institution: string | null;
}): string {
  return `${one.personId} ${one.sourceId} ${one.institution ?? ''}`;
}
