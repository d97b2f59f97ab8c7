import type { Selectable } from 'kysely';
import type { LookEntry } from '../audit/look-log.ts';
import type { Database } from '../platform/database.ts';
import { insertRows } from '../platform/insert-rows.ts';
import type { VerificationTable } from '../platform/tables.ts';
import { CHECK_QUEUE, START_CHECK } from './check-queue.ts';
import { logProgressInTrx } from './progress-log.ts';

/** Writes verifications with their first progress and the promises of work, in the caller's transaction. */
export async function writeRequestsInTrx(
  trx: Database,
  rows: readonly Selectable<VerificationTable>[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await insertRows(trx, 'verification', rows);
  await logProgressInTrx(
    trx,
    at,
    rows.map(({ id: verificationId }) => ({ verificationId, event: 'REQUESTED' })),
  );
  await trx
    .insertInto('outbox')
    .values(
      rows.map((row) => ({
        // The job's id as well: one verification starts one check, whatever is repeated.
        id: row.id,
        queue: CHECK_QUEUE,
        name: START_CHECK,
        data: JSON.stringify({ verificationId: row.id }),
        created_at: at,
        dispatched_at: null,
      })),
    )
    .execute();
}

/** The audit entry of a request. */
export function requestLook(row: Selectable<VerificationTable>): LookEntry {
  return {
    act: row.kind === 'CHECK' ? 'REQUEST_VERIFICATION' : 'REQUEST_LOOKUP',
    purpose: row.purpose,
    applicationId: row.application_id,
    verificationId: row.id,
    fieldKinds: [],
    outcome: 'DONE',
    division: row.division,
  };
}
