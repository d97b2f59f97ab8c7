import { createMiddleware } from 'hono/factory';
import type { VerifyToken } from '../access/verify-token.ts';
import type { HttpEnvironment } from './environment.ts';

/**
 * Lets nobody pass without a valid token; the caller is left in `principal`, and how long they stay it in
 * `tokenValidForMs`. Stands before the body is read.
 *
 * @example app.use('/graphql', authenticate(verifyToken));
 */
export function authenticate(verifyToken: VerifyToken) {
  return createMiddleware<HttpEnvironment>(async function authenticate(c, next) {
    const { principal, validForMs } = await verifyToken(c.req.header('authorization'));
    c.set('principal', principal);
    c.set('tokenValidForMs', validForMs);
    await next();
  });
}
