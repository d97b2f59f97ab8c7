import type { Actor } from '../audit/actor.ts';
import { sampleOf } from '../evidence/format-sample.ts';
import type { UnreadRecords } from '../evidence/unread-records.ts';
import type { Database } from '../platform/database.ts';
import { noteTroubleInTrx } from './items.ts';
import type { Body } from './items.ts';

/** An answer that was accepted without some of its records. */
export type TakenWithout = Body & {
  readonly unread: readonly UnreadRecords[];
  /** The differences from the agreed form, in words that contain none of the data. */
  readonly differences: readonly string[];
  /** The size of the whole answer. */
  readonly bytes: number;
};

/** Records for operators which kinds of records could not be read, and how many: one open item for each body. */
export async function noteUnreadInTrx(
  trx: Database,
  at: Date,
  actor: Actor,
  answers: readonly TakenWithout[],
): Promise<void> {
  // All callers use the same order, so that two bursts on the same bodies do not deadlock.
  const ordered = answers.toSorted((a, b) => (bodyKey(a) < bodyKey(b) ? -1 : 1));
  for (const { sourceId, institution, unread, differences, bytes } of ordered) {
    const sample = sampleOf('UNKNOWN', bytes, undefined, { differences });
    await noteTroubleInTrx(trx, at, actor, { sourceId, institution, kind: 'RECORDS_UNREAD', sample, unread });
  }
}

function bodyKey({ sourceId, institution }: Body): string {
  return `${sourceId} ${institution}`;
}
