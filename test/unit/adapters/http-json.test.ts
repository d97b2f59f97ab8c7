import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SourceFault } from '../../../src/sources/port.ts';
import { postJson, readJson } from '../../../adapters/transports/http-json.ts';
import { knownApp, signatureFits } from '../../../adapters/transports/signature.ts';
import { asError } from '../../../src/platform/problem.ts';
import { credential, ports } from './asking.ts';

const URL = 'http://department.test/query';
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const ask = async (signal: AbortSignal = AbortSignal.timeout(5000)) => {
  const raw = await postJson({
    endpoint: { url: URL, ...credential },
    clock: ports.clock,
    signal,
    question: { name: '𠮷䶮' },
  });
  return { raw, answer: readJson(raw, z.strictObject({ found: z.boolean() })) };
};

describe('JSON over HTTP', () => {
  it('signs method, path, time, nonce and body', async () => {
    const seen: Request[] = [];
    server.use(
      http.post(URL, ({ request }) => {
        seen.push(request.clone());
        return HttpResponse.json({ found: true });
      }),
    );
    await ask();
    await ask();
    const [first, second] = seen;
    const body = new Uint8Array((await first?.arrayBuffer()) ?? new ArrayBuffer());
    const parts = {
      method: 'POST',
      path: '/query',
      timestamp: '2018-01-31T02:00:00.000Z',
      nonce: first?.headers.get('x-nonce') ?? '',
      body,
    };
    expect(signatureFits(parts, knownApp(credential), first?.headers.get('x-signature') ?? '')).toBe(true);
    expect(second?.headers.get('x-nonce')).not.toBe(parts.nonce);
    expect(new TextDecoder().decode(body)).toBe('{"name":"𠮷䶮"}');
  });

  it('returns the answer and its bytes as received', async () => {
    server.use(
      http.post(URL, () => new HttpResponse('{ "found": false }', { headers: { 'content-type': 'application/json' } })),
    );
    const { answer, raw } = await ask();
    expect(answer).toEqual({ found: false });
    expect(new TextDecoder().decode(raw)).toBe('{ "found": false }');
  });

  const json = { 'content-type': 'application/json' };
  it.each([
    ['429', 'BUSY', true, () => new HttpResponse(null, { status: 429 })],
    ['503', 'BUSY', true, () => new HttpResponse(null, { status: 503 })],
    ['500', 'UNREACHABLE', true, () => new HttpResponse(null, { status: 500 })],
    ['403', 'REFUSED', false, () => new HttpResponse(null, { status: 403 })],
    [
      'a redirect',
      'FORMAT_CHANGED',
      false,
      () => new HttpResponse(null, { status: 302, headers: { location: 'http://elsewhere.test/' } }),
    ],
    ['a network error', 'UNREACHABLE', true, () => HttpResponse.error()],
    ['another content type', 'FORMAT_CHANGED', false, () => HttpResponse.text('{"found":true}')],
    ['another form', 'FORMAT_CHANGED', false, () => HttpResponse.json({ found: 'yes' })],
    ['an unknown field', 'FORMAT_CHANGED', false, () => HttpResponse.json({ found: true, more: 1 })],
    ['half an answer', 'FORMAT_CHANGED', false, () => new HttpResponse('{"found":', { headers: json })],
    [
      'bytes that are not UTF-8',
      'FORMAT_CHANGED',
      false,
      () => new HttpResponse(new Uint8Array([0x22, 0xff, 0x22]), { headers: json }),
    ],
    ['more than a mebibyte', 'FORMAT_CHANGED', false, () => new HttpResponse(' '.repeat(1_100_000), { headers: json })],
  ])('takes %s for %s', async (_case, reason, retryable, respond) => {
    server.use(http.post(URL, respond));
    await expect(ask()).rejects.toMatchObject({ reason, retryable });
  });

  it('ends with TIMEOUT when its time is over', async () => {
    server.use(http.post(URL, () => new Promise<never>(() => {})));
    await expect(ask(AbortSignal.timeout(30))).rejects.toMatchObject({ reason: 'TIMEOUT', retryable: true });
  });

  it('keeps the unreadable answer out of the fault and its causes', async () => {
    server.use(http.post(URL, () => new HttpResponse('陆文斌 320213196001010011', { headers: json })));
    const fault = await ask().catch(asError);
    if (!(fault instanceof SourceFault)) throw new Error('a fault of the source', { cause: fault });
    expect(fault.reason).toBe('FORMAT_CHANGED');
    expect(`${fault.message} ${String(fault.cause)}`).not.toMatch(/陆文斌|3202/);
  });
});
