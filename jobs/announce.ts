import { setTimeout as pause } from 'node:timers/promises';
import { createBatcher } from '../src/platform/batcher.ts';
import { asError } from '../src/platform/problem.ts';
import type { QueueBackend } from '../src/platform/queue.ts';
import { progressTopic } from '../src/verification/progress-log.ts';
import type { WorkServices } from './services.ts';

/** A check that moves often within this time is announced once: a hint costs as much as a row. */
const HINT_EVERY_MS = 200;

const announcers = new WeakMap<QueueBackend, (verificationId: string) => Promise<void>>();

/** Hints to watchers that checks moved. A lost hint costs a moment: the progress table is the truth. */
export function announce(services: WorkServices, verificationIds: Iterable<string>): void {
  let tell = announcers.get(services.queue);
  if (tell === undefined) {
    tell = createAnnouncer(services);
    announcers.set(services.queue, tell);
  }
  for (const verificationId of new Set(verificationIds)) void tell(verificationId);
}

function createAnnouncer({ queue, log }: WorkServices): (verificationId: string) => Promise<void> {
  const hint = async (verificationId: string): Promise<void> => {
    try {
      await queue.publish(progressTopic(verificationId), { verificationId });
    } catch (thrown) {
      log.warn('hint not published', { verificationId, err: asError(thrown) });
    }
  };
  return createBatcher(async (verificationIds: readonly string[]) => {
    await Promise.all([...new Set(verificationIds)].map(hint));
    // What moves meanwhile waits together.
    await pause(HINT_EVERY_MS, undefined, { ref: false });
    return verificationIds.map(() => undefined);
  });
}
