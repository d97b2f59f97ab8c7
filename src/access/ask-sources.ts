import type { Application } from '../application/application.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import type { LookUp, WantedAnswer } from '../verification/request-lookup.ts';
import type { Reader } from './reader.ts';
import { watchProgress } from './watch-progress.ts';
import type { Subscribe } from './watch-progress.ts';

/** What asking on behalf of a query needs. */
export type Asker = {
  readonly lookUp: LookUp;
  readonly subscribe: Subscribe | undefined;
  /** Milliseconds that the caller waits for departments. */
  readonly patienceMs: number;
  /** Milliseconds until the caller's token expires. */
  readonly validForMs: number;
  /** Ends when the caller goes away. */
  readonly signal: AbortSignal;
};

/** What was asked, as far as it is answered by now. */
export type Asked = { readonly lookupId: string; readonly pieces: readonly EvidencePiece[] };

/**
 * Asks sources through the queue, and waits for them no longer than the caller does. What is answered later is in the
 * store for the next query, and is told to whoever watches the lookup.
 *
 * @throws Problem as `requestLookup` in `src/verification/request-lookup.ts`
 */
export async function askSources(
  reader: Reader,
  asker: Asker,
  application: Application,
  purpose: VerificationPurpose,
  answers: readonly WantedAnswer[],
): Promise<Asked> {
  const { db, vault } = reader.services;
  const { id } = await asker.lookUp(reader.actor, { applicationId: application.id, purpose, answers });
  const patience = AbortSignal.any([asker.signal, AbortSignal.timeout(asker.patienceMs)]);
  const progress = watchProgress({ db, subscribe: asker.subscribe }, id, 0, {
    signal: patience,
    validForMs: asker.validForMs,
  });
  for await (const entry of progress) if (entry.event === 'LOOKUP_ANSWERED') break;
  return { lookupId: id, pieces: await readEvidence(db, vault, id) };
}
