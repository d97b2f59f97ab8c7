import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NOT_CONNECTED } from '../../../adapters/not-connected.ts';
import { SOURCES } from '../../../adapters/registry.ts';
import { AUDITOR, LIANGXI, openAppRoom, OPERATOR } from './app-room.ts';
import type { AppRoom } from './app-room.ts';

const CATALOGUE = `{ sourceCatalogue {
  id department { zh en } subject { zh } level territory territoryName connected facts { kind name { zh en } } } }`;
const catalogue = z.object({ sourceCatalogue: z.array(z.looseObject({ id: z.string(), connected: z.boolean() })) });

const EVERYBODY = [
  LIANGXI,
  AUDITOR,
  OPERATOR,
  { role: 'REVIEWER', division: '320213' },
  { role: 'PARTNER', division: '320200' },
  { role: 'CASEWORKER', division: '320213001' },
];

describe('the catalogue of sources', () => {
  let room: AppRoom;
  beforeAll(async () => {
    room = await openAppRoom();
  });
  afterAll(() => room.close());

  it.each(EVERYBODY)('is the same for a $role of $division, and leaves no entry in the log', async (as) => {
    const { data, errors } = await room.ask(CATALOGUE, { as });
    expect(errors).toBeUndefined();
    const { sourceCatalogue } = catalogue.parse(data);
    expect(sourceCatalogue.map(({ id }) => id)).toEqual([...SOURCES, ...NOT_CONNECTED].map(({ id }) => id));
    expect(sourceCatalogue.filter(({ connected }) => !connected).map(({ id }) => id)).toEqual(
      NOT_CONNECTED.map(({ id }) => id),
    );
    expect(sourceCatalogue.find(({ id }) => id === 'real-estate')).toEqual({
      id: 'real-estate',
      department: { zh: '自然资源和规划局', en: 'Natural Resources and Planning Bureau' },
      subject: { zh: '不动产登记' },
      level: 'CITY',
      territory: '320200',
      territoryName: '无锡市',
      connected: true,
      facts: [{ kind: 'HOME_TITLE', name: expect.anything() }],
    });
    expect(sourceCatalogue.find(({ id }) => id === 'insurance')).toMatchObject({
      level: 'NATION',
      territoryName: '全国',
    });
    expect(await room.looks()).toEqual([]);
  });

  it('has nothing of what operators look after', async () => {
    const { errors } = await room.ask('{ sourceCatalogue { items { id } latency { p95Ms } terms { line } } }');
    expect(errors?.map(({ message }) => message).join()).toMatch(/items|latency|terms/);
    expect((await room.ask('{ sources { id } }', { as: LIANGXI })).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('is for callers with a token only', async () => {
    const response = await room.app.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: CATALOGUE }),
    });
    expect(response.status).toBe(401);
  });
});
