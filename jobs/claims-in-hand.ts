import { asError } from '../src/platform/problem.ts';
import { renewClaims } from '../src/question/in-hand.ts';
import type { WorkServices } from './services.ts';

const RENEW_EVERY_MS = 2_000;

/**
 * The questions that this process has in hand. They are renewed while it lives; when it is killed they are free for
 * others a few seconds later.
 */
export class ClaimsInHand {
  readonly #held = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor(services: Pick<WorkServices, 'db' | 'clock' | 'log'>) {
    this.#timer = setInterval(() => {
      renewClaims(services.db, services.clock.now(), [...this.#held]).catch((thrown: unknown) =>
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
