import { createMiddleware } from 'hono/factory';
import type { HttpEnvironment } from './environment.ts';

/**
 * The demo's page for trying queries; it holds no data, and what it sends needs a token like everything else. Only
 * there where the server brings the page along: a Worker does not carry its nine megabytes.
 *
 * @example if (demo) app.get('/graphql', graphiql());
 */
export function graphiql() {
  return createMiddleware<HttpEnvironment>(async function graphiql(c, next) {
    const isBrowser = c.req.header('accept')?.includes('text/html') === true && c.req.query('query') === undefined;
    // Without a server around it, as in a Worker and in tests, the app has no bindings at all.
    const bindings = c.env as HttpEnvironment['Bindings'] | undefined;
    if (!isBrowser || bindings?.graphiqlPage === undefined) return next();
    const { html, policy } = await bindings.graphiqlPage();
    return c.body(html, 200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
  });
}
