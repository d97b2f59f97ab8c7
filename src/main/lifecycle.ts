import { asError, Problem } from '../platform/problem.ts';
import { explainSystemFault } from '../platform/system-fault.ts';

/** Things that were started, stopped in the opposite order, each once, whatever the others do. */
export class Lifecycle {
  readonly #stops: { what: string; stop: () => Promise<void> }[] = [];
  #stopping: Promise<void> | null = null;

  /** Remembers how to stop what has just been started. */
  add(what: string, stop: () => Promise<void>): void {
    this.#stops.push({ what, stop });
  }

  /** Stops everything. A part that fails to stop does not keep the others; its fault is thrown at the end. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const faults: Error[] = [];
    for (const { what, stop } of this.#stops.toReversed()) {
      try {
        await stop();
      } catch (thrown) {
        faults.push(new Error(`${what} did not stop`, { cause: asError(thrown) }));
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, 'not everything stopped');
  }
}

/** After a signal the process ends by itself within this time, whatever hangs. */
const LONGEST_STOP_MS = 4_500;

/**
 * Runs a program: `main` gets what it must add its parts to, and a signal that is aborted by Ctrl-C. Whatever
 * happens, everything that was started is stopped. A Problem is one sentence and exit code 1; anything else is a
 * fault of ours and shows itself.
 */
export async function runProgram(main: (life: Lifecycle, signal: AbortSignal) => Promise<void>): Promise<void> {
  const life = new Lifecycle();
  const abort = new AbortController();
  const onSignal = (): void => {
    if (abort.signal.aborted) return;
    abort.abort();
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
  };
  // Not `once`: a Ctrl-C comes from the terminal and again from npm, and the second one would end the process at once.
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    await main(life, abort.signal);
  } catch (thrown) {
    process.exitCode = 1;
    if (!abort.signal.aborted) process.stderr.write(`${tell(thrown)}\n`);
  }
  try {
    await life.stop();
  } catch (thrown) {
    process.exitCode = 1;
    process.stderr.write(`${tell(thrown)}\n`);
  }
  process.off('SIGINT', onSignal);
  process.off('SIGTERM', onSignal);
}

/** Resolves when the program is told to stop. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function tell(thrown: unknown): string {
  const told = explainSystemFault(thrown) ?? thrown;
  if (told instanceof Problem) return `${told.details.zh}\n${told.details.en}`;
  return asError(thrown).stack ?? String(thrown);
}
