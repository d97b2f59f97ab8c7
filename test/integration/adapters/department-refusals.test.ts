import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startSandbox } from '../../../adapters/sandbox/sandbox.ts';
import type { Sandbox } from '../../../adapters/sandbox/sandbox.ts';
import { signedHeaders } from '../../../adapters/transports/signature.ts';
import type { AppCredential } from '../../../adapters/transports/signature.ts';
import { ports } from '../../unit/adapters/asking.ts';

let dir: string;
let sandbox: Sandbox;
let endpoint: AppCredential & { url: string };
const json = { 'content-type': 'application/json' };

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hedui-refusals-'));
  sandbox = await startSandbox({ seed: 'test', dir, ...ports });
  const schema = z.object({ url: z.string(), appKey: z.string(), appSecret: z.string() });
  endpoint = schema.parse(sandbox.endpoints['real-estate']);
});
afterAll(async () => {
  await sandbox.stop();
  await rm(dir, { recursive: true });
});

function question(): Uint8Array<ArrayBuffer> {
  const { name, certificate } = sandbox.population.family('family-clean').members[0];
  const fields = {
    ywlsh: crypto.randomUUID(),
    sqsbh: 'HDS-1',
    cxmd: 'MINIMUM_LIVING',
    jzrq: '2018-01-31',
    zjlx: '111',
  };
  return new TextEncoder().encode(JSON.stringify({ ...fields, zjhm: certificate.number, yzjhm: '', xm: name }));
}
const sign = (body: Uint8Array, credential: AppCredential = endpoint, now = ports.clock.now()) =>
  signedHeaders({ method: 'POST', path: new URL(endpoint.url).pathname, body }, credential, now);
async function post(body: Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<string> {
  const response = await fetch(endpoint.url, { method: 'POST', headers: { ...json, ...headers }, body });
  return `${response.status} ${z.object({ error: z.string().optional() }).parse(await response.json()).error ?? 'answered'}`;
}

it('answers a signed request once, and refuses its replay', async () => {
  const body = question();
  const headers = sign(body);
  expect(await post(body, headers)).toBe('200 answered');
  expect(await post(body, headers)).toBe('403 REPLAYED');
});

it('refuses the unsigned, the unknown, the stale and the tampered', async () => {
  const body = question();
  const hourAgo = new Date(ports.clock.now().getTime() - 3_600_000);
  expect(await post(body, {})).toBe('403 UNSIGNED');
  expect(await post(body, sign(body, { ...endpoint, appKey: 'stranger' }))).toBe('403 UNKNOWN_APP');
  expect(await post(body, sign(body, { ...endpoint, appSecret: 'another secret!!' }))).toBe('403 BAD_SIGNATURE');
  expect(await post(body, sign(body, endpoint, hourAgo))).toBe('403 STALE_TIMESTAMP');
  expect(await post(body, { ...sign(body), 'x-timestamp': 'soon' })).toBe('403 STALE_TIMESTAMP');
  expect(await post(question(), sign(body))).toBe('403 BAD_SIGNATURE');
});

it('refuses what is no question, and another question under a known request id', async () => {
  const body = question();
  expect(await post(body, sign(body))).toBe('200 answered');
  const other = new TextEncoder().encode(new TextDecoder().decode(body).replace('HDS-1', 'HDS-2'));
  expect(await post(other, sign(other))).toBe('409 REQUEST_ID_REUSED');
  const unlettered = new TextEncoder().encode(new TextDecoder().decode(question()).replace('HDS-1', ''));
  expect(await post(unlettered, sign(unlettered))).toBe('400 MALFORMED');
  const noJson = new TextEncoder().encode('{');
  expect(await post(noJson, sign(noJson))).toBe('400 MALFORMED');
});
