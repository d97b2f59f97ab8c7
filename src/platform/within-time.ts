/**
 * Runs what may be called off, at the latest after `ms` milliseconds. `AbortSignal.timeout` would do, but its timer runs on
 * when the work is done, and a thousand questions leave a thousand of them to go off.
 *
 * @param signal the caller's own; when it ends, so does the work, for the same reason.
 * @param work is handed the signal that ends with either. It must heed it: nothing else makes it return.
 */
export async function withinTime<Result>(
  signal: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const end = (): void => controller.abort(signal.reason);
  const timer = setTimeout(() => controller.abort(new DOMException('out of time', 'TimeoutError')), ms);
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}
