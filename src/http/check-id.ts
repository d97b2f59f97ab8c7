import { createMiddleware } from 'hono/factory';
import type { HttpEnvironment } from './environment.ts';

const WELL_FORMED = /^[A-Za-z0-9_-]{8,64}$/;
/** A caller's id is written to log and database: what could be a person's number is no id. */
const LONG_NUMBER = /\d{15}/;

/**
 * Gives each request its check id: the caller's `x-check-id` where it is well-formed, else a new one. The response
 * carries it.
 *
 * @example app.use(checkId());
 */
export function checkId(generate: () => string = () => crypto.randomUUID()) {
  return createMiddleware<HttpEnvironment>(async function checkId(c, next) {
    const given = c.req.header('x-check-id') ?? '';
    const id = WELL_FORMED.test(given) && !LONG_NUMBER.test(given) ? given : generate();
    c.set('checkId', id);
    await next();
    c.res.headers.set('x-check-id', id);
  });
}
