import type { Database } from '../platform/database.ts';
import type { ProgressEvent } from '../verification/progress.ts';
import { progressTopic, readProgress } from '../verification/progress-log.ts';
import type { ProgressEntry } from '../verification/progress-log.ts';
import { getVerification } from '../verification/store.ts';

/** Listens for hints on a topic until closed. Hints may be lost or come twice. */
export type Subscribe = (topic: string, listener: () => void) => Promise<{ close(): Promise<void> }>;

const POLL_MS = 500;
const BATCH = 200;
const LAST: ReadonlySet<ProgressEvent> = new Set(['REPORT_ISSUED', 'CANCELLED']);

/**
 * Progress of a check after a cursor, as it happens, whichever process makes it. The table is the truth: it is read
 * after each hint, and without hints every 500 ms. Ends after the report was issued or the check cancelled; when
 * that lies in the past, after the lines that remain.
 *
 * @param after `seq` of the last line that the caller has; 0 from the start.
 * @throws Problem NOT_FOUND
 */
export async function* watchProgress(
  services: { readonly db: Database; readonly subscribe?: Subscribe | undefined },
  verificationId: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<ProgressEntry, void, undefined> {
  const { db, subscribe } = services;
  const bell = createBell(signal);
  const subscription = await subscribe?.(progressTopic(verificationId), bell.ring);
  try {
    // Asked before the lines are read: the lines of a settled check are all there.
    const { state } = await getVerification(db, verificationId);
    let ended = state !== 'REQUESTED' && state !== 'ASKING';
    let cursor = after;
    while (!signal.aborted) {
      const entries = await readProgress(db, verificationId, cursor, BATCH);
      for (const entry of entries) {
        cursor = entry.seq;
        ended ||= LAST.has(entry.event);
        yield entry;
      }
      if (entries.length === BATCH) continue;
      if (ended) return;
      await bell.wait(POLL_MS);
    }
  } finally {
    bell.remove();
    await subscription?.close();
  }
}

/** A wait that ends at a ring, at an abort or after a time; a ring while nobody waits is kept for the next wait. */
function createBell(signal: AbortSignal) {
  let rung = signal.aborted;
  let wake: (() => void) | null = null;
  const ring = () => {
    rung = true;
    wake?.();
  };
  signal.addEventListener('abort', ring, { once: true });
  return {
    ring,
    remove: () => signal.removeEventListener('abort', ring),
    async wait(ms: number): Promise<void> {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = null;
      rung = false;
    },
  };
}
