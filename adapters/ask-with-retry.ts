import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { withinTime } from '../src/platform/within-time.ts';
import { SourceFault } from '../src/sources/port.ts';
import type { DirectConnection, Inquiry, SourceDefinition, SourceReply } from '../src/sources/port.ts';

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 2000;

/**
 * Asks once, and again with jitter while the fault allows it and `behaviour.attempts` are not used up. Every attempt
 * carries the same request id. The signal is the one time budget for all attempts and the pauses between them.
 * @param beforeAttempt called before each exchange, the first included (attempt 1), e.g. to take a unit of quota.
 * @throws SourceFault the last one; TIMEOUT where the budget ended during a pause.
 */
export async function askWithRetry(
  definition: Pick<SourceDefinition, 'behaviour'>,
  connection: Pick<DirectConnection, 'ask'>,
  inquiry: Inquiry,
  signal: AbortSignal,
  beforeAttempt: (attempt: number) => Promise<void> = async () => {},
): Promise<SourceReply> {
  const { timeoutMs } = definition.behaviour;
  const policy = retry(
    handleWhen((error) => error instanceof SourceFault && error.retryable && !signal.aborted),
    {
      maxAttempts: definition.behaviour.attempts - 1,
      backoff: new ExponentialBackoff({ initialDelay: FIRST_DELAY_MS, maxDelay: LONGEST_DELAY_MS }),
    },
  );
  const budget = budgetEnd(signal);
  try {
    // Cockatiel sleeps through an abort, so the end of the budget runs beside it.
    return await Promise.race([
      policy.execute(async ({ attempt }) => {
        if (signal.aborted) throw outOfTime(signal);
        await beforeAttempt(attempt + 1);
        return withinTime(signal, timeoutMs, (attemptSignal) => connection.ask(inquiry, attemptSignal));
      }),
      budget.ended,
    ]);
  } finally {
    budget.release();
  }
}

function budgetEnd(signal: AbortSignal): { ended: Promise<never>; release: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  // One turn later, so that an exchange under way may report its own fault first.
  const end = () => setImmediate(() => reject(outOfTime(signal)));
  // A late rejection of a race that is over has nobody to tell.
  promise.catch(() => {});
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  return { ended: promise, release: () => signal.removeEventListener('abort', end) };
}

function outOfTime(signal: AbortSignal): SourceFault {
  return new SourceFault('TIMEOUT', { retryable: true, cause: signal.reason });
}
