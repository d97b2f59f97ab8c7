import type { Database } from '../platform/database.ts';
import type { Question } from '../question/question.ts';
import type { Addressees } from '../question/ready.ts';
import { findReadyChecks, lockReadyForFilesInTrx, lockReadyInTrx } from '../question/ready.ts';
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
    const waiting = await findReadyChecks(trx, addresseesOf(one), now, MOST_CHECKS);
    for (const id of waiting) ids.add(id);
    if (waiting.length === MOST_CHECKS) beyond.add(one.source.id);
  }
  return { ids: [...ids], beyond };
}

/** Questions in reach of the scope, held until the transaction ends. */
export async function selectCandidatesInTrx(
  trx: Database,
  { places = [], files = [] }: ClaimScope,
  verifications: readonly Verification[],
  now: Date,
): Promise<readonly Question[]> {
  const ids = verifications.map(({ id }) => id);
  const ofPlaces =
    places.length === 0
      ? []
      : await lockReadyInTrx(
          trx,
          ids,
          places.map(({ source }) => source.id),
          now,
        );
  const candidates = withinPlaces(ofPlaces, places);
  // Each source by itself: one with much to send takes nothing from what another may send.
  for (const one of files) {
    candidates.push(...(await lockReadyForFilesInTrx(trx, ids, addresseesOf(one), now, one.most)));
  }
  return candidates;
}

function addresseesOf({ source, institutions }: Files): Addressees {
  return { sourceId: source.id, institutions };
}

function withinPlaces(candidates: readonly Question[], places: readonly Places[]): Question[] {
  const left = new Map<string, number>();
  for (const { verificationId, source, most } of places) {
    const key = `${verificationId} ${source.id}`;
    left.set(key, (left.get(key) ?? 0) + most);
  }
  return candidates.filter(({ verificationId, sourceId }) => {
    const key = `${verificationId} ${sourceId}`;
    const free = left.get(key) ?? 0;
    left.set(key, free - 1);
    return free > 0;
  });
}
