import { sql } from 'kysely';
import type { Database } from '../platform/database.ts';
import type { Candidate } from './judge-question.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { Verification } from './verification.ts';

/** Checks in one claim of files, for each source. */
const MOST_CHECKS = 200;

/** Whose questions are claimed in one transaction, and how many. */
export type ClaimScope = {
  /** Questions of certain checks, for each check and source as many as places were granted. */
  readonly places?: readonly Places[];
  /** Questions of every check to sources by files, each source named once. */
  readonly files?: readonly Files[];
};

/** Places that were granted to one check at one source. */
export type Places = { readonly verificationId: string; readonly source: PlannedSource; readonly most: number };

/** What may leave to one source in files. */
export type Files = {
  readonly source: PlannedSource;
  /** Only these bodies of the source; all of them unless given. */
  readonly institutions?: readonly string[];
  /** At most so many, as quota and file size allow. */
  readonly most: number;
};

/** Checks that a claim is about, and the sources of which further checks wait. */
export type ChecksInScope = { readonly ids: readonly string[]; readonly beyond: ReadonlySet<string> };

/** The sources that a claim is about. */
export function sourcesOf({ places = [], files = [] }: ClaimScope): readonly PlannedSource[] {
  return [...places, ...files].map(({ source }) => source);
}

/** The checks that a claim is about; of those that nobody names, the longest wait first. */
export async function checksInScope(
  trx: Database,
  { places = [], files = [] }: ClaimScope,
  now: Date,
): Promise<ChecksInScope> {
  const ids = new Set(places.map(({ verificationId }) => verificationId));
  const beyond = new Set<string>();
  for (const one of files) {
    const waiting = await checksWaitingFor(trx, one, now);
    for (const id of waiting) ids.add(id);
    if (waiting.length === MOST_CHECKS) beyond.add(one.source.id);
  }
  return { ids: [...ids], beyond };
}

async function checksWaitingFor(trx: Database, { source, institutions }: Files, now: Date): Promise<readonly string[]> {
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

/** Questions in reach of the scope, held until the transaction ends. */
export async function selectCandidates(
  trx: Database,
  { places = [], files = [] }: ClaimScope,
  verifications: readonly Verification[],
  now: Date,
): Promise<readonly Candidate[]> {
  const ids = verifications.map(({ id }) => id);
  const ofPlaces =
    places.length === 0
      ? []
      : await unsentOf(trx, ids, now)
          .where(
            'source_id',
            'in',
            places.map(({ source }) => source.id),
          )
          .execute();
  const candidates = withinPlaces(ofPlaces, places);
  // Each source by itself: one with much to send takes nothing from what another may send.
  for (const { source, institutions, most } of files) {
    const ofFiles = await unsentOf(trx, ids, now)
      .where('source_id', '=', source.id)
      .$if(institutions !== undefined, (query) => query.where('institution', 'in', institutions ?? []))
      .limit(most)
      .execute();
    candidates.push(...ofFiles);
  }
  return candidates;
}

function unsentOf(trx: Database, verificationIds: readonly string[], now: Date) {
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

function withinPlaces(candidates: readonly Candidate[], places: readonly Places[]): Candidate[] {
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
