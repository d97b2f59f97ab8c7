/**
 * The other process of the tests beside this file: works the queue `shared`, tells its parent of each start
 * and of each message on `check.*`, and never ends a job named `hang`.
 *
 * argv: the address of the store as JSON.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { openQueue } from '../../../src/platform/queue-bullmq.ts';

const [address = '{}'] = process.argv.slice(2);
const tell = (what: Record<string, unknown>) => process.send?.(what);
const queue = await openQueue(JSON.parse(address));
await queue.subscribe('check.*', (message, topic) => tell({ heard: topic, message }));
await queue.work(
  'shared',
  async ({ id, name }) => {
    tell({ started: id });
    if (name === 'hang') await pause(600_000);
  },
  { concurrency: 2 },
);
process.once('message', () => void queue.close().then(() => process.disconnect()));
tell({ ready: true });
