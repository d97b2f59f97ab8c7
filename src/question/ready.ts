import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import { toQuestion } from './question.ts';
import type { Question } from './question.ts';

/** Questions to one source, and where it has many bodies, to these of them only. */
export type Addressees = { readonly sourceId: string; readonly institutions?: readonly string[] | undefined };

/** The checks under way of which something is ready to be sent, the longest wait first. */
export async function findReadyChecks(
  db: Database,
  { sourceId, institutions }: Addressees,
  now: Date,
  most: number,
): Promise<readonly string[]> {
  const rows = await readyToSend(db, sourceId, now)
    .$if(institutions !== undefined, (query) => query.where('q.institution', 'in', institutions ?? []))
    .select(['q.verification_id', (eb) => eb.fn.min('q.created_at').as('since')])
    .groupBy('q.verification_id')
    .orderBy('since')
    .limit(most)
    .execute();
  return rows.map((row) => row.verification_id);
}

/** The bodies of a source for which something is ready to be sent, the longest wait first. */
export async function findReadyInstitutions(db: Database, sourceId: string, now: Date): Promise<readonly string[]> {
  const rows = await readyToSend(db, sourceId, now)
    .select(['q.institution', (eb) => eb.fn.min('q.created_at').as('since')])
    .groupBy('q.institution')
    .orderBy('since')
    .orderBy('q.institution')
    .execute();
  return rows.map(({ institution }) => institution);
}

/** Questions to a source that may leave now: not sent, not in anybody's hand, not overdue, of a check under way. */
function readyToSend(db: Database, sourceId: string, now: Date) {
  return db
    .selectFrom('question as q')
    .innerJoin('verification as v', 'v.id', 'q.verification_id')
    .where('v.state', '=', 'ASKING')
    .where('q.source_id', '=', sourceId)
    .where('q.open', '=', true)
    .where('q.sent_at', 'is', null)
    .where('q.due_at', '>', now)
    .where((eb) => eb.or([eb('q.claimed_until', 'is', null), eb('q.claimed_until', '<=', now)]));
}

/** Questions of these checks to these sources that may leave now, the oldest first, held until the transaction ends. */
export async function lockReadyInTrx(
  trx: Database,
  verificationIds: readonly string[],
  sourceIds: readonly string[],
  now: Date,
): Promise<readonly Question[]> {
  const rows = await lockReady(trx, verificationIds, now).where('source_id', 'in', sourceIds).execute();
  return rows.map(toQuestion);
}

/** Like {@link lockReadyInTrx}, to one source and at most so many. */
export async function lockReadyForFilesInTrx(
  trx: Database,
  verificationIds: readonly string[],
  { sourceId, institutions }: Addressees,
  now: Date,
  most: number,
): Promise<readonly Question[]> {
  const rows = await lockReady(trx, verificationIds, now)
    .where('source_id', '=', sourceId)
    .$if(institutions !== undefined, (query) => query.where('institution', 'in', institutions ?? []))
    .limit(most)
    .execute();
  return rows.map(toQuestion);
}

function lockReady(trx: Database, verificationIds: readonly string[], now: Date) {
  return trx
    .selectFrom('question')
    .selectAll()
    .where('verification_id', 'in', verificationIds)
    .where('open', '=', true)
    .where('due_at', '>', now)
    .where('sent_at', 'is', null)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .orderBy(sql`created_at, institution, id`)
    .forUpdate();
}

/** Checks under way with unsent questions to these sources whose time is not over, in nobody's hand or not. */
export async function findUnsentChecks(
  db: Database,
  sourceIds: readonly string[],
  now: Date,
  most: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('question as q')
    .innerJoin('verification as v', 'v.id', 'q.verification_id')
    .select('q.verification_id')
    .distinct()
    .where('v.state', '=', 'ASKING')
    .where('q.source_id', 'in', sourceIds)
    .where('q.open', '=', true)
    .where('q.sent_at', 'is', null)
    .where('q.due_at', '>', now)
    .limit(most)
    .execute();
  return rows.map((row) => row.verification_id);
}
