import { Problem } from '../platform/problem.ts';

/** Questions that one request may send to sources: a family of eight at every source, each bank counted. */
const MOST_SOURCE_CALLS = 250;

/** Milliseconds within which a household that has been opened begins to count its questions. */
const BEGINS_WITHIN_MS = 2;

/**
 * Counts the questions to sources that one request causes, over all its households. The count is complete before
 * anything is asked; a request over the limit is refused as a whole, and the count is stated with the answer.
 */
export class SourceCalls {
  #needed = 0;
  #asked = 0;
  #fromStore = 0;
  #touched = false;
  #preparing = 0;
  #waiting: Wish[] = [];

  /** Does work that precedes a decision, such as opening a household; the whole request asks nothing meanwhile. */
  async prepare<T>(work: () => Promise<T>): Promise<T> {
    this.#preparing += 1;
    try {
      return await work();
    } finally {
      this.#preparing -= 1;
      this.#decideSoon();
    }
  }

  /** Adds the answers that a query takes from the store and the questions that it needs. */
  reckon(fromStore: number, needed: number): void {
    this.#touched = true;
    this.#fromStore += fromStore;
    this.#needed += needed;
  }

  /**
   * Resolves when so many questions may be asked: when every part of the request has counted its questions.
   *
   * @throws Problem INVALID_INPUT when the request needs more than the limit; none of its questions is sent then.
   */
  async mayAsk(count: number): Promise<void> {
    if (count === 0) return;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ count, resolve, reject });
      this.#decideSoon();
    });
  }

  /** Subtracts questions that were not sent, because somebody had asked them in the meantime. */
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

  /** The count for the extensions of the answer; `null` where the request was about no source. */
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

/** @param some whether an earlier part of the request was already asked, before this part was known. */
function tooMany(count: number, some: boolean): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    zh: `这次查询需要向数据源提出 ${count} 个问题，超过每次 ${MOST_SOURCE_CALLS} 个的上限，没有${some ? '再' : ''}发出任何查询；请减少家庭、成员或部门，或放宽 maxAge。`,
    en: `this query would ask sources ${count} questions, more than the ${MOST_SOURCE_CALLS} of one request, so nothing ${some ? 'more ' : ''}was asked; want fewer households, members or departments, or allow an older maxAge`,
  });
}
