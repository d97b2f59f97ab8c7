import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../src/platform/log.ts';
import { openQueue } from '../../../src/platform/queue-bullmq.ts';
import type { JobSpec, QueueBackend } from '../../../src/platform/queue.ts';
import { QUEUE_KINDS, signal } from '../../support/queue.ts';
import type { TestStore } from '../../support/queue.ts';

const DAY_MS = 86_400_000;

for (const { title, missing, start } of QUEUE_KINDS) {
  describe.skipIf(missing)(`jobs ${title}`, () => {
    let store: TestStore;
    let queue: QueueBackend;
    let serial = 0;

    beforeAll(async () => {
      store = await start();
    });
    afterAll(() => store.stop());
    beforeEach(async () => {
      serial += 1;
      queue = await openQueue(store.address, { log: silentLog });
    });
    afterEach(() => queue.close());

    /** A job in a queue of the calling test's own. */
    const job = (jobId: string, more: Partial<JobSpec> = {}): JobSpec => ({
      queue: `q${serial}`,
      name: 'ask',
      data: { questionId: jobId },
      jobId,
      ...more,
    });

    test('runs a job once though it is enqueued twice, also after it was done', async () => {
      const runs: string[] = [];
      const marker = signal();
      await queue.work(
        job('a').queue,
        async ({ id }) => {
          runs.push(id);
          if (id === 'end') marker.fire();
        },
        { concurrency: 1 },
      );
      await Promise.all([queue.enqueue(job('a')), queue.enqueue(job('a'))]);
      await queue.enqueueBulk([job('a'), job('b'), job('b')]);
      while (runs.length < 2) await pause(10);
      await queue.enqueue(job('a'));
      await queue.enqueueBulk([job('b'), job('end')]);
      await marker.happened;
      expect(runs).toEqual(['a', 'b', 'end']);
    });

    test('parks a job for a day without holding the worker, and runs it when woken, with no attempt counted', async () => {
      const attempts: number[] = [];
      const parked = signal();
      const other = signal();
      const woken = signal();
      await queue.work(
        job('p').queue,
        async (run) => {
          if (run.id === 'other') return other.fire();
          attempts.push(run.attempt);
          if (attempts.length > 1) return woken.fire();
          parked.fire();
          await run.waitUntil({ ms: DAY_MS });
        },
        { concurrency: 1 },
      );
      await queue.enqueue(job('p'));
      await parked.happened;
      await queue.enqueue(job('other'));
      await other.happened;
      await queue.wake(job('p').queue, 'p');
      await woken.happened;
      expect(attempts).toEqual([1, 1]);
    });

    test('runs a job again at once when news came while it was being parked, or when that cannot be known', async () => {
      const answers = [() => Promise.resolve(true), () => Promise.reject(new Error('no database'))];
      const done = signal();
      await queue.work(
        job('n').queue,
        async (run) => {
          const unless = answers.shift();
          if (unless === undefined) return done.fire();
          await run.waitUntil({ ms: DAY_MS }, unless);
        },
        { concurrency: 4 },
      );
      await queue.enqueue(job('n'));
      await done.happened;
      expect(answers).toEqual([]);
    });

    test('waking runs a delayed job, and does nothing to one that runs, is done or unknown', async () => {
      const runs: string[] = [];
      const started = signal();
      const goOn = signal();
      await queue.work(
        job('d').queue,
        async ({ id }) => {
          runs.push(id);
          started.fire();
          await goOn.happened;
        },
        { concurrency: 1 },
      );
      await queue.enqueue(job('d', { delayMs: DAY_MS }));
      await queue.wake(job('d').queue, 'd');
      await started.happened;
      await queue.wake(job('d').queue, 'd');
      await queue.wake(job('d').queue, 'unknown');
      goOn.fire();
      await queue.enqueue(job('e'));
      while (!runs.includes('e')) await pause(10);
      await queue.wake(job('d').queue, 'd');
      expect(runs).toEqual(['d', 'e']);
    });

    test('tries a failing job again, and keeps nothing of what the fault said', async () => {
      const attempts: number[] = [];
      await queue.work(
        job('f').queue,
        async ({ attempt }) => {
          attempts.push(attempt);
          throw new Error('row of 320213198001011234 Zhang');
        },
        { concurrency: 1 },
      );
      await queue.enqueue(job('f', { attempts: 3 }));
      while (attempts.length < 2) await pause(20);
      const kept = await store.dump();
      while (attempts.length < 3) await pause(20);
      expect(attempts).toEqual([1, 2, 3]);
      expect(kept).toContain('Error');
      expect(kept).not.toMatch(/Zhang|320213/);
    });

    test('frees the id of a job that failed for good', async () => {
      const runs: number[] = [];
      await queue.work(
        job('g').queue,
        async ({ attempt }) => {
          runs.push(attempt);
          throw new Error('broken');
        },
        { concurrency: 1 },
      );
      await queue.enqueue(job('g', { attempts: 1 }));
      while (runs.length < 1) await pause(10);
      while (runs.length < 2) await queue.enqueue(job('g', { attempts: 1 })).then(() => pause(20));
      expect(runs).toEqual([1, 1]);
    });
  });
}
