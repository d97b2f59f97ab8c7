import { Problem } from '../platform/problem.ts';

/** Questions that one request may send to sources: a family of eight at every source, each bank counted. */
const MOST_SOURCE_CALLS = 250;

/** Milliseconds in which a household that has been opened begins to reckon. */
const BEGINS_WITHIN_MS = 2;

/**
 * What one request costs in questions to sources, over all households that it looks at. It is reckoned before anything
 * is asked, refused as a whole where it is too much, and stated with the answer.
 */
export class SourceCalls {
  #needed = 0;
  #asked = 0;
  #fromStore = 0;
  #touched = false;
  #preparing = 0;
  #waiting: Wish[] = [];

  /** Does what comes before a decision, such as opening a household; nothing is asked in the whole request meanwhile. */
  async prepare<T>(work: () => Promise<T>): Promise<T> {
    this.#preparing += 1;
    try {
      return await work();
    } finally {
      this.#preparing -= 1;
      this.#decideSoon();
    }
  }

  /** What a query wants to see: answers that came from the store, and questions that would have to be asked. */
  reckon(fromStore: number, needed: number): void {
    this.#touched = true;
    this.#fromStore += fromStore;
    this.#needed += needed;
  }

  /**
   * Resolves when so many questions may be asked: once all that the request has begun to look at is reckoned.
   *
   * @throws Problem INVALID_INPUT when the request is to send more than one may; nothing of it is sent then.
   */
  async mayAsk(count: number): Promise<void> {
    if (count === 0) return;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ count, resolve, reject });
      this.#decideSoon();
    });
  }

  /** Questions that were not asked after all, since somebody had asked them meanwhile. */
  spared(count: number): void {
    this.#asked -= count;
  }

  #decideSoon(): void {
    if (this.#preparing > 0 || this.#waiting.length === 0) return;
    setTimeout(() => {
      if (this.#preparing === 0) this.#decide();
    }, BEGINS_WITHIN_MS);
  }

  #decide(): void {
    const wishes = this.#waiting;
    this.#waiting = [];
    const count = wishes.reduce((sum, wish) => sum + wish.count, 0);
    if (this.#asked + count > MOST_SOURCE_CALLS) {
      const problem = tooMany(this.#asked + count, this.#asked > 0);
      for (const { reject } of wishes) reject(problem);
      return;
    }
    this.#asked += count;
    for (const { resolve } of wishes) resolve();
  }

  /** For the answer's extensions; `null` where the request was about no source. */
  state(): {
    readonly fromStore: number;
    readonly needed: number;
    readonly asked: number;
    readonly limit: number;
  } | null {
    if (!this.#touched) return null;
    return { fromStore: this.#fromStore, needed: this.#needed, asked: this.#asked, limit: MOST_SOURCE_CALLS };
  }
}

type Wish = {
  readonly count: number;
  readonly resolve: () => void;
  readonly reject: (problem: Problem) => void;
};

/** @param some whether an earlier part of the request was asked already: one that nobody knew of when it was decided. */
function tooMany(count: number, some: boolean): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    zh: `这次查询需要向数据源提出 ${count} 个问题，超过每次 ${MOST_SOURCE_CALLS} 个的上限，没有${some ? '再' : ''}发出任何查询；请减少家庭、成员或部门，或放宽 maxAge。`,
    en: `this query would ask sources ${count} questions, more than the ${MOST_SOURCE_CALLS} of one request, so nothing ${some ? 'more ' : ''}was asked; want fewer households, members or departments, or allow an older maxAge`,
  });
}
