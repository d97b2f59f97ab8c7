/** `setTimeout` takes no more; a stream that is older than 24 days is opened anew. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A wait that ends at a ring, at an abort or after a time; a ring while nobody waits is kept for the next wait. */
export function createBell(signal: AbortSignal) {
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
