import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../../../src/platform/problem.ts';
import { openQueue } from '../../../src/platform/queue-bullmq.ts';
import { assertIdsOnly, assertJob } from '../../../src/platform/queue.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import { freePort } from '../../support/ports.ts';

async function refusal(attempt: Promise<unknown>): Promise<Problem> {
  const thrown = await attempt.catch((fault: unknown) => fault);
  if (thrown instanceof Problem) return thrown;
  throw new Error('no problem was thrown', { cause: thrown });
}

describe('opening the queue', () => {
  let empty: TestDatabase;

  beforeAll(async () => {
    empty = await createTestDatabase({ empty: true });
  });
  afterAll(() => empty.drop());

  test('refuses a Redis that is not there, in one sentence that names it', async () => {
    const port = await freePort();
    const problem = await refusal(openQueue({ redisUrl: `redis://:secret@127.0.0.1:${port}` }));
    expect(problem.code).toBe('UNAVAILABLE');
    expect(problem.details.en).toBe(
      `Cannot reach Redis at 127.0.0.1:${port}; start it, or unset REDIS_URL to keep the queue in PostgreSQL.`,
    );
    expect(problem.message).not.toContain('secret');
  });

  test('refuses a PostgreSQL that is not there', async () => {
    const problem = await refusal(openQueue({ postgresUrl: `postgres://127.0.0.1:${await freePort()}/hedui` }));
    expect(problem.code).toBe('UNAVAILABLE');
  });

  test('refuses a database without the tables of the queue', async () => {
    const problem = await refusal(openQueue({ postgresUrl: empty.appUrl }));
    expect(problem.details).toMatchObject({ code: 'UNAVAILABLE', field: 'DATABASE_URL' });
  });
});

describe('what may enter the queue', () => {
  const job = { queue: 'q', name: 'ask', data: {}, jobId: 'a' };

  test.each([
    ['an identity number', { person: '320213198001011234' }],
    ['an identity number within a text', { note: 'x320213198001011234y' }],
    ['an old identity number', { person: '320213800101123' }],
    ['a number as large as an identity number', { person: 320_213_198_001_011_200 }],
    ['no number at all', { count: Number.NaN }],
    ['a long text', { note: 'a'.repeat(81) }],
  ])('refuses %s without repeating it', (_, data) => {
    const [field = ''] = Object.keys(data);
    expect(() => assertIdsOnly(data)).toThrow(new RegExp(`^${field} of a job `));
    expect(() => assertJob({ ...job, data })).toThrow(RangeError);
    expect(() => assertIdsOnly(data)).not.toThrow(/3202|aaa/);
  });

  test.each(['12345', '', 'a:b', 'a b', 'c320213198001011234', 'x'.repeat(81)])('refuses the job id %j', (jobId) => {
    expect(() => assertJob({ ...job, jobId })).toThrow(/^a job id has/);
  });

  test('takes uuids, dates and small numbers', () => {
    const data = { id: '01890a5d-ac96-774b-bcce-b302099a8057', from: '2018-01-31', count: 12 };
    expect(() => assertJob({ ...job, data, jobId: '01890a5d-ac96-774b-bcce-b302099a8057.bank-1' })).not.toThrow();
  });
});
