import type { Subscribe } from '../access/watch-progress.ts';
import type { QueueBackend } from '../platform/queue.ts';
import { MOVED_TOPIC, readHint } from '../verification/moved-hint.ts';

/**
 * Hears which checks moved, for all watchers of this process by one subscription, made when the first watcher comes:
 * a hint for each watcher would be a message of its own.
 */
export function hearMoved(queue: QueueBackend): Subscribe {
  const listeners = new Map<string, Set<() => void>>();
  let hearing: Promise<unknown> | null = null;
  const hear = () =>
    queue.subscribe(MOVED_TOPIC, (hint) => {
      for (const verificationId of readHint(hint)) for (const tell of listeners.get(verificationId) ?? []) tell();
    });
  return async (verificationId, listener) => {
    const own = listeners.get(verificationId) ?? new Set();
    listeners.set(verificationId, own.add(listener));
    const forget = () => {
      own.delete(listener);
      if (own.size === 0 && listeners.get(verificationId) === own) listeners.delete(verificationId);
    };
    try {
      await (hearing ??= hear());
    } catch (thrown) {
      // The next watcher tries again.
      hearing = null;
      forget();
      throw thrown;
    }
    return {
      close: () => {
        forget();
        return Promise.resolve();
      },
    };
  };
}
