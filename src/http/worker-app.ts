import { Hono } from 'hono';
import { checkId } from './check-id.ts';
import type { HttpEnvironment } from './environment.ts';
import { readyRoute } from './ready-route.ts';
import type { ReadyServices } from './ready-route.ts';
import { securityHeaders } from './security-headers.ts';

/** The HTTP app of a worker, which only tells whether it is ready. */
export function createWorkerApp(services: ReadyServices): Hono<HttpEnvironment> {
  const app = new Hono<HttpEnvironment>();
  app.use(checkId());
  app.use(securityHeaders());
  app.get('/readyz', readyRoute(services));
  return app;
}
