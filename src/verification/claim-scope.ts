import type { Database } from '../platform/database.ts';
import type { Question } from '../question/question.ts';
import type { Addressees } from '../question/ready.ts';
import { findReadyChecks, lockReadyForFilesInTrx, lockReadyInTrx } from '../question/ready.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { Verification } from './verification.ts';

/** Most verifications in one claim of questions by files, for each source. */
const MOST_CHECKS = 200;

/** Selects the questions that one transaction claims, and their number. */
export type ClaimScope = {
  /** Questions of certain verifications: for each verification and source as many as slots were granted. */
  readonly places?: readonly Places[];
  /** Questions of all verifications to sources by files, each source named once. */
  readonly files?: readonly Files[];
};

/** Slots that were granted to one verification at one source. */
export type Places = { readonly verificationId: string; readonly source: PlannedSource; readonly most: number };

/** Questions that may be sent to one source in files. */
export type Files = {
  readonly source: PlannedSource;
  /** Only these bodies of the source; all of them by default. */
  readonly institutions?: readonly string[];
  /** The most questions, as quota and file size allow. */
  readonly most: number;
};

/** Verifications in a claim, and the sources for which further verifications wait. */
export type ChecksInScope = { readonly ids: readonly string[]; readonly beyond: ReadonlySet<string> };

/** The sources in a claim. */
export function sourcesOf({ places = [], files = [] }: ClaimScope): readonly PlannedSource[] {
  return [...places, ...files].map(({ source }) => source);
}

/** The verifications in a claim. Where the caller names none, those that have waited longest come first. */
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

/** Candidate questions of the scope, locked until the transaction ends. */
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
  // Each source has its own limit, so that a source with many questions does not displace those of another.
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
