import { createMiddleware } from 'hono/factory';
import type { VerifyToken } from '../access/verify-token.ts';
import type { HttpEnvironment } from './environment.ts';

/**
 * Lets nobody pass without a valid token; the caller is left in `principal`. Stands before the body is read.
 *
 * @example app.use('/graphql', authenticate(verifyToken));
 */
export function authenticate(verifyToken: VerifyToken) {
  return createMiddleware<HttpEnvironment>(async function authenticate(c, next) {
    c.set('principal', await verifyToken(c.req.header('authorization')));
    await next();
  });
}
