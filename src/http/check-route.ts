import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { seePaperState } from '../access/see/paper-state.ts';
import { PAPER_STATES } from '../verification/paper-state.ts';
import { CHECK_PAGE_POLICY, checkPage } from './check-page.ts';
import type { HttpEnvironment } from './environment.ts';
import type { AppServices } from './services.ts';

const FORMS = ['text/html', 'application/json'];

/**
 * The public check page behind a report's QR code, for holders of the paper without a token: genuine, superseded,
 * past its validity, or unknown. Status and headers are the same whatever the code; JSON where the client accepts
 * JSON.
 *
 * @example app.get('/check/:code', checkRoute(services));
 */
export function checkRoute(services: AppServices) {
  return async function checkRoute(c: Context<HttpEnvironment>): Promise<Response> {
    const code = c.req.param('code') ?? c.req.query('code');
    const askedAt = services.clock.now();
    const state = code === undefined ? null : await seePaperState(services, code, c.get('checkId'), askedAt);
    c.header('vary', 'accept');
    c.header('x-robots-tag', 'noindex');
    if (accepts(c, { header: 'Accept', supports: FORMS, default: 'text/html' }) === 'application/json') {
      return c.json({
        state,
        ...(state === null ? { zh: '请提供核验码', en: 'give a code' } : PAPER_STATES[state]),
        askedAt: askedAt.toISOString(),
        demoMark: services.demo ? '演示数据' : null,
      });
    }
    c.header('content-security-policy', CHECK_PAGE_POLICY);
    const formPath = c.req.param('code') === undefined ? 'check' : '../check';
    return c.html(checkPage({ state, askedAt, demo: services.demo, formPath }));
  };
}
