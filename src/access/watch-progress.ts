import { createBell, LONGEST_TIMER_MS } from './bell.ts';
import { tokenExpired } from './verify-token.ts';
import type { Database } from '../platform/database.ts';
import type { ProgressEvent } from '../verification/progress.ts';
import { readProgress } from '../verification/progress-log.ts';
import type { ProgressEntry } from '../verification/progress-log.ts';
import type { VerificationState } from '../verification/state.ts';
import { getVerification } from '../verification/store.ts';

/** Listens for notifications about a verification until closed. Notifications may be lost or arrive twice. */
export type Subscribe = (verificationId: string, listener: () => void) => Promise<{ close(): Promise<void> }>;

const POLL_MS = 500;
const BATCH = 200;
const LAST: ReadonlySet<ProgressEvent> = new Set(['REPORT_ISSUED', 'LOOKUP_ANSWERED', 'CANCELLED']);
const UNDER_WAY: ReadonlySet<VerificationState> = new Set(['REQUESTED', 'ASKING']);
/** An incomplete report may still receive late answers and further versions. */
const NOT_COMPLETE: ReadonlySet<VerificationState> = new Set([...UNDER_WAY, 'ISSUED_INCOMPLETE']);

/** The watcher of a stream. */
export type Watcher = {
  /** Ends when they go away. */
  readonly signal: AbortSignal;
  /** Milliseconds until their token expires. */
  readonly validForMs: number;
  /** Continues after an incomplete report, for late answers and their versions; default `false`. */
  readonly late?: boolean;
};

/**
 * Progress of a verification after a cursor, as it happens, whichever process makes it. Reads the table after each
 * notification, and every 500 ms without one. Ends after the report was issued or the verification cancelled; if
 * that happened earlier, after the remaining rows. A watcher of late answers continues until the report is complete.
 *
 * @param after `seq` of the last row that the caller has; 0 from the start.
 * @throws Problem NOT_FOUND; UNAUTHENTICATED when the watcher's token expires on the way.
 */
export async function* watchProgress(
  services: { readonly db: Database; readonly subscribe?: Subscribe | undefined },
  verificationId: string,
  after: number,
  watcher: Watcher,
): AsyncGenerator<ProgressEntry, void, undefined> {
  const { db, subscribe } = services;
  const { signal, late = false } = watcher;
  const open = late ? NOT_COMPLETE : UNDER_WAY;
  const bell = createBell(signal);
  let expired = watcher.validForMs <= 0;
  const expire = () => {
    expired = true;
    bell.ring();
  };
  const timer = setTimeout(expire, Math.min(watcher.validForMs, LONGEST_TIMER_MS));
  const subscription = await subscribe?.(verificationId, bell.ring);
  try {
    // The state is read before the rows, so that a settled verification has all its rows.
    const isOver = async () => !open.has((await getVerification(db, verificationId)).state);
    let ended = await isOver();
    let cursor = after;
    while (!signal.aborted) {
      if (expired) throw tokenExpired();
      const entries = await readProgress(db, verificationId, cursor, BATCH);
      for (const entry of entries) {
        cursor = entry.seq;
        if (LAST.has(entry.event)) ended ||= late ? await isOver() : true;
        yield entry;
      }
      if (entries.length === BATCH) continue;
      if (ended) return;
      await bell.wait(POLL_MS);
    }
  } finally {
    clearTimeout(timer);
    bell.remove();
    await subscription?.close();
  }
}
