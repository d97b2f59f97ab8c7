import { setTimeout as pause } from 'node:timers/promises';
import { createBatcher } from '../src/platform/batcher.ts';
import { asError } from '../src/platform/problem.ts';
import type { QueueBackend } from '../src/platform/queue.ts';
import { MOVED_TOPIC, writeHint } from '../src/verification/moved-hint.ts';
import type { WorkServices } from './services.ts';

/** Verifications that change within this time are announced together, because a notification costs as much as a row. */
const HINT_EVERY_MS = 200;

const announcers = new WeakMap<QueueBackend, (verificationId: string) => Promise<void>>();

/**
 * Notifies watchers that verifications changed. A lost notification only causes a short delay, because watchers read
 * the table.
 */
export function announce(services: WorkServices, verificationIds: Iterable<string>): void {
  let tell = announcers.get(services.queue);
  if (tell === undefined) {
    tell = createAnnouncer(services);
    announcers.set(services.queue, tell);
  }
  for (const verificationId of new Set(verificationIds)) void tell(verificationId);
}

function createAnnouncer({ queue, log }: WorkServices): (verificationId: string) => Promise<void> {
  return createBatcher(async (verificationIds: readonly string[]) => {
    try {
      await Promise.all(writeHint(verificationIds).map((hint) => queue.publish(MOVED_TOPIC, hint)));
    } catch (thrown) {
      log.warn('hint not published', { count: verificationIds.length, err: asError(thrown) });
    }
    // Changes during this pause are announced together.
    await pause(HINT_EVERY_MS, undefined, { ref: false });
    return verificationIds.map(() => undefined);
  });
}
