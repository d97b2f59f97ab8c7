import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { CLAIM_MS } from './commit-claim.ts';
import { logProgressInTrx } from './progress-log.ts';
import { lockVerificationInTrx } from './store.ts';

/** A living worker keeps what it has in hand. */
export async function renewClaims(db: Database, clock: Clock, questionIds: readonly string[]): Promise<void> {
  if (questionIds.length === 0) return;
  await db
    .updateTable('question')
    .set({ claimed_until: new Date(clock.now().getTime() + CLAIM_MS) })
    .where('id', 'in', questionIds)
    .where('state', '=', 'ASKED')
    .where('claimed_until', 'is not', null)
    .execute();
}

/** The source failed to answer: the question may be asked again, under the same request id. */
export async function releaseQuestions(db: Database, questionIds: readonly string[], fault: string): Promise<void> {
  if (questionIds.length === 0) return;
  await db
    .updateTable('question')
    .set((eb) => ({ claimed_until: null, last_fault: fault, version: eb('version', '+', 1) }))
    .where('id', 'in', questionIds)
    .where('state', '=', 'ASKED')
    .execute();
}

/** The request file lies in the exchange: the questions are known to have left and now wait for their answers. */
export async function markSent(db: Database, clock: Clock, questionIds: readonly string[]): Promise<void> {
  if (questionIds.length === 0) return;
  await db
    .updateTable('question')
    .set((eb) => ({ sent_at: clock.now(), claimed_until: null, version: eb('version', '+', 1) }))
    .where('id', 'in', questionIds)
    .where('state', '=', 'ASKED')
    .execute();
}

/**
 * Tells watchers that questions of a check stand in line: for the source's quota, or for its hours.
 *
 * @returns whether anything changed; the same wait is told once.
 */
export async function markWaiting(
  db: Database,
  clock: Clock,
  verificationId: string,
  sourceId: string,
  state: 'WAITING_QUOTA' | 'WAITING_WINDOW',
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await lockVerificationInTrx(trx, verificationId);
    const moved = await trx
      .updateTable('question')
      .set((eb) => ({ state, version: eb('version', '+', 1) }))
      .where('verification_id', '=', verificationId)
      .where('source_id', '=', sourceId)
      .where('state', 'in', state === 'WAITING_QUOTA' ? ['PLANNED'] : ['PLANNED', 'WAITING_QUOTA'])
      .returning('id')
      .execute();
    if (moved.length > 0) await logProgressInTrx(trx, clock.now(), [{ verificationId, event: state, sourceId }]);
    return moved.length > 0;
  });
}

/** What is still open of a check, by source. */
export type Unsettled = {
  readonly sourceId: string;
  /** Those that have not left: neither in a file nor with an identical one of another check. */
  readonly unsent: number;
  /** The next instant at which one of them becomes overdue. */
  readonly nextDueAt: Date;
};

/** Sources of a check that still owe an answer; empty when the report can be made. */
export async function readUnsettled(db: Database, verificationId: string): Promise<readonly Unsettled[]> {
  return (await readUnsettledOf(db, [verificationId])).get(verificationId) ?? [];
}

/** {@link readUnsettled} of many checks at once, by check; one that is owed nothing has no entry. */
export async function readUnsettledOf(
  db: Database,
  verificationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Unsettled[]>> {
  if (verificationIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('question')
    .select((eb) => [
      'verification_id',
      'source_id',
      eb.fn.countAll<number>().filterWhere('sent_at', 'is', null).as('unsent'),
      eb.fn.min<Date>('due_at').as('next_due_at'),
    ])
    .where('verification_id', 'in', verificationIds)
    .where('open', '=', true)
    .groupBy(['verification_id', 'source_id'])
    .execute();
  const byCheck = Map.groupBy(rows, (row) => row.verification_id);
  return new Map(
    [...byCheck].map(([id, group]) => [
      id,
      group.map((row) => ({ sourceId: row.source_id, unsent: row.unsent, nextDueAt: row.next_due_at })),
    ]),
  );
}
