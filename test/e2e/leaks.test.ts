import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { registerDemoCase } from '../../src/main/demo-case.ts';
import { createDemoClient } from '../../src/main/demo-client.ts';
import { shanghaiDate } from '../../src/platform/calendar-date.ts';
import { openDatabase } from '../../src/platform/database.ts';
import { FLOW_BACKENDS } from '../support/backends.ts';
import { databasePlaces, filePlaces, findLeaks, processPlaces, redisPlaces } from '../support/leak-search.ts';
import type { Place } from '../support/leak-search.ts';
import { tracesOf } from '../support/traces.ts';
import type { Trace } from '../support/traces.ts';
import { readVerificationEnd } from '../support/verification-end.ts';
import { startInstallation } from './installation.ts';
import type { Installation } from './installation.ts';

const REQUEST = `mutation ($input: RequestVerificationInput!) { requestVerification(input: $input) {
  __typename ... on RequestVerificationSuccess { verification { id } } ... on Problem { code zh } } }`;
const requested = z.object({ requestVerification: z.object({ verification: z.object({ id: z.string() }) }) });
const READ = 'query ($id: ID!) { verification(id: $id) { report { text } } }';
const read = z.object({ verification: z.object({ report: z.object({ text: z.string() }) }) });

describe.for(FLOW_BACKENDS)('after checks of every labelled family, on $backend', ({ backend, missing }) => {
  if (missing) {
    it.skip('needs redis-server: npm run setup', () => undefined);
    return;
  }
  let house: Installation;
  let adminUrl: string;
  let traces: readonly Trace[];
  const reports: string[] = [];

  beforeAll(async () => {
    house = await startInstallation({ gateway: 'node', queue: backend, logLevel: 'trace' });
    const address = new URL(inject('cluster').adminUrl);
    address.pathname = new URL(house.databaseUrl).pathname;
    adminUrl = address.href;
    const families = house.sandbox.population.families();
    traces = families.flatMap(tracesOf);
    const client = createDemoClient(`${house.gatewayUrl}/graphql`, house.token);
    const ids: string[] = [];
    for (const family of families) {
      const { applicationId } = await registerDemoCase(client, family, shanghaiDate(house.clock.now()));
      const input = { applicationId, purpose: 'APPLICATION', idempotencyKey: applicationId };
      const { requestVerification } = await client.query(requested, REQUEST, { input });
      ids.push(requestVerification.verification.id);
    }
    const db = openDatabase(house.databaseUrl, { max: 1 });
    try {
      for (const id of ids) await readVerificationEnd(db, id.split(':').at(-1) ?? '', 40_000);
    } finally {
      await db.destroy();
    }
    for (const id of ids) reports.push((await client.query(read, READ, { id })).verification.report.text);
  });
  afterAll(() => house.stop());

  const everywhere = async (): Promise<readonly Place[]> => [
    ...(await databasePlaces(adminUrl)),
    ...(house.redisUrl === null ? [] : await redisPlaces(house.redisUrl)),
    ...(await filePlaces(house.folder)),
    ...(await processPlaces()),
    { where: 'the log', bytes: Buffer.from(house.output()) },
  ];

  it('finds nobody in database, queue, files, logs and titles of processes', async () => {
    const places = await everywhere();
    expect(findLeaks(places, traces)).toEqual([]);
    // It has looked where there is something to see: sealed answers, jobs, exchanged files, a log.
    const names = new Set(places.map(({ where }) => where.replace(/(archive|acknowledged|sent|inbox)\/.*/, '$1')));
    expect([...names]).toEqual(
      expect.arrayContaining([
        'public.answer.facts_cipher',
        'public.answer_raw.raw_cipher',
        'public.look_log.request_id',
        'the log',
        'the title of a process',
        'file departments/exchange/DEMO-A/archive',
        'file departments/exchange/DEMO-A/acknowledged',
      ]),
    );
    expect([...names].some((where) => where.startsWith(backend === 'redis' ? 'redis: hash' : 'bullmq.'))).toBe(true);
    expect(house.output().split('\n').length).toBeGreaterThan(20);
  });

  it('would have found every person: the report, which may name them, holds their traces', () => {
    const found = findLeaks([{ where: 'report', bytes: Buffer.from(reports.join('\n')) }], traces);
    for (const { label, members } of house.sandbox.population.families()) {
      for (const { key } of members) expect(found, label).toContain(`report: name of ${key}, UTF-8`);
    }
  });

  it('finds what is planted, in each place and each writing', async () => {
    const [person] = house.sandbox.population.family('family-clean').members;
    const [number, { name }] = [person.certificate.number ?? '', person];
    const gb = Buffer.from('c2bdcec4b1f3', 'hex');
    expect(new TextDecoder('gb18030').decode(gb)).toBe(name);
    const client = new Client({ connectionString: adminUrl });
    await client.connect();
    try {
      await client.query('CREATE TABLE planted (bytes bytea, line text, document jsonb)');
      await client.query('INSERT INTO planted VALUES ($1, $2, $3)', [
        Buffer.concat([Buffer.from([1, 2]), gb, Buffer.from([3])]),
        Buffer.from(`x${number}`).toString('base64'),
        JSON.stringify({ deep: { number: Buffer.from(number).toString('hex') } }),
      ]);
      await writeFile(join(house.folder, 'planted'), Buffer.from(name, 'utf16le'));
      if (house.redisUrl !== null) {
        const redis = new Redis(house.redisUrl);
        await redis.hset('planted', 'field', `balance 6200.00`);
        redis.disconnect();
      }
      const found = findLeaks(await everywhere(), traces);
      expect(found).toEqual(
        expect.arrayContaining([
          'public.planted.bytes: name of family-clean/0, GB18030',
          'public.planted.line: number of family-clean/0, UTF-8 in base64',
          'public.planted.document: number of family-clean/0, UTF-8 in hexadecimal',
          'file planted: name of family-clean/0, UTF-16LE',
          ...(house.redisUrl === null ? [] : ['redis: hash planted: balance of family-clean/0, UTF-8']),
        ]),
      );
    } finally {
      await client.query('DROP TABLE IF EXISTS planted');
      await client.end();
    }
  });
});
