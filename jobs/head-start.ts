/** How long sources that answer at once wait at most for files to be laid. */
export const HEAD_START_MS = 500;

/**
 * Lets the longest wait begin first. While checks of this process are still being planned and their files laid, those
 * that could go on to the sources that answer at once hold back, so that in a burst no file waits behind thousands of
 * quick questions. A check alone waits for its own files only.
 */
export class HeadStart {
  #before = 0;
  #waiting: (() => void)[] = [];

  /** Runs what comes first of one check. */
  async first<T>(work: () => Promise<T>): Promise<T> {
    this.#before += 1;
    try {
      return await work();
    } finally {
      this.#before -= 1;
      if (this.#before === 0) for (const go of this.#waiting.splice(0)) go();
    }
  }

  /** Resolves when nothing that comes first is under way, at the latest after `longestMs`. */
  over(longestMs: number): Promise<void> {
    if (this.#before === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longestMs);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
