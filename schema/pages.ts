import { Problem } from '../src/platform/problem.ts';

/** A page of a connection that goes one way. @param after the cursor that was asked for. */
export function pageOf<Node>(
  edges: readonly { readonly node: Node; readonly cursor: string }[],
  hasNextPage: boolean,
  after: string | null | undefined,
) {
  return {
    edges: [...edges],
    pageInfo: {
      hasNextPage,
      hasPreviousPage: after !== null && after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The connection's standard arguments are there; pages go one way, and saying nothing would be a wrong page. */
export function forwardOnly(): Problem {
  return new Problem({
    code: 'INVALID_INPUT',
    field: 'before',
    zh: '该列表只能向后翻页；请用 first 和 after。',
    en: 'this list is paged forward only; use first and after',
  });
}
