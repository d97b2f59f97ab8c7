import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { closeSources, connectSources } from '../../../adapters/connect-sources.ts';
import { NOT_CONNECTED } from '../../../adapters/not-connected.ts';
import { findSource, SOURCES } from '../../../adapters/registry.ts';
import { PARTNERS } from '../../../adapters/sandbox/partners.ts';
import { credential, ports } from './asking.ts';

const http = { url: 'http://127.0.0.1:9/query', ...credential };
const key = Buffer.alloc(32).toString('base64');

it('connects exactly the sources that the endpoints name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hedui-connect-'));
  const banks = { folder, institutions: { 'DEMO-A': { key } } };
  const connections = await connectSources({ 'real-estate': http, banks }, ports);
  expect([...connections].map(([id, { mode }]) => [id, mode])).toEqual([
    ['real-estate', 'DIRECT'],
    ['banks', 'EXCHANGE'],
  ]);
  await closeSources(connections);
  await rm(folder, { recursive: true });
});

it('tells of the sources by files that they are', () => {
  const byFiles = SOURCES.filter((source) => source.byFiles === true).map(({ id }) => id);
  expect(byFiles.toSorted()).toEqual(PARTNERS.map(({ sourceId }) => sourceId).toSorted());
});

it.each([
  ['an unknown source', { 'real-estat': http }, 'endpoints.real-estat'],
  ['a missing secret', { vehicles: { url: http.url, appKey: 'k' } }, 'endpoints.vehicles.appSecret'],
  ['an SM2 key that is none', { 'real-estate': { ...http, signature: 'SM2' } }, 'endpoints.real-estate.appSecret'],
  ['no address', { vehicles: { ...http, url: 'ftp://x' } }, 'endpoints.vehicles.url'],
  ['an unknown field', { vehicles: { ...http, pasword: 'x' } }, 'endpoints.vehicles.pasword'],
  [
    'a short key',
    { banks: { folder: '/x', institutions: { 'DEMO-A': { key: 'c2hvcnQ=' } } } },
    'endpoints.banks.institutions.DEMO-A.key',
  ],
  [
    'an unknown bank',
    { banks: { folder: '/x', institutions: { 'DEMO-Z': { key } } } },
    'endpoints.banks.institutions.DEMO-Z',
  ],
  ['a relative folder', { banks: { folder: 'x', institutions: {} } }, 'endpoints.banks.folder'],
])('names the field of %s, and shows no secret', async (_case, endpoints, field) => {
  const refusal = connectSources(endpoints, ports);
  await expect(refusal).rejects.toMatchObject({ details: { code: 'BAD_CONFIGURATION', field } });
  await expect(refusal).rejects.not.toThrow(credential.appSecret);
});

it('has one id for each department, connected or not', () => {
  const ids = [...SOURCES, ...NOT_CONNECTED].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(findSource('banks')?.institutions).toHaveLength(5);
  expect(findSource('payment')).toBeNull();
});
