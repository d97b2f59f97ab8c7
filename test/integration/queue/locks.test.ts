import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../../src/platform/log.ts';
import { openQueue } from '../../../src/platform/queue-bullmq.ts';
import type { QueueBackend, RunningJob } from '../../../src/platform/queue.ts';
import { QUEUE_KINDS, signal } from '../../support/queue.ts';
import type { TestStore } from '../../support/queue.ts';

const OTHER_PROCESS = new URL('other-process.ts', import.meta.url);

for (const { title, missing, start } of QUEUE_KINDS) {
  // Each of them waits for a lock of 5 s to run out; so they wait together.
  describe.skipIf(missing).concurrent(`locks ${title}`, () => {
    let store: TestStore;
    let queue: QueueBackend;

    beforeAll(async () => {
      store = await start();
      queue = await openQueue(store.address, { log: silentLog });
    });
    afterAll(async () => {
      await queue.close();
      await store.stop();
    });

    test('runs the job of a worker that was killed, and counts no attempt', async () => {
      const child = fork(OTHER_PROCESS, [JSON.stringify(store.address)]);
      const told: unknown[] = [];
      child.on('message', (what) => told.push(what));
      while (told.length === 0 && child.exitCode === null) await pause(20);
      const ended = once(child, 'exit');
      await queue.enqueue({ queue: 'shared', name: 'hang', data: {}, jobId: 'k' });
      while (told.length < 2) await pause(10);
      child.kill('SIGKILL');
      await ended;
      const again = signal<string>();
      await queue.work('shared', async ({ id, attempt }) => again.fire(`${id} ${attempt}`), { concurrency: 1 });
      expect(told).toEqual([{ ready: true }, { started: 'k' }]);
      expect(await again.happened).toBe('k 1');
    });

    test('a job longer than its lock runs once, also when it was parked and woken before', async () => {
      const other = await openQueue(store.address, { log: silentLog });
      const runs: string[] = [];
      const ended = signal();
      let parked = false;
      const handle = async (run: RunningJob) => {
        runs.push(run.id);
        if (!parked) {
          parked = true;
          await run.waitUntil({ ms: 86_400_000 }, () => Promise.resolve(true));
        }
        await pause(8_000);
        expect(run.signal.aborted).toBe(false);
        ended.fire();
      };
      await queue.work('long', handle, { concurrency: 3 });
      await other.work('long', handle, { concurrency: 3 });
      await queue.enqueue({ queue: 'long', name: 'ask', data: {}, jobId: 'long' });
      await ended.happened;
      await pause(100);
      await other.close();
      expect(runs).toEqual(['long', 'long']);
    });

    test('closing does not wait for a handler that pays no heed; another worker takes its job', async () => {
      const other = await openQueue(store.address, { log: silentLog });
      const started = signal();
      const release = signal();
      await other.work(
        'deaf',
        async () => {
          started.fire();
          await release.happened;
        },
        { concurrency: 1 },
      );
      await queue.enqueue({ queue: 'deaf', name: 'ask', data: {}, jobId: 'deaf' });
      await started.happened;
      await other.close();
      const again = signal<string>();
      await queue.work('deaf', async ({ id }) => again.fire(id), { concurrency: 1 });
      expect(await again.happened).toBe('deaf');
      release.fire();
    });
  });
}
