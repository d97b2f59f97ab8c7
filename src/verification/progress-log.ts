import { z } from 'zod';
import { ANSWER_KINDS } from '../evidence/answer.ts';
import type { AnswerKind } from '../evidence/answer.ts';
import type { Database } from '../platform/database.ts';
import { insertRows } from '../platform/insert-rows.ts';
import { PROGRESS_EVENTS } from './progress.ts';
import type { ProgressEvent } from './progress.ts';

/** One line of progress. `seq` rises within a verification; a stream resumes after it. */
export type ProgressEntry = {
  readonly seq: number;
  readonly verificationId: string;
  readonly event: ProgressEvent;
  readonly sourceId: string | null;
  readonly institution: string | null;
  readonly questionId: string | null;
  readonly kind: AnswerKind | null;
  readonly at: Date;
};

export type NewProgress = {
  readonly verificationId: string;
  readonly event: ProgressEvent;
  readonly sourceId?: string;
  readonly institution?: string | null;
  readonly questionId?: string;
  readonly kind?: AnswerKind;
};

const eventSchema = z.enum(PROGRESS_EVENTS);
const kindSchema = z.enum(ANSWER_KINDS);

/**
 * Appends progress in the caller's transaction. The caller holds the verification's row lock, so that numbers
 * become visible in order: a reader that has seen `n` never misses a later-committed smaller one.
 */
export async function logProgressInTrx(trx: Database, at: Date, entries: readonly NewProgress[]): Promise<void> {
  if (entries.length === 0) return;
  await insertRows(
    trx,
    'progress',
    entries.map((entry) => ({
      verification_id: entry.verificationId,
      event: entry.event,
      source_id: entry.sourceId ?? null,
      institution: entry.institution ?? null,
      question_id: entry.questionId ?? null,
      kind: entry.kind ?? null,
      at,
    })),
  );
}

/** Progress of one verification after `afterSeq`, oldest first, at most `limit` lines. */
export async function readProgress(
  db: Database,
  verificationId: string,
  afterSeq: number,
  limit: number,
): Promise<readonly ProgressEntry[]> {
  const rows = await db
    .selectFrom('progress')
    .selectAll()
    .where('verification_id', '=', verificationId)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    verificationId: row.verification_id,
    event: eventSchema.parse(row.event),
    sourceId: row.source_id,
    institution: row.institution,
    questionId: row.question_id,
    kind: row.kind === null ? null : kindSchema.parse(row.kind),
    at: row.at,
  }));
}
