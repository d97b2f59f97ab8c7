import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import type { Candidate } from './judge-question.ts';
import type { PlannedSource } from './services.ts';
import type { Verification } from './verification.ts';

/** Checks in one claim that names none. */
export const MOST_CHECKS = 200;

/** Whose questions are claimed, and how many. */
export type ClaimScope =
  /** Questions of certain checks, for each check and source as many as places were granted. */
  | { readonly places: readonly Places[] }
  /** Questions to one source of every check. */
  | {
      readonly source: PlannedSource;
      /** Only these bodies of the source; all of them unless given. */
      readonly institutions?: readonly string[];
      /** At most so many, as quota and file size allow. */
      readonly most: number;
    };

/** Places that were granted to one check at one source. */
export type Places = { readonly verificationId: string; readonly source: PlannedSource; readonly most: number };

/** The sources that a claim is about. */
export function sourcesOf(scope: ClaimScope): readonly PlannedSource[] {
  return 'places' in scope ? scope.places.map(({ source }) => source) : [scope.source];
}

/** The checks that a claim is about, the longest wait first where it names none. */
export async function checksInScope(trx: Database, scope: ClaimScope, now: Date): Promise<readonly string[]> {
  if (!('places' in scope)) return checksWaitingFor(trx, scope, now);
  return [...new Set(scope.places.map(({ verificationId }) => verificationId))];
}

async function checksWaitingFor(
  trx: Database,
  { source, institutions }: Exclude<ClaimScope, { readonly places: readonly Places[] }>,
  now: Date,
): Promise<readonly string[]> {
  const rows = await readyToSend(trx, source.id, now)
    .$if(institutions !== undefined, (query) => query.where('q.institution', 'in', institutions ?? []))
    .select(['q.verification_id', (eb) => eb.fn.min('q.created_at').as('since')])
    .groupBy('q.verification_id')
    .orderBy('since')
    .limit(MOST_CHECKS)
    .execute();
  return rows.map((row) => row.verification_id);
}

/** Questions to a source that may leave now: not sent, not in anybody's hand, not overdue, of a check under way. */
export function readyToSend(db: Database, sourceId: string, now: Date) {
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

/**
 * Questions in reach of the scope, held until the transaction ends. Of certain checks, no more of a check's questions
 * to a source than it has places for.
 */
export async function selectCandidates(
  trx: Database,
  scope: ClaimScope,
  verifications: readonly Verification[],
  now: Date,
): Promise<readonly Candidate[]> {
  const ids = verifications.map(({ id }) => id);
  const query = trx
    .selectFrom('question')
    .selectAll()
    .where('verification_id', 'in', ids)
    .where(
      'source_id',
      'in',
      sourcesOf(scope).map(({ id }) => id),
    )
    .where('open', '=', true)
    .where('due_at', '>', now)
    .where('sent_at', 'is', null)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .orderBy(sql`created_at, institution, id`)
    .forUpdate();
  if ('places' in scope) return withinPlaces(await query.execute(), scope.places);
  const { institutions, most } = scope;
  return query
    .$if(institutions !== undefined, (some) => some.where('institution', 'in', institutions ?? []))
    .limit(most)
    .execute();
}

function withinPlaces(candidates: readonly Candidate[], places: readonly Places[]): readonly Candidate[] {
  const left = new Map<string, number>();
  for (const { verificationId, source, most } of places) {
    const key = `${verificationId} ${source.id}`;
    left.set(key, (left.get(key) ?? 0) + most);
  }
  return candidates.filter(({ verification_id, source_id }) => {
    const key = `${verification_id} ${source_id}`;
    const free = left.get(key) ?? 0;
    left.set(key, free - 1);
    return free > 0;
  });
}
