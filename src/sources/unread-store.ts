import type { Acting } from '../audit/acting.ts';
import type { FormatSample } from '../evidence/format-sample.ts';
import type { Database } from '../platform/database.ts';
import { insertNewRows } from '../platform/insert-rows.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';
import { noteTroubleInTrx } from './items.ts';
import type { Body } from './items.ts';

/** Time to repair an adapter. Afterwards the answer is erased like the source's other answers. */
const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;
const RETENTION: Retention = 'SOURCE_ANSWER';

/** The questions that an unreadable answer belongs to: one question, or those of a file. */
export type UnreadOf = { readonly questionId: string } | { readonly fileName: string };

/** A stored unreadable answer. */
export type KeptAnswer = Body & { readonly id: string; readonly of: UnreadOf; readonly raw: Uint8Array };

type Stores = { readonly db: Database; readonly vault: FieldVault };

/** An answer that is not in the agreed form. */
export type NewUnread = {
  readonly body: Body;
  readonly of: UnreadOf;
  /** `null` where the answer was not stored, only recorded. */
  readonly raw: Uint8Array | null;
  readonly sample: FormatSample;
};

/**
 * Stores an answer that is not in the agreed form, encrypted, and records it for operators. The same answer is
 * stored once.
 *
 * @param division of the installation.
 * @returns whether this is news for operators.
 */
export async function keepUnreadInTrx(
  vault: FieldVault,
  { trx, at, actor }: Acting,
  division: string,
  { body, of, raw, sample }: NewUnread,
): Promise<boolean> {
  if (raw !== null) {
    const id = crypto.randomUUID();
    await insertNewRows(trx, 'unread_answer', [
      {
        id,
        source_id: body.sourceId,
        institution: body.institution,
        question_id: 'questionId' in of ? of.questionId : null,
        file_name: 'fileName' in of ? of.fileName : null,
        raw_cipher: vault.seal(cellOf(id), raw),
        received_at: at,
        keep_until: new Date(at.getTime() + KEPT_DAYS * DAY_MS),
        division,
        retention: RETENTION,
      },
    ]);
  }
  return noteTroubleInTrx(trx, at, actor, { ...body, kind: 'FORMAT_CHANGED', sample });
}

/** Stored answers of one source after an id, in the order of their ids, decrypted. */
export async function readKept(
  { db, vault }: Stores,
  sourceId: string,
  afterId: string,
  limit: number,
): Promise<readonly KeptAnswer[]> {
  const rows = await db
    .selectFrom('unread_answer')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sourceId: row.source_id,
    institution: row.institution,
    of: row.question_id === null ? { fileName: row.file_name ?? '' } : { questionId: row.question_id },
    raw: vault.open(cellOf(row.id), row.raw_cipher),
  }));
}

/** Erases stored answers that have been read since. */
export async function eraseKeptInTrx({ trx }: Acting, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await trx.deleteFrom('unread_answer').where('id', 'in', ids).execute();
}

function cellOf(row: string) {
  return { table: 'unread_answer', row, column: 'raw_cipher' };
}
