import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../../src/http/listen.ts';
import type { Listening } from '../../../src/http/listen.ts';
import { openAppRoom } from './app-room.ts';
import type { AppRoom } from './app-room.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml' };

let room: AppRoom;
let server: Listening;
let page: Response;
let html: string;
beforeAll(async () => {
  room = await openAppRoom({ demo: true });
  server = await listen(room.app, { host: '127.0.0.1', port: 0 });
  page = await fetch(`${server.url}/graphql`, { headers: BROWSER });
  html = await page.text();
});
afterAll(async () => {
  await server.stop();
  await room.close();
});

const between = (start: string, end: string) => html.slice(html.indexOf(start) + start.length, html.lastIndexOf(end));

describe('GraphiQL of a demonstration', () => {
  it('is a page under the headers of every answer', () => {
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(html).toContain('<title>核对 Hedui GraphiQL（演示数据）</title>');
    expect(html).toContain('YogaGraphiQL.renderYogaGraphiQL(');
  });

  it('loads nothing from elsewhere: every script, style, font and picture is in it', () => {
    const style = between('<style>', '</style>');
    const markup = html.replace(between('<script>', '</script>'), '').replace(style, '');
    expect(markup).not.toMatch(/https?:|\b(?:src|href)=(?!["']?data:)/);
    expect(style).not.toMatch(/@import|url\((?!["']?data:)/);
  });

  it('is told by its policy to run its own script only and to speak with this server only', () => {
    const policy = page.headers.get('content-security-policy')?.split('; ') ?? [];
    const hash = createHash('sha256').update(between('<script>', '</script>')).digest('base64');
    expect(policy).toContain(`script-src 'sha256-${hash}'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.join(' ')).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  it('is no way past the token: a query is refused, and is no page', async () => {
    const query = await fetch(`${server.url}/graphql?query={__typename}`, { headers: BROWSER });
    expect(query.status).toBe(401);
    expect(query.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  it('is not there where the server brings no page along, as in a Worker', async () => {
    const response = await room.app.request('/graphql', { headers: BROWSER });
    expect(response.status).toBe(401);
  });
});
