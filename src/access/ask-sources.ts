import type { Application } from '../application/application.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import type { EvidencePiece } from '../evidence/piece.ts';
import type { VerificationPurpose } from '../policy/pack.ts';
import { bodyKey } from '../verification/request-lookup.ts';
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

/** What was asked, as far as it is answered by now, with the check or lookup in which it was. */
export type Asked = readonly { readonly verificationId: string; readonly piece: EvidencePiece }[];

/** An answer that this case has asked for and not had yet. */
export type Pending = WantedAnswer & { readonly verificationId: string };

/** What this case is waiting for about these people from these sources. */
export async function readPending(
  { services: { db } }: Reader,
  application: Application,
  personIds: readonly string[],
  sourceIds: readonly string[],
): Promise<readonly Pending[]> {
  if (personIds.length === 0 || sourceIds.length === 0) return [];
  const rows = await db
    .selectFrom('question as q')
    .innerJoin('verification as v', 'v.id', 'q.verification_id')
    .select(['q.verification_id', 'q.person_id', 'q.source_id', 'q.institution'])
    .where('v.application_id', '=', application.id)
    .where('v.state', '=', 'ASKING')
    .where('q.state', '<>', 'SETTLED')
    .where('q.person_id', 'in', personIds)
    .where('q.source_id', 'in', sourceIds)
    .orderBy('q.created_at')
    .execute();
  return rows.map((row) => ({
    verificationId: row.verification_id,
    personId: row.person_id,
    sourceId: row.source_id,
    institution: row.institution,
  }));
}

/**
 * Asks sources through the queue what nobody has asked for this case yet, and waits for that and for what is under way
 * no longer than the caller does. What is answered later is in the store for the next query, and is told to whoever
 * watches the lookup.
 *
 * @throws Problem as `requestLookup` in `src/verification/request-lookup.ts`
 */
export async function askSources(
  reader: Reader,
  asker: Asker,
  application: Application,
  purpose: VerificationPurpose,
  { toAsk, pending }: { readonly toAsk: readonly WantedAnswer[]; readonly pending: readonly Pending[] },
): Promise<Asked> {
  const lookup =
    toAsk.length === 0
      ? null
      : await asker.lookUp(reader.actor, { applicationId: application.id, purpose, answers: toAsk });
  const wanted: readonly Pending[] = [
    ...pending,
    ...(lookup === null ? [] : toAsk.map((one) => ({ ...one, verificationId: lookup.id }))),
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
  return asked.flat();
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
