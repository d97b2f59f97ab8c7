import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../src/platform/clock.ts';
import type { Log } from '../../src/platform/log.ts';
import type { AppCredential } from '../transports/signature.ts';
import { createGatekeeper } from './gatekeeper.ts';
import type { Office, OfficeAnswer } from './office.ts';
import type { OfficeSettings } from './office-settings.ts';
import type { RequestLog } from './request-log.ts';
import { seeded } from './seeded.ts';

const MAX_QUESTION_BYTES = 65_536;
/** As long as usual web servers keep a connection between two questions. */
const KEEP_ALIVE_MS = 75_000;
/** Repetitions are known among this many last questions. */
const REMEMBERED = 10_000;

export type OfficeServer = {
  readonly url: string;
  readonly latencies: number[];
  stop(): Promise<void>;
};

export type OfficeOptions = {
  readonly sourceId: string;
  readonly office: Office;
  readonly credential: AppCredential;
  readonly seed: string;
  /** Read anew for each request, so that a department may fail and recover. */
  readonly settings: () => OfficeSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly requests: RequestLog;
};

/** Starts one department on a free port of the loopback. */
export async function startOffice(options: OfficeOptions): Promise<OfficeServer> {
  const latencies: number[] = [];
  const handle = createHandler(options, latencies);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    handle(request, response).catch((err: unknown) => {
      options.log.error('sandbox department failed', { sourceId: options.sourceId, err });
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${portOf(server)}${options.office.path}`;
  return { url, latencies, stop: () => stopServer(server) };
}

function createHandler(options: OfficeOptions, latencies: number[]) {
  const { sourceId, office, credential, seed, settings, clock, requests } = options;
  const gatekeeper = createGatekeeper(credential, clock);
  const chance = seeded(seed, 'office', sourceId);
  const remembered = new Map<string, { readonly question: string; readonly answer: OfficeAnswer }>();
  const withinQuota = createQuota();

  /** The same answer to the same question; another question under a known request id is refused. */
  const answerOnce = (requestId: string, body: Uint8Array, make: () => OfficeAnswer): OfficeAnswer => {
    const question = createHash('sha256').update(body).digest('base64');
    const before = remembered.get(requestId);
    if (before !== undefined) return before.question === question ? before.answer : office.refuse('REQUEST_ID_REUSED');
    const answer = make();
    remembered.set(requestId, { question, answer });
    const [oldest] = remembered.keys();
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return answer;
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const behaviour = settings();
    const body = await readBody(request);
    if (body === null || request.method !== 'POST' || request.url !== office.path)
      return send(response, office.malformed);
    const refusal = gatekeeper({ method: request.method, path: request.url, headers: request.headers, body });
    if (refusal !== null) return send(response, office.refuse(refusal));
    if (behaviour.refusing) return send(response, office.refuse('NOT_PERMITTED'));
    const question = office.respond(body, request.headers['content-type'] ?? '');
    if (question === null) return send(response, office.malformed);
    if (!withinQuota(behaviour.quotaPerSecond)) return send(response, office.busy);
    requests.note(sourceId, null, question.requestId);
    if (behaviour.silent) return;
    const begun = performance.now();
    const wait = behaviour.latencyMs + chance.int(0, behaviour.jitterMs);
    if (wait > 0) await pause(wait);
    if (behaviour.hang) return hang(response);
    if (behaviour.errorRate > 0 && chance.chance(behaviour.errorRate)) return send(response, office.broken);
    if (behaviour.rubbish) return send(response, office.rubbish);
    const answer = answerOnce(question.requestId, body, () => question.answer(behaviour.partial));
    latencies.push(performance.now() - begun);
    send(response, answer);
  };
}

/** Counts by whole seconds from the first request on; at the border of two, twice the quota may pass. */
function createQuota(): (perSecond: number) => boolean {
  let second = Number.NaN;
  let taken = 0;
  return (perSecond) => {
    const now = Math.floor(performance.now() / 1000);
    taken = now === second ? taken + 1 : 1;
    second = now;
    return taken <= perSecond;
  };
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const part of request) {
    if (!(part instanceof Uint8Array)) return null;
    total += part.byteLength;
    if (total <= MAX_QUESTION_BYTES) parts.push(part);
  }
  return total <= MAX_QUESTION_BYTES ? Buffer.concat(parts) : null;
}

function send(response: ServerResponse, { status, contentType, body }: OfficeAnswer): void {
  response.writeHead(status, { 'content-type': contentType }).end(body);
}

/** Headers and a first byte, then nothing: the connection looks alive. */
function hang(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).write(' ');
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening server has a port');
  return address.port;
}

async function stopServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
