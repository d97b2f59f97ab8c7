import { createBell, LONGEST_TIMER_MS } from './bell.ts';
import { tokenExpired } from './verify-token.ts';
import type { Database } from '../platform/database.ts';
import type { ProgressEvent } from '../verification/progress.ts';
import { readProgress } from '../verification/progress-log.ts';
import type { ProgressEntry } from '../verification/progress-log.ts';
import type { VerificationState } from '../verification/state.ts';
import { getVerification } from '../verification/store.ts';

/** Listens for hints that a check moved, until closed. Hints may be lost or come twice. */
export type Subscribe = (verificationId: string, listener: () => void) => Promise<{ close(): Promise<void> }>;

const POLL_MS = 500;
const BATCH = 200;
const LAST: ReadonlySet<ProgressEvent> = new Set(['REPORT_ISSUED', 'LOOKUP_ANSWERED', 'CANCELLED']);
const UNDER_WAY: ReadonlySet<VerificationState> = new Set(['REQUESTED', 'ASKING']);
/** An incomplete report may have late answers, and further versions by them. */
const NOT_COMPLETE: ReadonlySet<VerificationState> = new Set([...UNDER_WAY, 'ISSUED_INCOMPLETE']);

/** Who watches. */
export type Watcher = {
  /** Ends when they go away. */
  readonly signal: AbortSignal;
  /** Milliseconds until their token expires. */
  readonly validForMs: number;
  /** Stays after an incomplete report, for late answers and the versions that they make; `false` unless given. */
  readonly late?: boolean;
};

/**
 * Progress of a check after a cursor, as it happens, whichever process makes it. The table is the truth: it is read
 * after each hint, and without hints every 500 ms. Ends after the report was issued or the check cancelled; when
 * that lies in the past, after the lines that remain. A watcher of late answers stays until the report is complete.
 *
 * @param after `seq` of the last line that the caller has; 0 from the start.
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
    // Asked before the lines are read: the lines of a settled check are all there.
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
