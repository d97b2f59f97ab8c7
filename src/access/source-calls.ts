import { Problem } from '../platform/problem.ts';

/** Questions that one request may send to sources: a family of eight at every source, each bank counted. */
const MOST_SOURCE_CALLS = 250;

/**
 * What one request costs in questions to sources. It is reckoned before anything is asked, refused where it is too
 * much, and stated with the answer.
 */
export class SourceCalls {
  #needed = 0;
  #asked = 0;
  #fromStore = 0;
  #touched = false;

  /** Answers that came from the store. */
  served(count: number): void {
    this.#touched = true;
    this.#fromStore += count;
  }

  /**
   * Questions that would have to be asked for what the query wants to see.
   * @throws Problem INVALID_INPUT when the request is to send more than one may; nothing is sent then.
   */
  need(count: number, ask: boolean): void {
    this.#touched = true;
    this.#needed += count;
    if (!ask) return;
    if (this.#asked + count > MOST_SOURCE_CALLS) throw tooMany(this.#asked + count);
    this.#asked += count;
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

function tooMany(count: number): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    zh: `这次查询需要向数据源提出 ${count} 个问题，超过每次 ${MOST_SOURCE_CALLS} 个的上限，没有发出任何查询；请减少成员或部门，或放宽 maxAge。`,
    en: `this query would ask sources ${count} questions, more than the ${MOST_SOURCE_CALLS} of one request, so nothing was asked; want fewer members or departments, or allow an older maxAge`,
  });
}
