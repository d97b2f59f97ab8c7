import type { Log } from '../platform/log.ts';
import { Problem } from '../platform/problem.ts';
import type { ProblemCode, ProblemDetails } from '../platform/problem.ts';

/** A refusal as a caller sees it, in `errors[].extensions` of GraphQL and of every other response. */
export type ShownProblem = ProblemDetails & { readonly checkId: string };

const STATUS: Partial<Record<ProblemCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  BODY_TOO_LARGE: 413,
  UNAVAILABLE: 503,
  NOT_OFFERED_HERE: 501,
  INTERNAL: 500,
};

/**
 * The part of an error that a caller may see. Errors that are no intended refusal, and errors about our own set-up,
 * are logged under the request id and shown without details.
 */
export function show(thrown: unknown, scope: { readonly checkId: string; readonly log: Log }): ShownProblem {
  const { checkId, log } = scope;
  if (thrown instanceof Problem) {
    const { code } = thrown;
    if (code === 'UNAVAILABLE') {
      log.warn('request met an unavailable part', { checkId, err: thrown });
      return {
        code,
        zh: '系统的一个部分暂时不可用，请稍后再试；若持续出现，请向管理员提供此编号。',
        en: 'a part of the system is not available just now; try again shortly, or report this check id',
        checkId,
      };
    }
    if (code !== 'BAD_CONFIGURATION' && code !== 'INTERNAL') return { ...thrown.details, checkId };
  }
  log.error('request failed', { checkId, err: thrown });
  return {
    code: 'INTERNAL',
    zh: '系统内部错误，未作任何改动；请稍后再试，并向管理员提供此编号。',
    en: 'internal error; try again, and report this check id',
    checkId,
  };
}

/** The HTTP status of a refusal outside GraphQL. */
function statusOf(code: ProblemCode): number {
  return STATUS[code] ?? 400;
}

/** A refusal as a response in the shape of a GraphQL response, with the status of its code by default. */
export function respond(problem: ShownProblem, status = statusOf(problem.code)): Response {
  const { zh, en, code } = problem;
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
  // RFC 6750, 3.
  if (code === 'UNAUTHENTICATED') headers.set('www-authenticate', 'Bearer realm="hedui", error="invalid_token"');
  // The rest of the body may still arrive; a later request on this connection would be read from it.
  if (code === 'BODY_TOO_LARGE') headers.set('connection', 'close');
  const body = { errors: [{ message: `${zh} / ${en}`, extensions: problem }] };
  return new Response(JSON.stringify(body), { status, headers });
}
