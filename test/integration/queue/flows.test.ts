import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../../../src/platform/log.ts';
import { openQueue } from '../../../src/platform/queue-bullmq.ts';
import type { JobSpec, QueueBackend } from '../../../src/platform/queue.ts';
import { QUEUE_KINDS, signal } from '../../support/queue.ts';
import type { TestStore } from '../../support/queue.ts';

const spec = (queue: string, jobId: string, attempts = 1): JobSpec => ({
  queue,
  name: 'do',
  data: {},
  jobId,
  attempts,
});

for (const { title, missing, start } of QUEUE_KINDS) {
  describe.skipIf(missing)(`flows ${title}`, () => {
    let store: TestStore;
    let queue: QueueBackend;
    let serial = 0;
    let runs: string[] = [];

    beforeAll(async () => {
      store = await start();
    });
    afterAll(() => store.stop());
    beforeEach(async () => {
      serial += 1;
      runs = [];
      queue = await openQueue(store.address, { log: silentLog });
    });
    afterEach(() => queue.close());

    const parents = () => `parents${serial}`;
    const children = () => `children${serial}`;
    const workChildren = (handle: (id: string) => void = () => undefined) =>
      queue.work(
        children(),
        async ({ id }) => {
          runs.push(id);
          handle(id);
        },
        { concurrency: 3 },
      );
    const workParents = async (failures = 0) => {
      const done = signal();
      let left = failures;
      await queue.work(
        parents(),
        async ({ id }) => {
          runs.push(id);
          if (left > 0) {
            left -= 1;
            throw new Error('parent broken');
          }
          done.fire();
        },
        { concurrency: 3 },
      );
      return done.happened;
    };
    const three = () => ['c1', 'c2', 'c3'].map((id) => spec(children(), id));

    test('runs the parent after all children, one of which fails for good', async () => {
      const done = workParents();
      await queue.enqueueFlow(spec(parents(), 'p'), three());
      await workChildren((id) => {
        if (id === 'c2') throw new Error('no such department');
      });
      await done;
      expect(runs.slice(0, 3).sort()).toEqual(['c1', 'c2', 'c3']);
      expect(runs.slice(3)).toEqual(['p']);
    });

    test('runs the parent when every child fails', async () => {
      const done = workParents();
      await workChildren(() => {
        throw new Error('all is dark');
      });
      await queue.enqueueFlow(spec(parents(), 'p'), three());
      await done;
      expect(runs).toHaveLength(4);
    });

    test('runs each job once though the flow is enqueued at once by two dispatchers and again later', async () => {
      const done = workParents();
      const add = () => queue.enqueueFlow(spec(parents(), 'p'), three());
      await Promise.all([add(), add(), add()]);
      await workChildren();
      await done;
      await add();
      await pause(200);
      expect(runs.toSorted()).toEqual(['c1', 'c2', 'c3', 'p']);
    });

    test('waits for a parked child', async () => {
      const done = workParents();
      const parked = signal();
      let late = false;
      await queue.work(
        children(),
        async (job) => {
          if (job.id === 'c1' && !late) {
            parked.fire();
            await job.waitUntil({ ms: 86_400_000 });
          }
          runs.push(job.id);
        },
        { concurrency: 3 },
      );
      await queue.enqueueFlow(spec(parents(), 'p'), three());
      await parked.happened;
      while (runs.length < 2) await pause(10);
      late = true;
      while (!runs.includes('c1')) await queue.wake(children(), 'c1').then(() => pause(20));
      await done;
      expect(runs.slice(2)).toEqual(['c1', 'p']);
    });

    test('can be enqueued again after parent and child failed for good', async () => {
      const done = workParents(1);
      let failed = false;
      await workChildren((id) => {
        if (id !== 'c2' || failed) return;
        failed = true;
        throw new Error('once');
      });
      const add = () => queue.enqueueFlow(spec(parents(), 'p'), three());
      await add();
      while (!runs.includes('p')) await pause(10);
      while (runs.filter((id) => id === 'p').length < 2) await add().then(() => pause(50));
      await done;
      expect(runs.filter((id) => id === 'p')).toHaveLength(2);
      expect(runs.filter((id) => id === 'c2')).toHaveLength(2);
      expect(runs.filter((id) => id === 'c1')).toHaveLength(1);
    });

    test('a flow that is enqueued again while its parent runs does not run a failed child again', async () => {
      const started = signal();
      const goOn = signal();
      const ended = signal();
      await workChildren(() => {
        throw new Error('no such department');
      });
      await queue.work(
        parents(),
        async ({ id }) => {
          runs.push(id);
          if (id === 'end') return ended.fire();
          started.fire();
          await goOn.happened;
        },
        { concurrency: 1 },
      );
      const add = () => queue.enqueueFlow(spec(parents(), 'p', 3), [spec(children(), 'c1')]);
      await add();
      await started.happened;
      await add();
      goOn.fire();
      await queue.enqueueFlow(spec(parents(), 'end'), [spec(children(), 'c2')]);
      await ended.happened;
      expect(runs).toEqual(['c1', 'p', 'c2', 'end']);
    });

    test('runs a parent without children', async () => {
      const done = workParents();
      await queue.enqueueFlow(spec(parents(), 'p'), []);
      await done;
      expect(runs).toEqual(['p']);
    });
  });
}
