import { listen } from '../http/listen.ts';
import { createWorkerApp } from '../http/worker-app.ts';
import type { QueueBackend } from '../platform/queue.ts';
import type { Ground } from './house.ts';
import type { Lifecycle } from './lifecycle.ts';

/** The HTTP address of a worker, which serves only `/readyz`, for monitoring. */
export type WorkerDoor = { readonly url: string };

/**
 * Listens where `HEDUI_WORKER_PORT` says; without it a worker listens nowhere.
 *
 * @throws Problem BAD_CONFIGURATION when the port is in use.
 */
export async function openWorkerDoor(
  { foundation, services }: Ground,
  queue: QueueBackend,
  life: Lifecycle,
): Promise<WorkerDoor | null> {
  const { config, log } = foundation;
  if (config.workerPort === undefined) return null;
  const app = createWorkerApp({ ...services, log, probeQueue: () => queue.probe() });
  const address = { host: config.host, port: config.workerPort, setting: 'HEDUI_WORKER_PORT' } as const;
  const listening = await listen(app, address);
  life.add('door of the worker', () => listening.stop());
  return { url: listening.url };
}
