import type { Database } from '../platform/database.ts';

/** Decisions after which a household receives aid. */
const GIVES_AID: readonly string[] = ['APPROVED', 'AMOUNT_CHANGED', 'GRACE_PERIOD'];

/** The cases among these whose newest decision grants aid. */
export async function readAidInForce(trx: Database, applicationIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (applicationIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('decision')
    .select(['application_id', 'kind'])
    .distinctOn('application_id')
    .where('application_id', 'in', applicationIds)
    .orderBy('application_id')
    .orderBy('sequence', 'desc')
    .execute();
  return new Set(rows.flatMap((row) => (GIVES_AID.includes(row.kind) ? [row.application_id] : [])));
}
