import type { Application } from '../application/application.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import { bodyKey } from '../question/asked-lately.ts';
import type { AskedLately, WantedAnswer } from '../question/asked-lately.ts';
import type { LookUp } from './acts/verification.ts';
import type { Reader } from './reader.ts';
import { watchProgress } from './watch-progress.ts';
import type { Subscribe } from './watch-progress.ts';

/** The services for questions on behalf of a query. */
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

/** The answers so far, each with the verification or lookup that asked. */
export type Asked = readonly { readonly verificationId: string; readonly piece: EvidencePiece }[];

/**
 * Asks sources through the queue the questions that nobody has asked for this case yet, and waits for their answers
 * and for questions under way, no longer than the caller waits. A later answer is stored for the next query and
 * announced to watchers of the lookup.
 *
 * @returns the answers so far, and the number of questions that were saved because they had been asked in the
 * meantime.
 * @throws Problem as `requestLookup` in `src/verification/request-lookup.ts`
 */
export async function askSources(
  reader: Reader,
  asker: Asker,
  application: Application,
  purpose: VerificationPurpose,
  { toAsk, lately }: { readonly toAsk: readonly WantedAnswer[]; readonly lately: readonly AskedLately[] },
): Promise<{ readonly asked: Asked; readonly spared: number }> {
  const { lookup, already } =
    toAsk.length === 0
      ? { lookup: null, already: [] }
      : await asker.lookUp(reader.principal, reader.actor.checkId, {
          applicationId: application.id,
          purpose,
          answers: toAsk,
        });
  const known = new Set(already.map(bodyKey));
  const left = toAsk.filter((one) => !known.has(bodyKey(one)));
  const wanted: readonly AskedLately[] = [
    ...lately,
    ...already,
    ...(lookup === null ? [] : left.map((one) => ({ ...one, verificationId: lookup.id }))),
  ];
  const patience = AbortSignal.any([asker.signal, AbortSignal.timeout(asker.patienceMs)]);
  const asked = await Promise.all(
    [...Map.groupBy(wanted, ({ verificationId }) => verificationId)].map(async ([verificationId, some]) => {
      const keys = new Set(some.map(bodyKey));
      const read = async () =>
        (await readEvidence(reader.services.db, reader.services.vault, verificationId)).filter((piece) =>
          keys.has(bodyKey(piece)),
        );
      const pieces = await read();
      const open = pieces.flatMap(({ kind, questionId }) => (kind === null ? [questionId] : []));
      if (open.length > 0) await waitFor(reader, asker, patience, verificationId, new Set(open));
      return (open.length > 0 ? await read() : pieces).map((piece) => ({ verificationId, piece }));
    }),
  );
  return { asked: asked.flat(), spared: toAsk.length - left.length };
}

/** Waits until each of these questions is settled or the caller's time is over. */
async function waitFor(
  reader: Reader,
  { subscribe, validForMs }: Asker,
  patience: AbortSignal,
  verificationId: string,
  open: Set<string>,
): Promise<void> {
  const { db } = reader.services;
  const progress = watchProgress({ db, subscribe }, verificationId, 0, { signal: patience, validForMs });
  for await (const { kind, questionId } of progress) {
    if (kind !== null && questionId !== null) open.delete(questionId);
    if (open.size === 0) return;
  }
}
