/** How long sources that answer at once wait at most for files to be laid, milliseconds. */
const LONGEST_MS = 500;

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

  /** Settles as `laying` does, or resolves when the head start is used up: a slow exchange keeps nobody. */
  laid(laying: Promise<unknown>): Promise<void> {
    return withinHeadStart((resolve, reject) => void laying.then(resolve, reject));
  }

  /** Resolves when nothing that comes first is under way, or when the head start is used up. */
  over(): Promise<void> {
    if (this.#before === 0) return Promise.resolve();
    return withinHeadStart((resolve) => this.#waiting.push(resolve));
  }
}

async function withinHeadStart(wait: (resolve: () => void, reject: (reason: unknown) => void) => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(resolve, LONGEST_MS);
      wait(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
  }
}
