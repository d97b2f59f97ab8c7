import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Database } from '../platform/database.ts';
import { SILENT_FAULTS } from './fault.ts';

/** How many checks under way wait for an answer of a body, by source and body; the body is empty where there is one. */
export async function countWaitingChecks(
  db: Database,
): Promise<readonly { readonly sourceId: string; readonly institution: string; readonly checks: number }[]> {
  return db
    .selectFrom('question as q')
    .innerJoin('verification as v', 'v.id', 'q.verification_id')
    .select((eb) => [
      'q.source_id as sourceId',
      'q.institution',
      eb.fn.count<number>('q.verification_id').distinct().as('checks'),
    ])
    .where('q.open', '=', true)
    .where('v.state', '=', 'ASKING')
    .groupBy(['q.source_id', 'q.institution'])
    .execute();
}

/**
 * The rows `(source_id, institution, asked_at)` of questions that were asked in vain, for the statement of the caller:
 * open ones that failed twice, and those given up by a line of progress after `afterSeq`.
 */
export function askedInVain(afterSeq: number): RawBuilder<unknown> {
  return sql`
      SELECT source_id, institution, asked_at FROM question
      WHERE open AND sent_at IS NULL AND attempts >= 2
        AND last_fault = ANY(${[...SILENT_FAULTS]}::text[])
      UNION ALL
      SELECT q.source_id, q.institution, q.asked_at FROM progress p JOIN question q ON q.id = p.question_id
      WHERE p.seq > ${afterSeq} AND p.event = 'ANSWERED' AND p.kind = 'NO_RESPONSE'
        AND q.last_fault = ANY(${['OVERDUE', ...SILENT_FAULTS]}::text[])`;
}
