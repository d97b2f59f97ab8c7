import type { Database } from '../platform/database.ts';

/** The open questions of a verification, for one source. */
export type Unsettled = {
  readonly sourceId: string;
  /** Questions that have not been sent, neither in a file nor with an identical question of another verification. */
  readonly unsent: number;
  /** The next instant at which one of the questions becomes overdue. */
  readonly nextDueAt: Date;
};

/** Sources that still owe an answer to a verification; empty when the report can be composed. */
export async function findUnsettled(db: Database, verificationId: string): Promise<readonly Unsettled[]> {
  return (await findUnsettledOf(db, [verificationId])).get(verificationId) ?? [];
}

/** {@link findUnsettled} of many verifications at once; one without open questions has no entry. */
export async function findUnsettledOf(
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

/** The verifications among these that still wait for an answer. */
export async function findStillOpen(trx: Database, verificationIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (verificationIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('question')
    .select('verification_id')
    .distinct()
    .where('verification_id', 'in', verificationIds)
    .where('open', '=', true)
    .execute();
  return new Set(rows.map((row) => row.verification_id));
}
