import type { Selectable } from 'kysely';
import type { Actor } from '../audit/actor.ts';
import { recordLooksBy } from '../audit/look-log.ts';
import type { Database } from '../platform/database.ts';
import { insertRows } from '../platform/insert-rows.ts';
import type { VerificationTable } from '../platform/tables.ts';
import { CHECK_QUEUE, START_CHECK } from './check-queue.ts';
import { logProgressInTrx } from './progress-log.ts';
import type { VerificationServices } from './services.ts';

/** A verification about to be written, and who asked for it. */
export type NewRequest = { readonly actor: Actor; readonly row: Selectable<VerificationTable> };
/** Writes verifications with their first progress, the promises of work and the looks, in the caller's transaction. */
export async function writeRequests(
  { clock }: VerificationServices,
  trx: Database,
  added: readonly NewRequest[],
  now: Date,
): Promise<void> {
  if (added.length === 0) return;
  await insertRows(
    trx,
    'verification',
    added.map(({ row }) => row),
  );
  await logProgressInTrx(
    trx,
    now,
    added.map(({ row }) => ({ verificationId: row.id, event: 'REQUESTED' })),
  );
  await trx
    .insertInto('outbox')
    .values(
      added.map(({ row }) => ({
        // The job's id as well: one verification starts one check, whatever is repeated.
        id: row.id,
        queue: CHECK_QUEUE,
        name: START_CHECK,
        data: JSON.stringify({ verificationId: row.id }),
        created_at: now,
        dispatched_at: null,
      })),
    )
    .execute();
  await recordLooksBy(
    trx,
    clock,
    added.map(({ actor, row }) => ({
      actor,
      entry: {
        act: row.kind === 'CHECK' ? 'REQUEST_VERIFICATION' : 'REQUEST_LOOKUP',
        purpose: row.purpose,
        applicationId: row.application_id,
        verificationId: row.id,
        fieldKinds: [],
        outcome: 'DONE',
        division: row.division,
      },
    })),
  );
}
