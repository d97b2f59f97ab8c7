import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';

/**
 * The verifications among these in progress in which a body answered only about a threshold, and whether another
 * answer of these sources is still expected.
 */
export async function findLinesTold(
  db: Database,
  verificationIds: readonly string[],
  sourceIds: readonly string[],
): Promise<readonly { readonly verificationId: string; readonly awaited: boolean }[]> {
  const { rows } = await sql<{ verificationId: string; awaited: boolean }>`
    SELECT v.id AS "verificationId", EXISTS (
      SELECT FROM question q WHERE q.verification_id = v.id AND q.open
        AND q.source_id = ANY(${sourceIds}::text[])) AS awaited
    FROM verification v
    WHERE v.id = ANY(${verificationIds}::uuid[]) AND v.state = 'ASKING' AND v.kind = 'CHECK' AND EXISTS (
      SELECT FROM question l JOIN answer a ON a.question_id = l.id OR a.id = l.taken_answer
      WHERE l.verification_id = v.id AND l.form = 'LINE' AND a.kind IN ('HIT', 'PARTIAL')
        AND NOT EXISTS (
          SELECT FROM question f WHERE f.verification_id = v.id AND f.person_id = l.person_id
            AND f.source_id = l.source_id AND f.institution = l.institution AND f.form = 'FULL'))`.execute(db);
  return rows;
}
