import { createHash } from 'node:crypto';

/** The page, and the policy under which a browser may run it. */
export type GraphiqlPage = { readonly html: Uint8Array<ArrayBuffer>; readonly policy: string };

let page: Promise<GraphiqlPage> | undefined;

/**
 * GraphiQL in one page of nine megabytes, whole in itself: scripts, styles, fonts and workers come with it, and its
 * policy lets it speak with this server only. Read and written at the first call, then kept.
 */
export function graphiqlPage(): Promise<GraphiqlPage> {
  page ??= writePage();
  return page;
}

async function writePage(): Promise<GraphiqlPage> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: '核对 Hedui GraphiQL（演示数据）',
    headers: JSON.stringify({ authorization: 'Bearer TOKEN' }),
    shouldPersistHeaders: false,
  });
  return { html: new TextEncoder().encode(html), policy: policyOf(html) };
}

function policyOf(html: string): string {
  const script = html.slice(html.indexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'));
  return [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    // The editor writes its styles as it goes, and starts its workers from the page's own text.
    "style-src 'unsafe-inline'",
    'worker-src blob:',
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
