import { createMiddleware } from 'hono/factory';
import type { HttpEnvironment } from './environment.ts';

/**
 * Headers of every response: nothing is stored on the way, nothing is framed or guessed, nothing runs. A page (the
 * demo's GraphiQL) brings the policy under which its own script may run.
 *
 * @example app.use(securityHeaders());
 */
export function securityHeaders() {
  return createMiddleware<HttpEnvironment>(async function securityHeaders(c, next) {
    await next();
    const { headers } = c.res;
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('x-frame-options', 'DENY');
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
    const policy = headers.get('content-security-policy') ?? "default-src 'none'; frame-ancestors 'none'";
    headers.set('content-security-policy', policy);
  });
}
