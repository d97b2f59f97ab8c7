import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../src/platform/log.ts';
import { openQueue } from '../../../src/platform/queue-bullmq.ts';
import type { JobSpec, QueueBackend } from '../../../src/platform/queue.ts';
import { QUEUE_KINDS, signal } from '../../support/queue.ts';
import type { TestStore } from '../../support/queue.ts';

const OTHER_PROCESS = new URL('other-process.ts', import.meta.url);

for (const { title, missing, start } of QUEUE_KINDS) {
  describe.skipIf(missing)(`faults ${title}`, () => {
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

    const job = (jobId: string): JobSpec => ({ queue: `q${serial}`, name: 'ask', data: {}, jobId });

    async function otherProcess(): Promise<{ readonly child: ChildProcess; readonly told: unknown[] }> {
      const child = fork(OTHER_PROCESS, [JSON.stringify(store.address)]);
      const told: unknown[] = [];
      child.on('message', (what) => told.push(what));
      while (told.length === 0 && child.exitCode === null) await pause(20);
      return { child, told };
    }

    test('is heard in another process, and hears it', async () => {
      const { child, told } = await otherProcess();
      const ended = once(child, 'exit');
      const topics: string[] = [];
      const listening = await queue.subscribe('check.one', (_, topic) => topics.push(topic));
      await queue.publish('other.one', { id: 'x' });
      await queue.publish('check.two', { id: 'x' });
      await queue.publish('check.one', { id: 'abc', count: 3 });
      while (told.length < 3 || topics.length < 1) await pause(10);
      await listening.close();
      child.send('close');
      await ended;
      expect(told.slice(1)).toEqual([
        { heard: 'check.two', message: { id: 'x' } },
        { heard: 'check.one', message: { id: 'abc', count: 3 } },
      ]);
      expect(topics).toEqual(['check.one']);
      expect(child.exitCode).toBe(0);
    });

    test('goes on after all connections were cut, with workers and listeners', async () => {
      const runs = new Set<string>();
      const heard = new Set<string>();
      await queue.work(job('').queue, async ({ id }) => void runs.add(id), { concurrency: 2 });
      await queue.subscribe('check.cut', ({ id }) => heard.add(String(id)));
      await queue.enqueue(job('before'));
      while (!runs.has('before')) await pause(10);
      await store.cut();
      // A statement on a cut connection may fail once; the caller (outbox, reconciler) retries.
      const persist = async (work: () => Promise<void>) => {
        for (;;) {
          const failed = await work().then(
            () => false,
            () => true,
          );
          if (!failed) return;
          await pause(50);
        }
      };
      await persist(() => queue.enqueue(job('after')));
      while (!runs.has('after')) await pause(20);
      while (!heard.has('after')) {
        await persist(() => queue.publish('check.cut', { id: 'after' }));
        await pause(100);
      }
      expect([...runs]).toEqual(['before', 'after']);
    });

    test('closing interrupts handlers and puts their jobs back, with no attempt counted', async () => {
      const other = await openQueue(store.address, { log: silentLog });
      const started = signal();
      await other.work(
        job('').queue,
        async (run) => {
          started.fire();
          await pause(60_000, undefined, { signal: run.signal });
        },
        { concurrency: 1 },
      );
      await queue.enqueue(job('i'));
      await started.happened;
      await other.close();
      await expect(other.enqueue(job('late'))).rejects.toThrow('closed');
      const again = signal<number>();
      await queue.work(job('').queue, async ({ attempt }) => again.fire(attempt), { concurrency: 1 });
      expect(await again.happened).toBe(1);
    });
  });
}
