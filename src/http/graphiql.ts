import { renderGraphiQL } from 'graphql-yoga';
import { createMiddleware } from 'hono/factory';
import type { HttpEnvironment } from './environment.ts';

/**
 * The demo's page for trying queries; it holds no data, and what it sends needs a token like everything else.
 *
 * @example if (demo) app.get('/graphql', graphiql());
 */
export function graphiql() {
  return createMiddleware<HttpEnvironment>(async function graphiql(c, next) {
    const isBrowser = c.req.header('accept')?.includes('text/html') === true && c.req.query('query') === undefined;
    if (!isBrowser) return next();
    return c.html(
      renderGraphiQL({
        title: '核对 Hedui GraphiQL（演示数据）',
        headers: JSON.stringify({ authorization: 'Bearer …' }),
        shouldPersistHeaders: false,
      }),
    );
  });
}
