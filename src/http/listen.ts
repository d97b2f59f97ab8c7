import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { asError, Problem } from '../platform/problem.ts';
import type { HttpEnvironment } from './environment.ts';
import { graphiqlPage } from './graphiql-page.ts';

/** A server that listens. */
export type Listening = {
  /** `http://host:port`. */
  readonly url: string;
  readonly port: number;
  /** Lets running requests end, for at most 0.7 s; then streams and idle connections are closed. */
  stop(): Promise<void>;
};

const GRACE_MS = 700;

/** How long a client may take for its own part; what it waits for is not limited here. */
type Patience = {
  /** From the first byte of a request to the last of its body: a scan of 13 MB comes in 30 s at 4 Mbit/s. */
  readonly requestMs: number;
  /** How often the server looks for those who are too slow. */
  readonly lookEveryMs: number;
};
const PATIENCE: Patience = { requestMs: 29_000, lookEveryMs: 1_000 };
/** No client needs longer for a few hundred bytes. */
const HEADERS_MS = 10_000;

/** Where to listen. */
type Address = {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** The variable that sets the port, which a refusal names. */
  readonly setting?: 'HEDUI_PORT' | 'HEDUI_WORKER_PORT';
};

/**
 * Serves the app over HTTP on Node.
 *
 * @throws Problem BAD_CONFIGURATION when the port is in use or the address is not ours.
 */
export async function listen(
  app: Hono<HttpEnvironment>,
  { host, port, setting = 'HEDUI_PORT' }: Address,
  { requestMs, lookEveryMs }: Patience = PATIENCE,
): Promise<Listening> {
  // HTTP/1.1 only: `createServer` of node:http is the adaptor's default.
  const server = createAdaptorServer({
    fetch: (request, bindings) => app.fetch(request, { ...bindings, graphiqlPage }),
    overrideGlobalObjects: false,
    serverOptions: {
      requestTimeout: requestMs,
      headersTimeout: Math.min(requestMs, HEADERS_MS),
      connectionsCheckingInterval: lookEveryMs,
    },
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (thrown) => reject(cannotListen(thrown, { host, port, setting })));
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    stop: () => stop(server),
  };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function cannotListen(thrown: unknown, { host, port, setting }: Required<Address>): Problem {
  const cause = asError(thrown);
  const code = 'code' in cause ? cause.code : '';
  const [zh, en] =
    code === 'EADDRINUSE'
      ? [
          `端口已被占用，请用 ${setting} 换一个端口，或先停止占用它的程序`,
          `the port is in use; set another ${setting} or stop what uses it`,
        ]
      : code === 'EACCES'
        ? [`无权使用该端口，请用 ${setting} 换一个 1024 以上的端口`, `no right to that port; set ${setting} above 1024`]
        : ['地址不可用，请检查 HEDUI_HOST', 'the address is not available; check HEDUI_HOST'];
  return new Problem(
    {
      code: 'BAD_CONFIGURATION',
      field: setting,
      zh: `无法监听 ${host}:${port}：${zh}。`,
      en: `Cannot listen on ${host}:${port}: ${en}.`,
    },
    { cause },
  );
}
