import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../../src/platform/log.ts';
import { openQueue } from '../../../src/platform/queue-bullmq.ts';
import { QUEUE_KINDS } from '../../support/queue.ts';
import type { TestStore } from '../../support/queue.ts';

for (const { title, missing, start } of QUEUE_KINDS) {
  describe.skipIf(missing)(`whether the queue answers ${title}`, () => {
    let store: TestStore;

    beforeAll(async () => {
      store = await start();
    });
    afterAll(() => store.stop());

    test('it does while it is open, also after all connections were cut, and no longer when it is closed', async () => {
      const queue = await openQueue(store.address, { log: silentLog });
      await queue.probe();
      await store.cut();
      await expect.poll(() => queue.probe().then(() => 'answers', String), { timeout: 5_000 }).toBe('answers');
      await queue.close();
      await expect(queue.probe()).rejects.toThrow('closed');
    });
  });
}
