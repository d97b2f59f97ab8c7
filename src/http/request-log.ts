import { createMiddleware } from 'hono/factory';
import type { Log } from '../platform/log.ts';
import type { HttpEnvironment } from './environment.ts';

/**
 * One line for each request: method, status, time. No address, since an address may hold an id.
 *
 * @example app.use(requestLog(log));
 */
export function requestLog(log: Log) {
  return createMiddleware<HttpEnvironment>(async function requestLog(c, next) {
    const start = performance.now();
    await next();
    log.info('request', {
      checkId: c.get('checkId'),
      kind: c.req.method,
      code: c.res.status,
      ms: performance.now() - start,
    });
  });
}
