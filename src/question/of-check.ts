import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';

/** For the statement of the caller: whether the check `v` is owed an answer whose time is not over. */
export function isOwedInTime(now: Date): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (
    SELECT FROM question q WHERE q.verification_id = v.id AND q.open AND q.due_at > ${now})`;
}

/**
 * For the statement of the caller: whether the check `v` has an unsent question that nobody has had in hand since `quiet`,
 * to other sources than these.
 */
export function hasForgotten(quiet: Date, exceptSources: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (
    SELECT FROM question q WHERE q.verification_id = v.id AND q.open AND q.sent_at IS NULL
      AND q.source_id <> ALL(${exceptSources}::text[])
      AND (q.claimed_until IS NULL OR q.claimed_until < ${quiet}))`;
}
