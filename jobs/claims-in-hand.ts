import { renewClaimsAct } from '../src/access/acts/answer-work.ts';
import { asError } from '../src/platform/problem.ts';
import { asWorker } from './as-worker.ts';
import type { WorkServices } from './services.ts';

const RENEW_EVERY_MS = 2_000;

/**
 * The questions that this process has in hand. They are renewed while it lives; when it is killed they are free for
 * others a few seconds later.
 */
export class ClaimsInHand {
  readonly #held = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor(services: WorkServices) {
    this.#timer = setInterval(() => {
      if (this.#held.size === 0) return;
      asWorker(services, renewClaimsAct, { questionIds: [...this.#held] }).catch((thrown: unknown) =>
        services.log.warn('claims not renewed', { count: this.#held.size, err: asError(thrown) }),
      );
    }, RENEW_EVERY_MS);
    this.#timer.unref();
  }

  hold(questionId: string): void {
    this.#held.add(questionId);
  }

  letGo(questionId: string): void {
    this.#held.delete(questionId);
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
