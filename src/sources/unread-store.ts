import type { Acting } from '../audit/acting.ts';
import type { FormatSample } from '../evidence/format-sample.ts';
import type { Database } from '../platform/database.ts';
import { insertNewRows } from '../platform/insert-rows.ts';
import type { FieldVault } from '../protection/field-vault.ts';
import type { Retention } from '../protection/retention.ts';
import { noteTroubleInTrx } from './items.ts';
import type { Body } from './items.ts';

/** Time to mend an adapter; after it the answer is erased as the source's answers are. */
const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;
const RETENTION: Retention = 'SOURCE_ANSWER';

/** What an answer that could not be read would have answered: one question, or those of a file. */
export type UnreadOf = { readonly questionId: string } | { readonly fileName: string };

/** An answer that is kept. */
export type KeptAnswer = Body & { readonly id: string; readonly of: UnreadOf; readonly raw: Uint8Array };

type Stores = { readonly db: Database; readonly vault: FieldVault };

/** An answer that is not in the agreed form. */
export type NewUnread = {
  readonly body: Body;
  readonly of: UnreadOf;
  /** `null` where it was not taken in: it is noted only. */
  readonly raw: Uint8Array | null;
  readonly sample: FormatSample;
};

/**
 * Keeps an answer that is not in the agreed form, sealed, and notes it for operators. The same one again is kept once.
 *
 * @param division of the installation.
 * @returns whether operators had not been told of it yet.
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

/** Kept answers of one source after an id, in the order of their ids, opened. */
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

/** Erases kept answers that were read at last. */
export async function eraseKeptInTrx({ trx }: Acting, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await trx.deleteFrom('unread_answer').where('id', 'in', ids).execute();
}

function cellOf(row: string) {
  return { table: 'unread_answer', row, column: 'raw_cipher' };
}
