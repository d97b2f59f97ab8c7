import type { Database } from '../platform/database.ts';
import { logProgressInTrx } from './progress-log.ts';
import { assertMove } from './state.ts';
import type { Verification } from './verification.ts';

/** Ends lookups that are owed nothing more, in the caller's transaction under their locks. They have no report. */
export async function closeLookupsInTrx(trx: Database, lookups: readonly Verification[], at: Date): Promise<void> {
  if (lookups.length === 0) return;
  for (const { state } of lookups) assertMove(state, 'ANSWERED');
  await trx
    .updateTable('verification')
    .set((eb) => ({ state: 'ANSWERED', settled_at: at, version: eb('version', '+', 1) }))
    .where(
      'id',
      'in',
      lookups.map(({ id }) => id),
    )
    .execute();
  await logProgressInTrx(
    trx,
    at,
    lookups.map(({ id }) => ({ verificationId: id, event: 'LOOKUP_ANSWERED' })),
  );
}
