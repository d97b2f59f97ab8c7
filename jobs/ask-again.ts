import { asError } from '../src/platform/problem.ts';
import { findUnsentChecks } from '../src/question/ready.ts';
import { CHECK_QUEUE } from '../src/verification/check-queue.ts';
import { lineOf } from '../src/sources/terms.ts';
import type { WorkServices } from './services.ts';

/** Checks that are woken at once; the others come by themselves when their pause is over. */
const MOST_AT_ONCE = 500;

/**
 * A line is back: checks with questions whose time is not over need not sleep out the breaker's rest. A hint only: what
 * fails here costs time, and a check that wakes asks the quota first as always.
 */
export async function askAgain(services: WorkServices, line: string): Promise<void> {
  const { db, clock, queue, log, connected } = services;
  const sourceIds = [...connected.values()].flatMap(({ definition }) =>
    lineOf(definition).id === line ? [definition.id] : [],
  );
  try {
    const waiting = await findUnsentChecks(db, sourceIds, clock.now(), MOST_AT_ONCE);
    await Promise.all(waiting.map((id) => queue.wake(CHECK_QUEUE, id)));
    log.info('line is back, checks woken', { sourceId: line, count: waiting.length });
  } catch (thrown) {
    log.warn('checks not woken', { sourceId: line, err: asError(thrown) });
  }
}
