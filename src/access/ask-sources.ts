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

/** What was asked, as far as it is answered by now, with the check or lookup in which it was. */
export type Asked = readonly { readonly verificationId: string; readonly piece: EvidencePiece }[];

/**
 * Asks sources through the queue what nobody has asked for this case yet, and waits for that and for what is under way
 * no longer than the caller does. What is answered later is in the store for the next query, and is told to whoever
 * watches the lookup.
 *
 * @returns what became of it by now, and how many questions were spared because they had been asked meanwhile.
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

/** Until each of these questions is settled, or the caller's patience ends. */
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
