import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startOffice } from '../../../adapters/sandbox/office-server.ts';
import type { OfficeServer } from '../../../adapters/sandbox/office-server.ts';
import { officeSettings } from '../../../adapters/sandbox/office-settings.ts';
import { openRequestLog } from '../../../adapters/sandbox/request-log.ts';
import { postJson, readJson } from '../../../adapters/transports/http-json.ts';
import { signedHeaders } from '../../../adapters/transports/signature.ts';
import { patience, ports } from '../../unit/adapters/asking.ts';

/** A department that agreed on SM2, as a server: it knows the gateway by a public key. */
const credential = { appKey: 'hedui-sm2', appSecret: '1'.repeat(64), signature: 'SM2' } as const;
const json = (status: number, content: unknown) => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(content),
});

let dir: string;
let server: OfficeServer;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hedui-sm2-'));
  server = await startOffice({
    sourceId: 'sm2-department',
    office: {
      path: '/query',
      respond: () => ({ requestId: crypto.randomUUID(), answer: () => json(200, { found: true }) }),
      malformed: json(400, {}),
      busy: json(429, {}),
      broken: json(500, {}),
      rubbish: json(200, 1),
      refuse: (error) => json(403, { error }),
    },
    credential,
    seed: 'test',
    settings: () => officeSettings.parse({ latencyMs: 0 }),
    ...ports,
    requests: openRequestLog(join(dir, 'counts.jsonl'), ports.clock),
  });
});
afterAll(async () => {
  await server.stop();
  await rm(dir, { recursive: true });
});

const ask = async (changes: Partial<{ appSecret: string; signature: 'HMAC-SM3' | 'SM2' }> = {}) => {
  const raw = await postJson({
    endpoint: { url: server.url, ...credential, ...changes },
    clock: ports.clock,
    signal: patience(),
    question: { name: '𠮷' },
  });
  return { answer: readJson(raw, z.strictObject({ found: z.literal(true) })) };
};

it('hears the gateway that signs by SM2, every time anew', async () => {
  expect((await ask()).answer).toEqual({ found: true });
  expect((await ask()).answer).toEqual({ found: true });
});

it('refuses another key, and HMAC-SM3 under the same', async () => {
  const refused = { reason: 'REFUSED', retryable: false };
  await expect(ask({ appSecret: '2'.repeat(64) })).rejects.toMatchObject(refused);
  await expect(ask({ signature: 'HMAC-SM3' })).rejects.toMatchObject(refused);
});

it('refuses a request that was sent before', async () => {
  const body = new TextEncoder().encode('{}');
  const headers = signedHeaders({ method: 'POST', path: '/query', body }, credential, ports.clock.now());
  const send = async () => {
    const response = await fetch(server.url, { method: 'POST', headers, body });
    return [response.status, await response.json()];
  };
  expect([await send(), await send()]).toEqual([
    [200, { found: true }],
    [403, { error: 'REPLAYED' }],
  ]);
});
