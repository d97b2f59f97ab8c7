import { GraphQLError } from 'graphql';
import type { ExecutionResult, GraphQLErrorExtensions, GraphQLErrorOptions } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { Problem } from '../platform/problem.ts';
import { explainRequestError } from './explain-request-error.ts';
import type { RequestScope } from './request-scope.ts';
import { show } from './refusal.ts';
import type { ShownProblem } from './refusal.ts';

/**
 * Every error of every answer, whatever step it comes from, leaves as a typed one with its check id; what was not
 * refused on purpose is masked. Works on the finished result, so that no path goes past it.
 */
export function typedErrors(): Plugin<object, RequestScope> {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      if (Symbol.asyncIterator in result) {
        setResult(maskEach(result, serverContext));
      } else if (Array.isArray(result)) {
        setResult(result.map((one) => mask(one, serverContext)));
      } else {
        setResult(mask(result, serverContext));
      }
    },
  };
}

async function* maskEach(
  results: AsyncIterable<ExecutionResult>,
  scope: RequestScope,
): AsyncGenerator<ExecutionResult, void, undefined> {
  for await (const result of results) yield mask(result, scope);
}

/** Mistakes in a request that are told at once: who mends these learns of the next. */
const MOST_MISTAKES = 10;

function mask(result: ExecutionResult, scope: RequestScope): ExecutionResult {
  if (result.errors === undefined) return result;
  // Beside data each error says why something is missing from it; without data they are mistakes of one request.
  const told = result.data === undefined ? result.errors.slice(0, MOST_MISTAKES) : result.errors;
  return { ...result, errors: told.map((error) => typed(error, scope)) };
}

function typed(error: GraphQLError, scope: RequestScope): GraphQLError {
  const shown = shownFor(error, scope);
  const http = httpOf(error, shown);
  const options: GraphQLErrorOptions = {
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions: { ...shown, ...(http === undefined ? {} : { http }) },
  };
  return new GraphQLError(`${shown.zh} / ${shown.en}`, options);
}

function shownFor(error: GraphQLError, scope: RequestScope): ShownProblem {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError !== undefined) cause = cause.originalError;
  if (cause instanceof GraphQLError)
    return { ...explainRequestError(error, scope.mayIntrospect), checkId: scope.checkId };
  return show(cause, scope);
}

/** Status and headers that yoga, or the kind of refusal, sets on the answer. */
function httpOf(error: GraphQLError, { code }: ShownProblem): GraphQLErrorExtensions['http'] {
  if (code === 'BODY_TOO_LARGE') return { status: 413, headers: { connection: 'close' } };
  if (code === 'UNAVAILABLE' && error.path === undefined) return { status: 503 };
  return error.extensions.http;
}

/**
 * @internal For a hook that refuses: yoga hands on only errors of GraphQL with their cause.
 * @param status The answer's, where it is not left to the kind of refusal.
 */
export function refusing(problem: Problem, status?: number): GraphQLError {
  const extensions = status === undefined ? {} : { http: { status } };
  return new GraphQLError(problem.message, { originalError: problem, extensions });
}

/**
 * @internal Work of such a hook, whose refusals leave as {@link refusing} makes them.
 * @throws GraphQLError
 */
export function refuseTyped(work: () => void, status?: number): void {
  try {
    work();
  } catch (thrown) {
    throw thrown instanceof Problem ? refusing(thrown, status) : thrown;
  }
}
