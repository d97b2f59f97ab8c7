import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { sql } from 'kysely';
import { Problem } from '../platform/problem.ts';
import { authenticate } from './authenticate.ts';
import { checkId } from './check-id.ts';
import { checkRoute } from './check-route.ts';
import type { HttpEnvironment } from './environment.ts';
import { graphiql } from './graphiql.ts';
import { graphqlEndpoint } from './graphql-endpoint.ts';
import { limitBody } from './limit-body.ts';
import { inspectionSheetPdf, noticePdf, reportPdf } from './print-routes.ts';
import { progressRoute } from './progress-route.ts';
import { readableAddress } from './readable-input.ts';
import { readyRoute } from './ready-route.ts';
import { respond, show } from './refusal.ts';
import { requestLog } from './request-log.ts';
import { securityHeaders } from './security-headers.ts';
import type { AppServices } from './services.ts';

/**
 * The gateway as one app of standard requests and responses, the same on Node and in workerd. Reads from top to
 * bottom as a request goes through it.
 */
export function createApp(services: AppServices): Hono<HttpEnvironment> {
  const { verifyToken, log, demo, db } = services;
  const app = new Hono<HttpEnvironment>();

  app.use(checkId());
  app.use(requestLog(log));
  app.use(securityHeaders());
  app.use(readableAddress());

  app.get('/healthz', async (c) => {
    await sql`SELECT 1`.execute(db);
    return c.json({ status: 'ok' });
  });

  app.get('/readyz', readyRoute(services));

  if (demo) app.get('/graphql', graphiql());
  app.use('/graphql', authenticate(verifyToken), limitBody());
  app.all('/graphql', graphqlEndpoint(services));

  // The one page for people without a token.
  app.get('/check/:code?', checkRoute(services));

  app.use('/verifications/*', authenticate(verifyToken));
  app.get('/verifications/:id/progress', progressRoute(services));
  app.get('/verifications/:id/report.pdf', reportPdf(services));
  app.get('/verifications/:id/inspection-sheet.pdf', inspectionSheetPdf(services));

  app.use('/decisions/*', authenticate(verifyToken));
  app.get('/decisions/:number/notice.pdf', noticePdf(services));

  app.notFound((c) => respond(show(nothingHere(), { checkId: c.get('checkId'), log })));
  app.onError((thrown, c) => {
    if (thrown instanceof HTTPException) return thrown.getResponse();
    return respond(show(thrown, { checkId: c.get('checkId'), log }));
  });
  return app;
}

function nothingHere(): Problem {
  return new Problem({
    code: 'NOT_FOUND',
    zh: '没有这个地址；接口位于 /graphql。',
    en: 'there is nothing at this address; the interface is at /graphql',
  });
}
