import { sql } from 'kysely';
import { storeAnswersInTrx } from '../evidence/evidence-store.ts';
import type { Letter } from '../authorisation/letter.ts';
import type { Database } from '../platform/database.ts';
import type { Candidate } from './judge-question.ts';
import type { PlannedSource } from '../sources/planned-source.ts';
import type { VerificationServices } from './services.ts';

/** How long a worker holds a question without renewing; a killed worker's questions are free after it. */
export const CLAIM_MS = 5_000;

/** Why a bank question has not left yet: policy lets banks wait until every member who counts has signed. */
export const AWAITING_SIGNATURES = 'AWAITING_SIGNATURES';

/** Its household cannot be opened: a lost key or an altered row. Operators must look. */
export const UNREADABLE = 'UNREADABLE';

/** How long a question that stands still is left alone before it is looked at again. */
const LOOK_AGAIN_MS = 60_000;

/** Notes why questions stand still, and sets them aside, so that they don't keep others from being looked at. */
export async function commitSetAside(
  trx: Database,
  waiting: readonly Candidate[],
  why: typeof AWAITING_SIGNATURES | typeof UNREADABLE,
  now: Date,
): Promise<void> {
  if (waiting.length === 0) return;
  await trx
    .updateTable('question')
    .set((eb) => ({
      last_fault: why,
      claimed_until: new Date(now.getTime() + LOOK_AGAIN_MS),
      version: eb('version', '+', 1),
    }))
    .where(
      'id',
      'in',
      waiting.map(({ id }) => id),
    )
    .execute();
}

/** Commits questions as asked: from here on they may have left. */
export async function commitAsked(
  trx: Database,
  asked: readonly { candidate: Candidate; letter: Letter }[],
  now: Date,
): Promise<void> {
  if (asked.length === 0) return;
  const letterOf = sql<{ id: string; letter_id: string }>`(
    SELECT * FROM unnest(
      ${asked.map(({ candidate }) => candidate.id)}::uuid[],
      ${asked.map(({ letter }) => letter.id)}::uuid[]
    ) AS covered (id, letter_id))`;
  await trx
    .updateTable('question')
    .from(letterOf.as('covered'))
    .set((eb) => ({
      state: 'ASKED',
      asked_at: eb.fn.coalesce('question.asked_at', eb.val(now)),
      letter_id: eb.ref('covered.letter_id'),
      claimed_until: new Date(now.getTime() + CLAIM_MS),
      last_fault: null,
      attempts: eb('question.attempts', '+', 1),
      version: eb('question.version', '+', 1),
    }))
    .whereRef('question.id', '=', 'covered.id')
    .execute();
}

/** Settles questions that no letter covers; nothing is sent. */
export async function commitRefused(
  services: VerificationServices,
  trx: Database,
  sources: ReadonlyMap<string, PlannedSource>,
  refused: readonly { candidate: Candidate; reason: string }[],
  now: Date,
): Promise<void> {
  for (const [reason, group] of Map.groupBy(refused, (one) => one.reason)) {
    await trx
      .updateTable('question')
      .set((eb) => ({ state: 'SETTLED', last_fault: reason, claimed_until: null, version: eb('version', '+', 1) }))
      .where(
        'id',
        'in',
        group.map(({ candidate }) => candidate.id),
      )
      .execute();
  }
  await storeAnswersInTrx(
    trx,
    services.vault,
    refused.map(({ candidate }) => ({
      questionId: candidate.id,
      kind: 'NOT_AUTHORISED',
      coverage: {
        territory: sources.get(candidate.source_id)?.territory ?? candidate.division,
        period: { from: null, to: null },
      },
      dataDate: null,
      facts: [],
      raw: null,
      late: false,
      receivedAt: now,
      division: candidate.division,
    })),
  );
}
