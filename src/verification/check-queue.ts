import type { Database } from '../platform/database.ts';

/** The queue on which checks run, and the name of the work that starts one. */
export const CHECK_QUEUE = 'check';
export const START_CHECK = 'start-check';
/** On this topic a gateway hints that work was promised; lost, it costs a worker's next look at the outbox. */
export const PROMISED_TOPIC = 'outbox.promised';
/** The queue that evaluates late answers for a new version of a report. */
export const WEIGH_LATE = 'weigh-late';
/** The queue's name for letting go of those who wait with a check that was called off. */
export const RELEASE_FOLLOWERS = 'release-followers';

/** Promises work about checks in the caller's transaction, each a job of its own. */
export async function promiseInTrx(
  trx: Database,
  name: typeof WEIGH_LATE | typeof RELEASE_FOLLOWERS,
  verificationIds: readonly string[],
  now: Date,
): Promise<void> {
  if (verificationIds.length === 0) return;
  await trx
    .insertInto('outbox')
    .values(
      verificationIds.map((verificationId) => ({
        id: crypto.randomUUID(),
        queue: CHECK_QUEUE,
        name,
        data: JSON.stringify({ verificationId }),
        created_at: now,
        dispatched_at: null,
      })),
    )
    .execute();
}
