import type { Database } from '../platform/database.ts';
import { toQuestion } from './question.ts';
import type { Question } from './question.ts';

/** The questions with these request ids; an unknown id has no entry. */
export async function findByRequestIds(db: Database, requestIds: readonly string[]): Promise<readonly Question[]> {
  const rows = await db.selectFrom('question').selectAll().where('request_id', 'in', requestIds).execute();
  return rows.map(toQuestion);
}

/** The questions to this source with these request ids that still wait for an answer. */
export async function findOpenOfSource(
  db: Database,
  sourceId: string,
  requestIds: readonly string[],
): Promise<readonly { readonly questionId: string; readonly verificationId: string }[]> {
  return db
    .selectFrom('question')
    .select(['id as questionId', 'verification_id as verificationId'])
    .where('source_id', '=', sourceId)
    .where('request_id', 'in', requestIds)
    .where('open', '=', true)
    .execute();
}

/** The ids of all questions of a check. */
export async function findIdsOfCheck(db: Database, verificationId: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('question').select('id').where('verification_id', '=', verificationId).execute();
  return rows.map(({ id }) => id);
}

/** Selects open questions of a check: those with these ids, those due by this instant, or all. */
export type OpenScope = { readonly ids: readonly string[] } | { readonly dueBy: Date } | 'ALL';

/** Open questions of a check, locked until the transaction ends. */
export async function lockOpenInTrx(
  trx: Database,
  verificationId: string,
  scope: OpenScope,
): Promise<readonly Question[]> {
  let query = trx
    .selectFrom('question')
    .selectAll()
    .where('verification_id', '=', verificationId)
    .where('open', '=', true);
  if (scope !== 'ALL')
    query = 'ids' in scope ? query.where('id', 'in', scope.ids) : query.where('due_at', '<=', scope.dueBy);
  return (await query.forUpdate().execute()).map(toQuestion);
}

/** The verifications among these that ask a body whether a sum is over a threshold. */
export async function findChecksWithLines(
  trx: Database,
  verificationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (verificationIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('question')
    .select('verification_id')
    .distinct()
    .where('verification_id', 'in', verificationIds)
    .where('form', '=', 'LINE')
    .execute();
  return new Set(rows.map((row) => row.verification_id));
}
